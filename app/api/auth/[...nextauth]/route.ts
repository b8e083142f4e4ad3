import { randomUUID } from 'node:crypto'
import NextAuth from 'next-auth'
import { NextRequest } from 'next/server'
import { admitVisitor } from '#app/api/admit.ts'
import { notingStrangers } from '#app/api/note-refusal.ts'
import { DomainError, notFound } from '#lib/core/errors.ts'
import { refuseCrossSite } from '#lib/infra/context/http-context.ts'
import { runtime } from '#lib/infra/context/runtime.ts'
import { aboutRefusal } from '#lib/infra/http/about-refusal.ts'
import { problemResponse } from '#lib/infra/http/problem.ts'
import { limitSessionCookie, nextAuthOptions, withKnownDevice } from '#lib/modules/access/index.ts'
import { refuseBadInput } from '../next-auth-input.ts'

interface Context {
  readonly params: Promise<{ nextauth: string[] }>
}

/** What we use of next-auth. Everything else it offers, such as a log that anybody may write to, is not there. */
const OFFERED: Readonly<Record<string, readonly string[]>> = {
  GET: ['csrf', 'session', 'signin', 'signout', 'error'],
  POST: ['callback/credentials', 'session', 'signout'],
}

/** The request for next-auth, which reads the body itself: after us from a copy. */
async function checkedRequest(request: NextRequest, publicUrl: string): Promise<NextRequest> {
  const body = await refuseBadInput(request, publicUrl)
  const { url, method, headers } = request
  return body === null ? request : new NextRequest(url, { method, headers, body })
}

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const own = runtime()
  const requestId = randomUUID()
  try {
    const { nextauth } = await context.params
    if (OFFERED[request.method]?.includes(nextauth.join('/')) !== true) throw notFound()
    await notingStrangers(request, requestId, () => refuseCrossSite(request, own.publicUrl))
    await admitVisitor(request, request.method === 'POST' ? 'sign-in' : 'reading')
    const checked = await checkedRequest(request, own.publicUrl)
    const answer: unknown = await NextAuth(
      checked,
      context,
      nextAuthOptions(own, Object.fromEntries(request.headers)),
    )
    if (!(answer instanceof Response)) throw new TypeError('next-auth did not answer with a Response')
    const limited = await limitSessionCookie(own, answer)
    return nextauth.join('/') === 'callback/credentials'
      ? await withKnownDevice(own, request.headers.get('cookie'), limited)
      : limited
  } catch (error) {
    own.log[error instanceof DomainError ? 'info' : 'error'](
      { requestId, ...aboutRefusal(error) },
      'request refused',
    )
    return problemResponse(error, requestId)
  }
}

export { handle as GET, handle as POST }
