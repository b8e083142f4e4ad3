import type { Json } from '#lib/core/canonical-json.ts'
import { notFound } from '#lib/core/errors.ts'
import { jsonFromColumn } from '#lib/core/unsafe.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { checkExpression } from './read-expression.ts'
import { changeRule, countActive, findRule, type RuleContent, type RuleRow } from './repository.ts'
import { ruleWritePermission } from './rule-permission.ts'
import { updateRuleInput, type RuleView, type UpdateRuleInput } from './schemas.ts'
import { toRuleView } from './views.ts'

/**
 * Changes a rule into its next version, or switches it off and on; alerts that fire go on under the new version. Throws
 * `not_found`, `invalid_input` naming the place of a fault in the expression, and `conflict` when the name is taken.
 */
export async function updateRule(ctx: RequestContext, input: UpdateRuleInput): Promise<RuleView> {
  authorize(ctx, ruleWritePermission(ctx))
  const { ruleId, ...given } = parseInput(updateRuleInput, input)
  if (given.expr !== undefined) checkExpression(given.expr)
  const change = onlyGiven(given)
  return await ctx.db.tx(async (tx) => {
    const before = await findRule(tx, ruleId)
    if (before === null) throw notFound()
    const row = await changeRule(tx, ruleId, change, ctx.clock.now())
    await recordAudit(tx, ctx, {
      action: 'rule.update',
      target: { kind: 'rule', id: ruleId, name: row.name },
      details: {
        before: { ...fieldsOf(before, change), version: before.version },
        after: { ...fieldsOf(row, change), version: row.version },
      },
      owner: { platformId: row.platformId, tenantId: row.tenantId },
    })
    return toRuleView(row, (await countActive(tx, [ruleId])).get(ruleId))
  })
}

/** What a rule says in the fields that a change touches. */
function fieldsOf(row: RuleRow, change: Partial<RuleContent>): Readonly<Record<string, Json>> {
  const { name, expr, forSeconds, intervalSeconds, severity, summary, enabled } = row
  const labels = jsonFromColumn(row.labels)
  const all = { name, expr, forSeconds, intervalSeconds, severity, summary, labels, enabled }
  return Object.fromEntries(Object.entries(all).filter(([field]) => field in change))
}

/** The fields that a caller gave: an absent one is no change, which `undefined` would be to the type of a full rule. */
function onlyGiven(given: {
  readonly [K in keyof RuleContent]?: RuleContent[K] | undefined
}): Partial<RuleContent> {
  const { name, expr, forSeconds, intervalSeconds, severity, summary, labels, enabled } = given
  return {
    ...(name === undefined ? {} : { name }),
    ...(expr === undefined ? {} : { expr }),
    ...(forSeconds === undefined ? {} : { forSeconds }),
    ...(intervalSeconds === undefined ? {} : { intervalSeconds }),
    ...(severity === undefined ? {} : { severity }),
    ...(summary === undefined ? {} : { summary }),
    ...(labels === undefined ? {} : { labels }),
    ...(enabled === undefined ? {} : { enabled }),
  }
}
