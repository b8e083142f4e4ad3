import { randomUUID } from 'node:crypto'
import { DomainError } from '#lib/core/errors.ts'
import { LONGEST_SESSION_SECONDS } from '#lib/core/session-limits.ts'
import { cookieValue, issueSessionCookie } from '#lib/infra/auth/session-cookie.ts'
import { visitorContext } from '#lib/infra/context/http-context.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime } from '#lib/infra/context/runtime.ts'
import { ownPath } from '#components/shell/own-path.ts'
import { SignOnRefusal } from '#lib/modules/identity/index.ts'

/** The context of somebody who signs on, and what the browser sent about itself. */
export interface SignOnVisit {
  readonly ctx: RequestContext
  readonly cookieOf: (name: string) => string | null
  readonly userAgent: string | null
}

/** What is known of a request before anybody is anybody. */
export function visitOf(request: Request): SignOnVisit {
  const { headers } = request
  return {
    ctx: visitorContext(runtime(), { forwardedFor: headers.get('x-forwarded-for'), requestId: randomUUID() }),
    cookieOf: (name) => cookieValue(headers.get('cookie'), name),
    userAgent: headers.get('user-agent'),
  }
}

const redirect = (path: string, cookies: readonly string[] = []): Response => {
  const headers = new Headers({
    location: `${runtime().publicUrl}${path}`,
    'cache-control': 'private, no-store',
    'referrer-policy': 'no-referrer',
  })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

/** Sends the browser to where it wanted to go, with the cookie of its new session. */
export async function redirectSignedIn(finished: { sid: string; target: string }): Promise<Response> {
  const own = runtime()
  const cookie = await issueSessionCookie(own.keyring, own.publicUrl, finished.sid, LONGEST_SESSION_SECONDS)
  return redirect(ownPath(finished.target), [cookie])
}

/** Sends the browser to the next step of a sign-on. */
export const redirectOn = (path: string): Response => redirect(path)

/** Sends the browser back to the sign-in page, which says in words why; faults of ours are logged and say nothing. */
export function redirectRefused(error: unknown, providerId: string, ctx: RequestContext): Response {
  const isExpected = error instanceof DomainError
  ctx.log[isExpected ? 'info' : 'error']({ err: error, providerId }, 'sign-on refused')
  const reason = error instanceof SignOnRefusal ? error.reason : 'answer'
  return redirect(`/sign-in/${encodeURIComponent(providerId)}?refused=${reason}`)
}
