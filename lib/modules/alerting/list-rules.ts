import { cutPage, inBatches, totalOf } from '#lib/core/list-page.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { findRuleViews } from './rule-views.ts'
import { countRules, findRuleIds } from './rule-list-repository.ts'
import { listRulesInput, type ListRulesInput, type ListRulesOutput } from './schemas.ts'

/**
 * Lists the rules in scope with how each stands at this moment, by whose they are unless asked otherwise. Throws
 * `invalid_input` for a place whose rule is not in the list any more.
 */
export async function listRules(ctx: RequestContext, input: ListRulesInput = {}): Promise<ListRulesOutput> {
  authorize(ctx, 'rule:read')
  const { text, sort, after, limit } = parseInput(listRulesInput, input)
  const take = limit === undefined ? undefined : limit + 1
  return await ctx.db.read(async (tx) => {
    const { ids, next } = cutPage(await findRuleIds(tx, { text, sort }, { after, take }), limit)
    const rules = await inBatches(ids, async (batch) => await findRuleViews(tx, batch))
    const counted = await countRules(tx, text)
    const counts = counted.map(({ kind, state, count }) => ({ kind, state, count }))
    return { rules, counts, next, total: totalOf(counted) }
  })
}
