import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { findSources } from './credential-repository.ts'
import type { ListSourcesOutput } from './schemas.ts'
import { toSourceView } from './views.ts'

/** Lists sources of the scope, newest first, with the minute in which each was last used. */
export async function listSources(ctx: RequestContext): Promise<ListSourcesOutput> {
  authorize(ctx, 'source:read')
  const now = ctx.clock.now()
  const rows = await ctx.db.read(async (tx) => await findSources(tx))
  return { sources: rows.map((row) => toSourceView(row, now)) }
}
