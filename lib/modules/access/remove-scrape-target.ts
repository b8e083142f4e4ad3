import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { deleteScrapeTarget, findScrapeTarget } from './credential-repository.ts'
import { scrapeTargetRef, type ScrapeTargetRef, type ScrapeTargetView } from './schemas.ts'
import { toScrapeTargetView } from './views.ts'

/** Stops the engine from asking an address. Its series stay. */
export async function removeScrapeTarget(
  ctx: RequestContext,
  input: ScrapeTargetRef,
): Promise<ScrapeTargetView> {
  authorize(ctx, 'source:create')
  const { targetId } = parseInput(scrapeTargetRef, input)
  return await ctx.db.tx(async (tx) => {
    const target = await findScrapeTarget(tx, targetId)
    if (target === null) throw notFound()
    await deleteScrapeTarget(tx, targetId)
    await recordAudit(tx, ctx, {
      action: 'scrape-target.remove',
      target: { kind: 'scrape_target', id: targetId, name: target.job },
      details: { url: target.url },
      owner: { platformId: target.platformId, tenantId: target.tenantId },
    })
    return toScrapeTargetView(target)
  })
}
