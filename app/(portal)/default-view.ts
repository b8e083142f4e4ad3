import { redirect } from 'next/navigation'
import { hrefWithScope } from '#components/shell/scopes.ts'
import type { PageContext } from '#lib/infra/context/page-context.ts'
import { defaultView } from '#lib/modules/views/domain/screens.ts'
import { listViews } from '#lib/modules/views/index.ts'
import type { SaveViewInput } from '#lib/modules/views/schemas.ts'
import { firstState, type Search } from './open-page.ts'

/**
 * Leads to the view that a list begins with, where its address says nothing but the scope. `view=usual` is the way to the
 * list as it is without one.
 */
export async function beginWithView(
  ctx: PageContext,
  screen: SaveViewInput['screen'],
  search: Search,
  scope: string,
): Promise<void> {
  if (Object.keys(search).some((name) => name !== 'scope')) return
  const known = await firstState(async () => await listViews(ctx, { screen }))
  const view = known === null ? null : defaultView(known.views)
  if (view !== null) redirect(hrefWithScope(`/${screen}?view=${view.id}&${view.query}`, scope))
}
