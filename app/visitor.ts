import { headers } from 'next/headers'
import { DomainError } from '#lib/core/errors.ts'
import type { EndedSession } from '#components/access/ended-note.tsx'
import { evidenceOf } from '#lib/infra/auth/identify.ts'
import { sessionEnding } from '#lib/infra/auth/session.ts'
import { pageContext, type PageContext } from '#lib/infra/context/page-context.ts'
import { visitorContext } from '#lib/infra/context/http-context.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime } from '#lib/infra/context/runtime.ts'

/** Who is signed in, for the pages on the way in; null for nobody, and for a member whose every role was taken. */
export async function signedIn(): Promise<PageContext | null> {
  try {
    return await pageContext()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return null
    throw error
  }
}

/** How the session ended whose cookie the browser still has; null when there is nothing to tell. */
export async function endedBecause(): Promise<EndedSession | null> {
  const own = runtime()
  const cookie = (await headers()).get('cookie')
  const evidence = await evidenceOf({ authorization: null, cookie }, own.keyring, own.publicUrl)
  const ending = evidence.kind === 'session' ? await sessionEnding(own, evidence.sid) : null
  if (ending === null) return null
  if ('minutes' in ending) return ending
  const { kind } = ending
  return kind === 'signed_out' || kind === 'rotated' ? null : { kind }
}

/** The context of a page that is there for people without a session. */
export const visitor = (): RequestContext => visitorContext(runtime(), { forwardedFor: null })
