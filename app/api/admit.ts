import { networkKey } from '#lib/core/network.ts'
import { config } from '#lib/infra/config/index.ts'
import { visitorContext } from '#lib/infra/context/http-context.ts'
import { actorLabel, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime } from '#lib/infra/context/runtime.ts'
import {
  createRateLimiter,
  refusalsNoted,
  tooManyRequests,
  type RateLimiter,
  type RateLimits,
  type RouteClass,
} from '#lib/infra/http/rate-limit.ts'
import { webMetrics } from '#lib/infra/http/web-metrics.ts'
import { noteSecurityEvent } from '#lib/modules/security/index.ts'

declare global {
  // On globalThis, because the bundler may put this file into several bundles, each with variables of its own.
  var bailiwickRateLimiter: RateLimiter | undefined
}

/** Makes the limiter of this process. */
export function startLimiter(limits: RateLimits): RateLimiter {
  globalThis.bailiwickRateLimiter = createRateLimiter(limits)
  return globalThis.bailiwickRateLimiter
}

function limiter(): RateLimiter {
  if (globalThis.bailiwickRateLimiter !== undefined) return globalThis.bailiwickRateLimiter
  const settings = config()
  return startLimiter({
    'sign-in': settings.RATE_SIGN_IN_PER_MINUTE,
    reading: settings.RATE_READING_PER_MINUTE,
    writing: settings.RATE_WRITING_PER_MINUTE,
    query: settings.RATE_QUERY_PER_MINUTE,
    export: settings.RATE_EXPORT_PER_MINUTE,
  })
}

/** Whose requests are counted together: those of a member, a key or a token, or of a network while nobody is known. */
const subjectOf = ({ actor, ip }: RequestContext): string =>
  actor.kind === 'job' ? `network|${networkKey(ip)}` : `${actor.kind}|${actorLabel(actor).id}`

/** Lets a request in, or throws `limit_exceeded` with when to come again; what was refused is counted and noted. */
export const admit = async (ctx: RequestContext, kind: RouteClass, request: Request): Promise<void> =>
  await admitSubject(ctx, { kind, subject: subjectOf(ctx) }, request)

async function admitSubject(
  ctx: RequestContext,
  { kind, subject }: { readonly kind: RouteClass; readonly subject: string },
  request: Request,
): Promise<void> {
  const { limits, take } = limiter()
  // The time of the process, which nobody sets back.
  const admission = take(kind, subject, performance.now())
  if (admission.isAllowed) return
  webMetrics().rateLimited.inc({ class: kind })
  const count = refusalsNoted(admission.refusals)
  if (count > 0) {
    await noteSecurityEvent(ctx, {
      kind: 'request.rate-limited',
      userAgent: request.headers.get('user-agent'),
      details: {
        class: kind,
        reason: `more than ${limits[kind]} requests of the class ${kind} in a minute`,
      },
      count,
    })
  }
  throw tooManyRequests(kind, limits[kind], admission.retryAfterSeconds)
}

/** The same for a request of somebody who is not known, at the doors that are no declared routes. */
export const admitVisitor = async (request: Request, kind: RouteClass): Promise<void> =>
  await admit(
    visitorContext(runtime(), { forwardedFor: request.headers.get('x-forwarded-for') }),
    kind,
    request,
  )

/**
 * The same for whoever brings a credential that opens nothing: refused as any other, they would cost a row of the feed each.
 * They are counted apart, so that a forgotten script keeps nobody beside it from signing in.
 */
export const admitRefused = async (ctx: RequestContext, request: Request): Promise<void> =>
  await admitSubject(ctx, { kind: 'sign-in', subject: `refused|${networkKey(ctx.ip)}` }, request)
