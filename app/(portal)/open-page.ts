import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { leadingBackTo } from '#components/shell/own-path.ts'
import { DomainError, SuspendedError } from '#lib/core/errors.ts'
import { formatScopeParam } from '#lib/core/scope.ts'
import { pageContext, type PageContext } from '#lib/infra/context/page-context.ts'

/** The search parameters of a page. */
export type Search = Readonly<Record<string, string | string[] | undefined>>

/** Who looks at a page, and the scope in view as a `scope` parameter. */
export interface OpenPage {
  readonly ctx: PageContext
  readonly scope: string
}

/**
 * Opens a signed-in page in the scope of its address. Leads to sign-in without a session and to enrolment without a
 * second factor, and from there back; a scope out of reach looks like a page that does not exist.
 */
export async function openPage(search: Search = {}): Promise<OpenPage> {
  const ctx = await found(async () => await pageContext(search['scope']))
  if (ctx === null || ctx.mustEnrol) {
    const here = (await headers()).get('x-path') ?? '/'
    redirect(leadingBackTo(here, ctx === null ? '/sign-in' : '/enrol'))
  }
  return { ctx, scope: formatScopeParam(ctx.scope) }
}

/** Runs a verb for a page: what is not there, or named by what can be no id, is answered by the page that says so. */
export async function found<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof SuspendedError) redirect(`/suspended?scope=tenant:${error.notice.tenantId}`)
    const isMissing =
      error instanceof DomainError && (error.code === 'not_found' || error.code === 'invalid_input')
    if (isMissing) notFound()
    throw error
  }
}

/**
 * Runs a verb for the first state of a page; null where the role of the reader does not reach, and the query that takes
 * over in the browser says so in its place.
 */
export async function firstState<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await found(ask)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'forbidden') return null
    throw error
  }
}
