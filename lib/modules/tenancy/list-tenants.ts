import { holds, pageOf } from '#lib/core/list-page.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { tenantOrder } from './domain/tenant-order.ts'
import { findTenants } from './repository.ts'
import { listTenantsInput, type ListTenantsInput, type ListTenantsOutput } from './schemas.ts'
import { toTenantView } from './views.ts'

/** Lists the tenants in scope, by platform and name unless asked otherwise; a tenant sees itself alone. */
export async function listTenants(
  ctx: RequestContext,
  input: ListTenantsInput = {},
): Promise<ListTenantsOutput> {
  authorize(ctx, 'tenant:read')
  const { text, sort, ...place } = parseInput(listTenantsInput, input)
  const rows = await ctx.db.read(async (tx) => await findTenants(tx))
  const all = rows.map(toTenantView)
  const found = all.filter(({ name, platformName }) => holds(text, name, platformName))
  const page = pageOf(found.toSorted(tenantOrder(sort)), place)
  const suspended = all.filter(({ state }) => state === 'suspended').length
  return {
    tenants: [...page.rows],
    counts: { all: all.length, suspended },
    next: page.next,
    total: page.total,
  }
}
