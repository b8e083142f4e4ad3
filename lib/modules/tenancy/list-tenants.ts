import { cutPage, inBatches, totalOf } from '#lib/core/list-page.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { listTenantsInput, type ListTenantsInput, type ListTenantsOutput } from './schemas.ts'
import { countTenants, findTenantIds, findTenantsInTurn } from './tenant-list-repository.ts'
import { toTenantView } from './views.ts'

/**
 * Lists the tenants in scope, by platform and name unless asked otherwise; a tenant sees itself alone. Throws `invalid_input`
 * for a place whose tenant is not in the list any more.
 */
export async function listTenants(
  ctx: RequestContext,
  input: ListTenantsInput = {},
): Promise<ListTenantsOutput> {
  authorize(ctx, 'tenant:read')
  const { text, sort, after, limit } = parseInput(listTenantsInput, input)
  const take = limit === undefined ? undefined : limit + 1
  return await ctx.db.read(async (tx) => {
    const { ids, next } = cutPage(await findTenantIds(tx, { text, sort }, { after, take }), limit)
    const rows = await inBatches(ids, async (batch) => await findTenantsInTurn(tx, batch))
    const counted = await countTenants(tx, text)
    return {
      tenants: rows.map(toTenantView),
      counts: {
        all: counted.reduce((sum, { count }) => sum + count, 0),
        suspended: counted.find(({ state }) => state === 'suspended')?.count ?? 0,
      },
      next,
      total: totalOf(counted),
    }
  })
}
