import { headers } from 'next/headers'
import { cache } from 'react'
import { DomainError } from '#lib/core/errors.ts'
import { canaryAuthorization } from '#lib/infra/auth/canary-token.ts'
import { evidenceOf } from '#lib/infra/auth/identify.ts'
import { mustEnrol, type Identity } from '#lib/infra/auth/identity.ts'
import { openAccess, requestedScope, sessionOfIdentity, type SessionContext } from './access.ts'
import { clientAddress } from './http-context.ts'
import { pageLanguage } from './page-language.ts'
import { pageRequestId } from './page-request.ts'
import { buildRequestContext } from './request-context.ts'
import { runtime } from './runtime.ts'

/** What a page knows about who looks at it. */
export interface PageContext extends SessionContext {
  readonly identity: Identity
  /** True when the member has to enrol a second factor before anything else: redirect there. */
  readonly mustEnrol: boolean
}

/**
 * The context of a server component; null when nobody is signed in, and the page redirects to sign-in. Throws
 * `not_found` for a scope out of reach. Kept for the life of one request, so that layout and page ask once.
 */
export const pageContext = cache(async (scope?: string | readonly string[]): Promise<PageContext | null> => {
  const own = runtime()
  const sent = await headers()
  const cookie = sent.get('cookie')
  // Only a page that a person has just asked the browser for; pages tell what is done in them on their own.
  const activity = sent.get('sec-fetch-user') === '?1' ? null : 'auto'
  const authorization = canaryAuthorization(sent.get('authorization'))
  const evidence = await evidenceOf({ authorization, cookie, activity }, own.keyring, own.publicUrl)
  if (evidence.kind === 'none') return null
  const asked = scope === undefined ? [] : [scope].flat()
  try {
    const { identity, parts } = await openAccess(own, evidence, requestedScope(asked))
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
    return { ...ctx, identity, session: sessionOfIdentity(identity), mustEnrol: mustEnrol(identity) }
  } catch (error) {
    if (error instanceof DomainError && error.code === 'unauthenticated') return null
    throw error
  }
})
