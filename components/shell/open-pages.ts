import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'

/** What one role opens. */
export interface OpenPages {
  /** Where it is held, as a `scope` parameter. */
  readonly scope: string
  /** Paths of pages. */
  readonly pages: readonly string[]
  /** Titles of what can be done on them (`PAGE_ACTIONS`). */
  readonly actions: readonly string[]
}

const reaches = (held: string, scope: ScopeOption): boolean =>
  held === 'operator' || held === scope.param || held === `platform:${scope.platformId ?? ''}`

/** Whether one of the roles opens a page in a scope. */
export const mayOpen = (opens: readonly OpenPages[], scope: ScopeOption | null, href: string): boolean =>
  scope !== null && opens.some(({ scope: held, pages }) => reaches(held, scope) && pages.includes(href))

/** Whether one of the roles may do what an action of a page says, in a scope. */
export const mayDo = (opens: readonly OpenPages[], scope: ScopeOption | null, title: string): boolean =>
  scope !== null && opens.some(({ scope: held, actions }) => reaches(held, scope) && actions.includes(title))
