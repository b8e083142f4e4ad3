import { formatScopeParam, type ScopeRef } from '#lib/core/scope.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { findPlatforms, findTenants } from './repository.ts'
import type { ScopeOption } from './schemas.ts'

/** Lists the scopes at and below the present one, for the scope switcher: operator, then platforms, then tenants. */
export async function listScopes(ctx: RequestContext): Promise<ScopeOption[]> {
  authorize(ctx, 'tenant:read')
  const { platforms, tenants } = await ctx.db.read(async (tx) => ({
    platforms: await findPlatforms(tx),
    tenants: await findTenants(tx),
  }))
  const option = (ref: ScopeRef, name: string, platformName: string | null): ScopeOption => ({
    param: formatScopeParam(ref),
    kind: ref.kind,
    name,
    platformName,
  })
  const below = tenants.map((row) =>
    option({ kind: 'tenant', id: tenantId(row.id) }, row.name, row.platform.name),
  )
  if (ctx.scope.kind === 'tenant') return below
  const middle = platforms.map((row) => option({ kind: 'platform', id: platformId(row.id) }, row.name, null))
  const top = ctx.scope.kind === 'operator' ? [option({ kind: 'operator' }, 'All platforms', null)] : []
  return [...top, ...middle, ...below]
}
