import { DomainError } from '#lib/core/errors.ts'
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

/** The context of a page that is there for people without a session. */
export const visitor = (): RequestContext => visitorContext(runtime(), { forwardedFor: null })
