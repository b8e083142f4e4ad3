import { CAPS, requireRoom } from '#lib/core/caps.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { platformOwner } from './acting.ts'
import { countScrapeTargets, insertScrapeTarget } from './credential-repository.ts'
import { createScrapeTargetInput, type CreateScrapeTargetInput, type ScrapeTargetView } from './schemas.ts'
import { toScrapeTargetView } from './views.ts'

/**
 * Makes the engine ask an address for metrics. Whether the address may be called is decided at each scrape; one typed
 * in tenant scope reaches public addresses only.
 */
export async function createScrapeTarget(
  ctx: RequestContext,
  input: CreateScrapeTargetInput,
): Promise<ScrapeTargetView> {
  authorize(ctx, 'source:create')
  const target = parseInput(createScrapeTargetInput, input)
  const owner = platformOwner(ctx)
  return await ctx.db.tx(async (tx) => {
    requireRoom(CAPS.scrapeTargets, await countScrapeTargets(tx, owner))
    const row = await insertScrapeTarget(tx, { ...target, owner, createdAt: ctx.clock.now() })
    await recordAudit(tx, ctx, {
      action: 'scrape-target.create',
      target: { kind: 'scrape_target', id: row.id, name: target.job },
      details: { url: target.url, intervalSeconds: target.intervalSeconds },
    })
    return toScrapeTargetView(row)
  })
}
