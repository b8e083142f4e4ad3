import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { findServices, findSharedStates, findTenant } from './repository.ts'
import type { ServiceView } from './schemas.ts'
import { toServiceView } from './views.ts'

/**
 * Lists the services in scope, worst first. A tenant sees its own and, through its projection, the shared ones of its
 * platform: their state, since when and public words, nothing else.
 */
export async function listServices(ctx: RequestContext): Promise<ServiceView[]> {
  authorize(ctx, 'service:read')
  return await ctx.db.read(async (tx) => {
    const own = (await findServices(tx)).map(toServiceView)
    return ctx.scope.kind === 'tenant' ? [...own, ...(await sharedOf(tx, ctx.scope.tenantId))] : own
  })
}

async function sharedOf(tx: Tx, tenantId: string): Promise<ServiceView[]> {
  const tenant = await findTenant(tx, tenantId)
  const rows = await findSharedStates(tx)
  return rows.map((row) => ({
    id: row.serviceId,
    platformId: row.platformId,
    platformName: tenant?.platform.name ?? '',
    tenantId: null,
    tenantName: null,
    name: row.name,
    state: row.state,
    reason: row.words,
    since: row.since.toISOString(),
    shared: true,
  }))
}
