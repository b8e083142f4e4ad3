import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findPlatform, renamePlatformRow } from './repository.ts'
import { renamePlatformInput, type PlatformView, type RenamePlatformInput } from './schemas.ts'
import { refuseTenantScope } from './refuse-tenant-scope.ts'
import { toPlatformView } from './views.ts'

/** Gives a platform another name. Throws `not_found`, or `conflict` when the name is taken. */
export async function renamePlatform(ctx: RequestContext, input: RenamePlatformInput): Promise<PlatformView> {
  authorize(ctx, 'platform:update')
  refuseTenantScope(ctx)
  const { platformId, name } = parseInput(renamePlatformInput, input)
  return await ctx.db.tx(async (tx) => {
    const before = await findPlatform(tx, platformId)
    const platform = await renamePlatformRow(tx, platformId, name)
    await recordAudit(tx, ctx, {
      action: 'platform.rename',
      target: { kind: 'platform', id: platform.id, name },
      details: { before: { name: before?.name ?? null }, after: { name } },
      owner: { platformId: platform.id, tenantId: null },
    })
    return toPlatformView(platform)
  })
}
