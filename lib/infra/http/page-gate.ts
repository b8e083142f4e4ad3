import { networkKey } from '#lib/core/network.ts'
import { createRateLimiter, tooManyRequests } from './rate-limit.ts'

/** Answers what a network asks for too often; null lets the request go on. `now` in milliseconds of any steady clock. */
export type PageGate = (request: Request, now: number) => Response | null

/** What counts for itself, by who asks where that is known: routes, the pages that are sent to phones, and what supervises us. */
const COUNTED_ELSEWHERE = /^\/(?:api|p|_next)\/|^\/(?:healthz|metrics|readyz)$/

/** A gate before all pages, by network and in memory alone: `perMinute` are let in, also at once. */
export function createPageGate(perMinute: number): PageGate {
  const { take } = createRateLimiter({ page: perMinute })
  return (request, now) => {
    if (COUNTED_ELSEWHERE.test(new URL(request.url).pathname)) return null
    const admission = take('page', networkKey(request.headers.get('x-forwarded-for')), now)
    if (admission.isAllowed) return null
    const { message } = tooManyRequests('reading', perMinute, admission.retryAfterSeconds)
    const title = 'Too many requests'
    return new Response(
      `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title></head>\n<body><h1>${title}</h1><p>${message}</p></body></html>\n`,
      {
        status: 429,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'private, no-store',
          'retry-after': String(admission.retryAfterSeconds),
        },
      },
    )
  }
}
