import { MOST_LISTED } from '#lib/core/caps.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { findSources } from './credential-repository.ts'
import type { ListSourcesOutput } from './schemas.ts'
import { toSourceView } from './views.ts'

/** Lists the newest 1,000 sources of the scope, newest first, and says whether there are more; with the minute in which each was last used. */
export async function listSources(ctx: RequestContext): Promise<ListSourcesOutput> {
  authorize(ctx, 'source:read')
  const now = ctx.clock.now()
  const found = await ctx.db.read(async (tx) => await findSources(tx, MOST_LISTED + 1))
  const rows = found.slice(0, MOST_LISTED)
  return { sources: rows.map((row) => toSourceView(row, now)), more: found.length > MOST_LISTED }
}
