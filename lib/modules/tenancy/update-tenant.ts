import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { changeTenant } from './repository.ts'
import { updateTenantInput, type TenantView, type UpdateTenantInput } from './schemas.ts'
import { refuseTenantScope } from './refuse-tenant-scope.ts'
import { toTenantView } from './views.ts'

/** Renames, suspends or re-activates a tenant. Throws `not_found`, or `conflict` when the name is taken. */
export async function updateTenant(ctx: RequestContext, input: UpdateTenantInput): Promise<TenantView> {
  authorize(ctx, 'tenant:update')
  refuseTenantScope(ctx)
  const { tenantId, name, state } = parseInput(updateTenantInput, input)
  if (state !== undefined) authorize(ctx, 'tenant:suspend')
  const change = { ...(name === undefined ? {} : { name }), ...(state === undefined ? {} : { state }) }
  return await ctx.db.tx(async (tx) => {
    const tenant = await changeTenant(tx, tenantId, change)
    await recordAudit(tx, ctx, {
      action: 'tenant.update',
      target: { kind: 'tenant', id: tenant.id, name: tenant.name },
      details: change,
      owner: { platformId: tenant.platformId, tenantId: tenant.id },
    })
    return toTenantView(tenant)
  })
}
