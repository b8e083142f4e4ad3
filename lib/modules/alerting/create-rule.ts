import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { checkExpression } from './read-expression.ts'
import { insertRule } from './repository.ts'
import { ownerOfNewRule, ruleWritePermission } from './rule-permission.ts'
import { createRuleInput, type CreateRuleInput, type RuleView } from './schemas.ts'
import { toRuleView } from './views.ts'

/**
 * Creates a rule; the engine evaluates it from the next second on. Throws `invalid_input` naming the place of a fault in
 * the expression, and `conflict` when the name is taken in this scope.
 */
export async function createRule(ctx: RequestContext, input: CreateRuleInput): Promise<RuleView> {
  authorize(ctx, ruleWritePermission(ctx))
  const { platformId, ...content } = parseInput(createRuleInput, input)
  checkExpression(content.expr)
  const owner = ownerOfNewRule(ctx, platformId)
  return await ctx.db.tx(async (tx) => {
    const row = await insertRule(tx, owner, content, { isDefault: false, now: ctx.clock.now() })
    await recordAudit(tx, ctx, {
      action: 'rule.create',
      target: { kind: 'rule', id: row.id, name: row.name },
      details: content,
      owner,
    })
    return toRuleView(row, undefined)
  })
}
