import { inOrderOf } from '#lib/core/list-page.ts'
import { literally } from '#lib/core/literally.ts'
import { idsInOrder, sql, type ListInOrder, type Sql, type Tx } from '#lib/infra/db/index.ts'
import { TENANT_ORDERS, type TenantField, type TenantSort } from './domain/tenant-order.ts'
import { WITH_STANDING } from './repository.ts'

/** Which tenants are listed, and how. */
export interface TenantFilter {
  /** Part of the name of the tenant or of its platform. */
  readonly text: string | undefined
  readonly sort: TenantSort
}

// Names are sorted, and looked for in any case, as people do it; the database itself compares bytes.
const NAME = sql`tenant.name collate "en-x-icu"`
const PLATFORM = sql`platform.name collate "en-x-icu"`
const ROWS = sql`from tenant join platform on platform.id = tenant.platform_id`

const ASKED: Readonly<Record<TenantField, Sql>> = {
  state: sql`tenant.state`,
  name: NAME,
  platform: PLATFORM,
  since: sql`
    coalesce((select max(suspension.since) from suspension where suspension.tenant_id = tenant.id and suspension.ended_at is null),
             tenant.created_at)`,
}

function isFound(text: string | undefined): Sql {
  if (text === undefined) return sql`true`
  const part = `%${literally(text)}%`
  return sql`(${NAME} ilike ${part} or ${PLATFORM} ilike ${part})`
}

const listOf = ({ text, sort }: TenantFilter): ListInOrder => ({
  id: sql`tenant.id`,
  from: sql`${ROWS} where ${isFound(text)}`,
  questions: TENANT_ORDERS[sort].map(({ field, isDown }) => ({ by: ASKED[field], isDown })),
})

/** The ids of the tenants that pass a filter, in its order, behind one of them. */
export const findTenantIds = async (
  tx: Tx,
  filter: TenantFilter,
  part?: { readonly after?: string | undefined; readonly take?: number | undefined },
): Promise<string[]> => await idsInOrder(tx, listOf(filter), part)

/** The tenants with these ids that are still there, in their order. */
export const findTenantsInTurn = async (tx: Tx, ids: readonly string[]) =>
  inOrderOf(ids, await tx.tenant.findMany({ where: { id: { in: [...ids] } }, include: WITH_STANDING }))

/** How many tenants of the scope are in which state, and how many of them pass the filter. */
export const countTenants = async (
  tx: Tx,
  text: string | undefined,
): Promise<{ state: 'active' | 'suspended'; count: number; found: number }[]> =>
  await tx.$queryRaw`
    select tenant.state::text as state, count(*)::int as count, count(*) filter (where ${isFound(text)})::int as found
    ${ROWS} group by 1`
