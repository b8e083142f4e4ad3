import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { findSources } from './credential-repository.ts'
import type { ListSourcesOutput } from './schemas.ts'
import { toSourceView } from './views.ts'

/** Lists sources of the scope, newest first, with the minute in which each was last used. */
export async function listSources(ctx: RequestContext): Promise<ListSourcesOutput> {
  authorize(ctx, 'source:read')
  return { sources: (await ctx.db.read(async (tx) => await findSources(tx))).map(toSourceView) }
}
