import type { Tx } from '#lib/infra/db/index.ts'
import { countActive } from './repository.ts'
import { findRulesInTurn } from './rule-list-repository.ts'
import type { RuleView } from './schemas.ts'
import { toRuleView } from './views.ts'

/** The rules with these ids that are still there, in their order, with how each stands at this moment. */
export async function findRuleViews(tx: Tx, ids: readonly string[]): Promise<RuleView[]> {
  const active = await countActive(tx, ids)
  return (await findRulesInTurn(tx, ids)).map((row) => toRuleView(row, active.get(row.id)))
}
