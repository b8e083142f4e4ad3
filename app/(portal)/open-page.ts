import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { noteRefusedPage } from '#app/api/note-refusal.ts'
import { leadingBackTo } from '#components/shell/own-path.ts'
import { DomainError, SuspendedError } from '#lib/core/errors.ts'
import { formatScopeParam } from '#lib/core/scope.ts'
import { pageContext, type PageContext } from '#lib/infra/context/page-context.ts'
import { runtime } from '#lib/infra/context/runtime.ts'

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
  opened().add(ctx)
  return { ctx, scope: formatScopeParam(ctx.scope) }
}

/** Who looks at the page of this request, once it was opened for them. */
const opened = cache(() => new Set<PageContext>())
/** What was noted of this request: layout and page ask for the same thing. */
const noted = cache(() => new Set<unknown>())

/** Notes a refusal as a security event, as the routes do. */
async function noteOnce(error: unknown): Promise<void> {
  if (!(error instanceof DomainError) || noted().has(error)) return
  noted().add(error)
  const sent = await headers()
  const request = new Request(new URL(sent.get('x-path') ?? '/', runtime().publicUrl), {
    headers: new Headers(sent),
  })
  const [ctx] = opened()
  await noteRefusedPage(request, error, ctx)
}

/** Runs a verb for a page: what is not there, or named by what can be no id, is answered by the page that says so. */
export async function found<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    await noteOnce(error)
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
