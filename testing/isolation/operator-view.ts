import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { listMembers } from '#lib/modules/access/index.ts'
import { fleetOverview, search } from '#lib/modules/dashboards/index.ts'
import { listIncidents } from '#lib/modules/incidents/index.ts'
import { listPlatforms, listScopes, listTenants } from '#lib/modules/tenancy/index.ts'

/** Everything that is counted or listed for the operator, without the time at which it was asked. */
export async function whatTheOperatorSees(ctx: RequestContext): Promise<unknown> {
  const { asOf: _, figures, ...fleet } = await fleetOverview(ctx)
  return {
    fleet,
    figures: Object.entries(figures).map(([name, figure]) => [
      name,
      typeof figure === 'object' ? figure.value : figure,
    ]),
    platforms: await listPlatforms(ctx),
    tenants: await listTenants(ctx),
    scopes: await listScopes(ctx),
    members: await listMembers(ctx, {}),
    incidents: await listIncidents(ctx, { state: 'all' }),
    found: await search(ctx, { q: 'canary' }),
  }
}
