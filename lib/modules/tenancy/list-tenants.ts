import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { findTenants } from './repository.ts'
import type { TenantView } from './schemas.ts'
import { toTenantView } from './views.ts'

/** Lists the tenants in scope; a tenant sees itself alone. */
export async function listTenants(ctx: RequestContext): Promise<TenantView[]> {
  authorize(ctx, 'tenant:read')
  const rows = await ctx.db.read(async (tx) => await findTenants(tx))
  return rows.map(toTenantView)
}
