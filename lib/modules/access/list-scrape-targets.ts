import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { findScrapeTargets } from './credential-repository.ts'
import type { ListScrapeTargetsOutput } from './schemas.ts'
import { toScrapeTargetView } from './views.ts'

/** Lists the addresses that the engine asks for metrics in this scope, newest first. */
export async function listScrapeTargets(ctx: RequestContext): Promise<ListScrapeTargetsOutput> {
  authorize(ctx, 'source:read')
  return { targets: (await ctx.db.read(async (tx) => await findScrapeTargets(tx))).map(toScrapeTargetView) }
}
