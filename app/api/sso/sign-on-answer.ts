import { randomUUID } from 'node:crypto'
import { admitVisitor } from '#app/api/admit.ts'
import { noteUnknownProvider } from '#app/api/note-refusal.ts'
import { DomainError } from '#lib/core/errors.ts'
import { LONGEST_SESSION_SECONDS } from '#lib/core/session-limits.ts'
import { cookieValue, issueSessionCookie } from '#lib/infra/auth/session-cookie.ts'
import { visitorContext } from '#lib/infra/context/http-context.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime } from '#lib/infra/context/runtime.ts'
import { aboutRefusal } from '#lib/infra/http/about-refusal.ts'
import { problemResponse } from '#lib/infra/http/problem.ts'
import { ownPath } from '#components/shell/own-path.ts'
import { SignOnRefusal, type FinishedSignOn, type SignOnAnswer } from '#lib/modules/identity/index.ts'

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
async function redirectSignedIn(finished: FinishedSignOn): Promise<Response> {
  const own = runtime()
  const cookie = await issueSessionCookie(own.keyring, own.publicUrl, finished.sid, LONGEST_SESSION_SECONDS)
  return redirect(ownPath(finished.target), [cookie])
}

/** Sends the browser to the next step of a sign-on. */
export const redirectOn = (path: string): Response => redirect(path)

/**
 * Notes a sign-on at a provider that is not there; what an active one refuses is noted in its own scope. Returns what to
 * answer with: the error, or `limit_exceeded` for a network that brings too many.
 */
export async function noteRefusedSignOn(
  request: Request,
  error: unknown,
  ctx: RequestContext,
): Promise<unknown> {
  try {
    if (error instanceof SignOnRefusal && error.reason === 'provider') await noteUnknownProvider(ctx, request)
    return error
  } catch (limit) {
    return limit
  }
}

/**
 * Sends the browser back to the sign-in page, which says in words why; faults of ours are logged and say nothing. Too many
 * requests are answered as such.
 */
async function redirectRefused(
  request: Request,
  thrown: unknown,
  providerId: string,
  ctx: RequestContext,
): Promise<Response> {
  const error = await noteRefusedSignOn(request, thrown, ctx)
  const isExpected = error instanceof DomainError
  const about = error instanceof SignOnRefusal ? { refusal: error.reason } : aboutRefusal(error)
  ctx.log[isExpected ? 'info' : 'error']({ ...about, providerId }, 'sign-on refused')
  if (isExpected && error.code === 'limit_exceeded') return problemResponse(error, ctx.requestId, request)
  const reason = error instanceof SignOnRefusal ? error.reason : 'answer'
  return redirect(`/sign-in/${encodeURIComponent(providerId)}?refused=${reason}`)
}

/** What Next hands to a route of one provider. */
export interface ProviderRoute {
  readonly params: Promise<{ readonly providerId: string }>
}

/** A route to which a browser comes back from a provider: counted by network, and led on whatever happens. */
export const signOnRoute =
  (answer: (visit: SignOnVisit, providerId: string, request: Request) => Promise<Response>) =>
  async (request: Request, { params }: ProviderRoute): Promise<Response> => {
    const { providerId } = await params
    const visit = visitOf(request)
    try {
      await admitVisitor(request, 'sign-in')
      return await answer(visit, providerId, request)
    } catch (error) {
      return await redirectRefused(request, error, providerId, visit.ctx)
    }
  }

/** The route that ends a sign-on of one kind with a session. */
export const finishRoute = (
  finish: (ctx: RequestContext, answer: SignOnAnswer) => Promise<FinishedSignOn>,
): ReturnType<typeof signOnRoute> =>
  signOnRoute(
    async ({ ctx, ...visit }, providerId, request) =>
      await redirectSignedIn(
        await finish(ctx, { providerId, search: new URL(request.url).search, ...visit }),
      ),
  )
