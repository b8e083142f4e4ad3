import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findPlatform, insertTenant, projectSharedServices } from './repository.ts'
import { createTenantInput, type CreateTenantInput, type TenantView } from './schemas.ts'
import { refuseTenantScope } from './refuse-tenant-scope.ts'
import { toTenantView } from './views.ts'

/** Creates a tenant of a platform. Throws `not_found` for a platform out of scope, `conflict` when the name is taken. */
export async function createTenant(ctx: RequestContext, input: CreateTenantInput): Promise<TenantView> {
  authorize(ctx, 'tenant:create')
  refuseTenantScope(ctx)
  const { platformId, name } = parseInput(createTenantInput, input)
  return await ctx.db.tx(async (tx) => {
    if ((await findPlatform(tx, platformId)) === null) throw notFound()
    const tenant = await insertTenant(tx, { platformId, name, createdAt: ctx.clock.now() })
    await projectSharedServices(tx, { tenantId: tenant.id, platformId }, ctx.clock.now())
    await recordAudit(tx, ctx, {
      action: 'tenant.create',
      target: { kind: 'tenant', id: tenant.id, name },
      owner: { platformId, tenantId: null },
    })
    return toTenantView(tenant)
  })
}
