import { inOrderOf } from '#lib/core/list-page.ts'
import { literally } from '#lib/core/literally.ts'
import { idsInOrder, sql, type ListInOrder, type Sql, type Tx } from '#lib/infra/db/index.ts'
import type { RuleKind } from './domain/rule.ts'
import {
  ACTIVE_WORST_FIRST,
  RULE_ORDERS,
  RULE_WORST_FIRST,
  type RuleField,
  type RuleSort,
} from './domain/rule-order.ts'
import { RULE, type RuleRow } from './repository.ts'
import type { RuleState } from './schemas.ts'

/** Which rules are listed, and how. */
export interface RuleFilter {
  /** Part of the name or of the expression. */
  readonly text: string | undefined
  readonly sort: RuleSort
}

// Names are sorted, and looked for in any case, as people do it; the database itself compares bytes.
const NAME = sql`rule.name collate "en-x-icu"`
const ACTIVE = sql`${[...ACTIVE_WORST_FIRST]}::text[]`

/** Rules with the worst of their alerts that are not over; a query that asks for none of it does not look at alerts at all. */
const ROWS = sql`
  from rule join platform on platform.id = rule.platform_id
  left join tenant on tenant.platform_id = rule.platform_id and tenant.id = rule.tenant_id
  left join (
    select alert.rule_id, min(array_position(${ACTIVE}, alert.state::text)) as worst
    from alert where alert.resolved_at is null and alert.state <> 'resolved' group by 1
  ) as active on active.rule_id = rule.id`

const STATE = sql`
  case when not rule.enabled then 'off' when active.worst is null then 'inactive' else (${ACTIVE})[active.worst] end`

const ASKED: Readonly<Record<RuleField, Sql>> = {
  need: sql`
    array_position(${[...RULE_WORST_FIRST]}::text[],
                   case when rule.kind = 'heartbeat' and ${STATE} = 'firing' then 'inactive' else ${STATE} end)`,
  name: NAME,
  severity: sql`rule.severity`,
  for: sql`rule.for_seconds`,
  platform: sql`platform.name collate "en-x-icu"`,
  tenant: sql`coalesce(tenant.name, '') collate "en-x-icu"`,
}

function isFound(text: string | undefined): Sql {
  if (text === undefined) return sql`true`
  const part = `%${literally(text)}%`
  return sql`(${NAME} ilike ${part} or rule.expr collate "en-x-icu" ilike ${part})`
}

const listOf = ({ text, sort }: RuleFilter): ListInOrder => ({
  id: sql`rule.id`,
  from: sql`${ROWS} where ${isFound(text)}`,
  questions: RULE_ORDERS[sort].map(({ field, isDown }) => ({ by: ASKED[field], isDown })),
})

/** The ids of the rules that pass a filter, in its order, behind one of them. */
export const findRuleIds = async (
  tx: Tx,
  filter: RuleFilter,
  part?: { readonly after?: string | undefined; readonly take?: number | undefined },
): Promise<string[]> => await idsInOrder(tx, listOf(filter), part)

/** The rules with these ids that are still there, in their order. */
export const findRulesInTurn = async (tx: Tx, ids: readonly string[]): Promise<RuleRow[]> =>
  inOrderOf(ids, await tx.rule.findMany({ where: { id: { in: [...ids] } }, select: RULE }))

/** How many rules of the scope are of which kind and state, and how many of them pass the filter. */
export const countRules = async (
  tx: Tx,
  text: string | undefined,
): Promise<{ kind: RuleKind; state: RuleState; count: number; found: number }[]> =>
  await tx.$queryRaw`
    select rule.kind::text as kind, ${STATE} as state, count(*)::int as count,
      count(*) filter (where ${isFound(text)})::int as found
    ${ROWS} group by 1, 2 order by 1, 2`
