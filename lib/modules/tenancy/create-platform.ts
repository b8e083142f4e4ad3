import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { insertPlatform } from './repository.ts'
import { createPlatformInput, type CreatePlatformInput, type PlatformView } from './schemas.ts'
import { refuseTenantScope } from './refuse-tenant-scope.ts'
import { toPlatformView } from './views.ts'

/** Creates a platform. Throws `conflict` when the name is taken, `precondition_failed` in a tenant's scope. */
export async function createPlatform(ctx: RequestContext, input: CreatePlatformInput): Promise<PlatformView> {
  authorize(ctx, 'platform:create')
  refuseTenantScope(ctx)
  const { name } = parseInput(createPlatformInput, input)
  return await ctx.db.tx(async (tx) => {
    const platform = await insertPlatform(tx, { name, isSelf: false, createdAt: ctx.clock.now() })
    await recordAudit(tx, ctx, {
      action: 'platform.create',
      target: { kind: 'platform', id: platform.id, name },
    })
    return toPlatformView(platform)
  })
}
