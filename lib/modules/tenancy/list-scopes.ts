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
  const option = (ref: ScopeRef, rest: Omit<ScopeOption, 'param' | 'kind'>): ScopeOption => ({
    param: formatScopeParam(ref),
    kind: ref.kind,
    ...rest,
  })
  const below = tenants.map(({ id, name, platformId: owner, platform }) =>
    option({ kind: 'tenant', id: tenantId(id) }, { name, platformId: owner, platformName: platform.name }),
  )
  if (ctx.scope.kind === 'tenant') return below
  const middle = platforms.map(({ id, name }) =>
    option({ kind: 'platform', id: platformId(id) }, { name, platformId: id, platformName: null }),
  )
  const all = { name: 'All platforms', platformId: null, platformName: null }
  const top = ctx.scope.kind === 'operator' ? [option({ kind: 'operator' }, all)] : []
  return [...top, ...middle, ...below]
}
