import { holds, pageOf } from '#lib/core/list-page.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { ruleOrder } from './domain/rule-order.ts'
import { countActive, findRules } from './repository.ts'
import { listRulesInput, type ListRulesInput, type ListRulesOutput, type RuleView } from './schemas.ts'
import { toRuleView } from './views.ts'

/** Lists the rules in scope with how each stands at this moment, by whose they are unless asked otherwise. */
export async function listRules(ctx: RequestContext, input: ListRulesInput = {}): Promise<ListRulesOutput> {
  authorize(ctx, 'rule:read')
  const { text, sort, ...place } = parseInput(listRulesInput, input)
  const all = await ctx.db.read(async (tx) => {
    const active = await countActive(tx)
    return (await findRules(tx)).map((row) => toRuleView(row, active.get(row.id)))
  })
  const found = all.filter(({ name, expr }) => holds(text, name, expr))
  const page = pageOf(found.toSorted(ruleOrder(sort)), place)
  return { rules: [...page.rows], counts: countsOf(all), next: page.next, total: page.total }
}

/** How many rules of each kind stand how. */
function countsOf(rules: readonly RuleView[]): ListRulesOutput['counts'] {
  const counts = new Map<string, ListRulesOutput['counts'][number]>()
  for (const { kind, state } of rules) {
    const key = `${kind} ${state}`
    counts.set(key, { kind, state, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts.values()]
}
