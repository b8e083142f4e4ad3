import { formatScopeParam, parseScopeParam, type ScopeRef } from '#lib/core/scope.ts'
import { invalidField } from '#lib/core/errors.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import type { Say } from '#lib/core/say.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { hasWords, splitParams, wordsOf } from './domain/scope-search.ts'
import {
  findPlatformsById,
  findScopePlatforms,
  findScopeTenants,
  findTenantsById,
  type PlatformPlace,
  type TenantPlace,
} from './scope-repository.ts'
import { listScopesInput, type ListScopesInput, type ScopeOption } from './schemas.ts'

/** The widest scope, which has no name of its own. */
const ofOperator = (say: Say): ScopeOption => ({
  param: 'operator',
  kind: 'operator',
  name: say('All platforms'),
  platformId: null,
  platformName: null,
})

/**
 * Lists the scopes at and below the present one, for the scope switcher: operator, then platforms, then tenants, those whose
 * names have every word of `text`; `next` continues where the page ended. With `named`, those of that list alone. Throws
 * `invalid_input` for a place that is none.
 */
export async function listScopes(
  ctx: RequestContext,
  input: ListScopesInput = {},
): Promise<{ scopes: ScopeOption[]; next: string | null }> {
  authorize(ctx, 'tenant:read')
  const { text, after, named, limit } = parseInput(listScopesInput, input)
  const { kind } = ctx.scope
  const operator = kind === 'operator' ? ofOperator(ctx.say) : null
  return await ctx.db.read(async (tx) => {
    if (named !== undefined)
      return { scopes: await namedScopes(tx, splitParams(named), { kind, operator }), next: null }
    const place = after === undefined ? FIRST : await placeOf(tx, after)
    const found = await pageOf(tx, { kind, operator, words: wordsOf(text), place, take: limit + 1 })
    const scopes = found.slice(0, limit)
    return { scopes, next: found.length > limit ? (scopes.at(-1)?.param ?? null) : null }
  })
}

/** Where a page begins: behind the operator, a platform or a tenant. */
interface Place {
  readonly isFirst: boolean
  readonly platform: PlatformPlace | null
  readonly tenant: TenantPlace | null
}
const FIRST: Place = { isFirst: true, platform: null, tenant: null }

async function placeOf(tx: Tx, after: string): Promise<Place> {
  const ref = parseScopeParam(after)
  if (ref?.kind === 'operator') return { ...FIRST, isFirst: false }
  if (ref?.kind === 'platform') {
    const [platform] = await findPlatformsById(tx, [ref.id])
    if (platform !== undefined) return { isFirst: false, platform, tenant: null }
  }
  if (ref?.kind === 'tenant') {
    const [tenant] = await findTenantsById(tx, [ref.id])
    if (tenant !== undefined) {
      const place = { platformName: tenant.platform.name, name: tenant.name }
      return { isFirst: false, platform: null, tenant: place }
    }
  }
  throw invalidField('after', 'the `next` of the page before, unchanged')
}

interface Within {
  readonly kind: RequestContext['scope']['kind']
  /** Null below the operator. */
  readonly operator: ScopeOption | null
}

interface Wanted extends Within {
  readonly words: readonly string[]
  readonly place: Place
  readonly take: number
}

async function pageOf(tx: Tx, { kind, operator, words, place, take }: Wanted): Promise<ScopeOption[]> {
  const top = operator !== null && place.isFirst && hasWords(operator.name, words) ? [operator] : []
  const isAmongTenants = kind === 'tenant' || place.tenant !== null
  const platforms = isAmongTenants
    ? []
    : await findScopePlatforms(tx, { words, behind: place.platform, take: take - top.length })
  const above = [...top, ...platforms.map(ofPlatform)]
  const left = take - above.length
  if (left === 0) return above
  const tenants = await findScopeTenants(tx, { words, behind: place.tenant, take: left })
  return [...above, ...tenants.map(ofTenant)]
}

/** Those of a list of parameters that lie in the scope; the others are left out. */
async function namedScopes(
  tx: Tx,
  params: readonly string[],
  { kind, operator }: Within,
): Promise<ScopeOption[]> {
  const refs = params.map(parseScopeParam)
  const idsOf = (wanted: 'platform' | 'tenant'): string[] =>
    refs.flatMap((ref) => (ref !== null && ref.kind === wanted ? [ref.id] : []))
  const top = operator !== null && refs.some((ref) => ref?.kind === 'operator') ? [operator] : []
  const platforms = kind === 'tenant' ? [] : await findPlatformsById(tx, idsOf('platform'))
  const tenants = await findTenantsById(tx, idsOf('tenant'))
  return [...top, ...platforms.map(ofPlatform), ...tenants.map(ofTenant)]
}

const option = (ref: ScopeRef, rest: Omit<ScopeOption, 'param' | 'kind'>): ScopeOption => ({
  param: formatScopeParam(ref),
  kind: ref.kind,
  ...rest,
})

const ofPlatform = ({ id, name }: { id: string; name: string }): ScopeOption =>
  option({ kind: 'platform', id: platformId(id) }, { name, platformId: id, platformName: null })

const ofTenant = (row: {
  id: string
  name: string
  platformId: string
  platform: { name: string }
}): ScopeOption =>
  option(
    { kind: 'tenant', id: tenantId(row.id) },
    { name: row.name, platformId: row.platformId, platformName: row.platform.name },
  )
