import { headers } from 'next/headers'
import { cache } from 'react'
import { DomainError } from '#lib/core/errors.ts'
import type { ScopeRef } from '#lib/core/scope.ts'
import { canaryAuthorization } from '#lib/infra/auth/canary-token.ts'
import { evidenceOf, type Evidence } from '#lib/infra/auth/identify.ts'
import { mustEnrol, type Identity } from '#lib/infra/auth/identity.ts'
import {
  openAccess,
  requestedScope,
  sessionOfIdentity,
  type Access,
  type Asking,
  type SessionContext,
} from './access.ts'
import { clientAddress } from './http-context.ts'
import { pageLanguage } from './page-language.ts'
import { pageRequestId } from './page-request.ts'
import { buildRequestContext } from './request-context.ts'
import { runtime, type Runtime } from './runtime.ts'

/** What a page knows about who looks at it. */
export interface PageContext extends SessionContext {
  readonly identity: Identity
  /** True when the member has to enrol a second factor before anything else: redirect there. */
  readonly mustEnrol: boolean
  /** True while the session looks as a tenant, whichever scope this is. */
  readonly isLookingAsTenant: boolean
}

/** What one request for a page found out already about who asks. */
const found = cache((): { asking: Promise<Asking | null> | null } => ({ asking: null }))

/**
 * Opens a scope for a page. A page opens several: that of its frame, that of its address, those of the switcher. Who asks is
 * found out for the first of them; each scope is judged for itself.
 */
async function openForPage(own: Runtime, evidence: Evidence, ref: ScopeRef | null): Promise<Access> {
  const request = found()
  if (request.asking !== null) return await openAccess(own, evidence, ref, await request.asking)
  const access = openAccess(own, evidence, ref)
  request.asking = access.then(
    ({ identity, open }) => ({ identity, open }),
    () => null,
  )
  return await access
}

/**
 * The context of a server component; null when nobody is signed in, and the page redirects to sign-in. Throws
 * `not_found` for a scope out of reach. Kept for the life of one request, so that layout and page ask once.
 */
export const pageContext = async (scope?: string | readonly string[]): Promise<PageContext | null> =>
  await contextOf(scope ?? null)

// What was asked without a scope and with an undefined one would be kept as two things.
const contextOf = cache(async (scope: string | readonly string[] | null): Promise<PageContext | null> => {
  const own = runtime()
  const sent = await headers()
  const cookie = sent.get('cookie')
  // Only a page that a person has just asked the browser for; pages tell what is done in them on their own.
  const activity = sent.get('sec-fetch-user') === '?1' ? null : 'auto'
  const authorization = canaryAuthorization(sent.get('authorization'))
  const evidence = await evidenceOf({ authorization, cookie, activity }, own.keyring, own.publicUrl)
  if (evidence.kind === 'none') return null
  const asked = scope === null ? [] : [scope].flat()
  try {
    const { identity, open, parts } = await openForPage(own, evidence, requestedScope(asked))
    const requestId = pageRequestId()
    const ctx = buildRequestContext({
      ...parts,
      clock: own.clock,
      language: await pageLanguage(),
      database: own.database,
      log: own.log.child({ requestId }),
      requestId,
      ip: clientAddress(sent.get('x-forwarded-for')),
    })
    return {
      ...ctx,
      identity,
      session: sessionOfIdentity(identity),
      mustEnrol: mustEnrol(identity),
      isLookingAsTenant: open !== null,
    }
  } catch (error) {
    if (error instanceof DomainError && error.code === 'unauthenticated') return null
    throw error
  }
})
