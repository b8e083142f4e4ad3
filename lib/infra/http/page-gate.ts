import { networkKey } from '#lib/core/network.ts'
import type { SessionAccounts } from '#lib/infra/auth/session-account.ts'
import { createRateLimiter, tooManyRequests } from './rate-limit.ts'

/** Answers what somebody asks for too often; null lets the request go on. `now` in milliseconds of any steady clock. */
export type PageGate = (request: Request, now: number) => Promise<Response | null>

/** What counts for itself, by who asks where that is known: routes, the pages that are sent to phones, and what supervises us. */
const COUNTED_ELSEWHERE = /^\/(?:api|p|_next)\/|^\/(?:healthz|metrics|readyz)$/

/**
 * A gate before all pages: `perMinute` are let in, also at once. Whoever signed in is counted by account, so that the people
 * of one office take nothing from each other; everybody else by network. `accountOf` says whose session a Cookie header
 * names, and null for one that nobody proved.
 */
export function createPageGate(perMinute: number, accountOf: SessionAccounts): PageGate {
  const { take } = createRateLimiter({ page: perMinute })
  return async (request, now) => {
    if (COUNTED_ELSEWHERE.test(new URL(request.url).pathname)) return null
    const account = await accountOf(request.headers.get('cookie'))
    const subject =
      account === null ? `network|${networkKey(request.headers.get('x-forwarded-for'))}` : `member|${account}`
    const admission = take('page', subject, now)
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
