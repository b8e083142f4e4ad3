import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { countActive, findRule } from './repository.ts'
import { ruleRef, type RuleRef, type RuleView } from './schemas.ts'
import { toRuleView } from './views.ts'

/** Finds one rule in scope. Throws `not_found`. */
export async function getRule(ctx: RequestContext, input: RuleRef): Promise<RuleView> {
  authorize(ctx, 'rule:read')
  const { ruleId } = parseInput(ruleRef, input)
  return await ctx.db.read(async (tx) => {
    const row = await findRule(tx, ruleId)
    if (row === null) throw notFound()
    return toRuleView(row, (await countActive(tx, [ruleId])).get(ruleId))
  })
}
