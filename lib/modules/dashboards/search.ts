import { platformId, tenantId } from '#lib/core/ids.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { linkTo } from './figures.ts'
import { searchNames } from './repository.ts'
import { searchInput, type SearchInput, type SearchOutput } from './schemas.ts'

const PER_KIND = 8

/** Finds platforms, tenants, services, sources, rules and incidents in scope by a part of their name or code. */
export async function search(ctx: RequestContext, input: SearchInput): Promise<SearchOutput> {
  authorize(ctx, 'tenant:read')
  const { q } = parseInput(searchInput, input)
  const found = await ctx.db.read(async (tx) => await searchNames(tx, q, PER_KIND))
  const here = (path: string): string => linkTo(ctx.scope, path)
  const sources = ctx.grantOf('source:read') === null ? [] : found.sources
  return {
    results: [
      ...found.incidents.map((row) => ({
        kind: 'incident' as const,
        id: row.id,
        title: `${row.code} ${row.title}`,
        detail: row.state,
        href: here(`/incidents/${row.id}`),
      })),
      ...found.services.map((row) => ({
        kind: 'service' as const,
        id: row.id,
        title: row.name,
        detail: row.tenant === null ? row.platform.name : `${row.platform.name}, ${row.tenant.name}`,
        href: here(`/services/${row.id}`),
      })),
      ...found.tenants.map((row) => ({
        kind: 'tenant' as const,
        id: row.id,
        title: row.name,
        detail: row.platform.name,
        href: ctx.scope.kind === 'tenant' ? here('/') : `/?scope=tenant:${tenantId(row.id)}`,
      })),
      ...found.platforms.map((row) => ({
        kind: 'platform' as const,
        id: row.id,
        title: row.name,
        detail: 'platform',
        href: ctx.scope.kind === 'tenant' ? here('/') : `/?scope=platform:${platformId(row.id)}`,
      })),
      ...sources.map((row) => ({
        kind: 'source' as const,
        id: row.id,
        title: row.name,
        detail: 'source',
        href: here('/sources'),
      })),
      ...found.rules.map((row) => ({
        kind: 'rule' as const,
        id: row.id,
        title: row.name,
        detail: 'rule',
        href: here('/rules'),
      })),
    ],
  }
}
