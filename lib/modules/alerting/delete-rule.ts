import { DomainError, notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findRule, hasHistory, removeRule } from './repository.ts'
import { ruleWritePermission } from './rule-permission.ts'
import { ruleRef, type RuleRef } from './schemas.ts'
import { toRuleView } from './views.ts'

/**
 * Removes a rule that never raised an alert. Throws `not_found`, and `conflict` for one with history: its incidents refer
 * to it, so it is switched off instead.
 */
export async function deleteRule(ctx: RequestContext, input: RuleRef): Promise<{ readonly deleted: true }> {
  authorize(ctx, ruleWritePermission(ctx))
  const { ruleId } = parseInput(ruleRef, input)
  return await ctx.db.tx(async (tx) => {
    const row = await findRule(tx, ruleId)
    if (row === null) throw notFound()
    if (await hasHistory(tx, ruleId)) {
      throw new DomainError(
        'conflict',
        'Alerts and incidents refer to this rule, so it is kept: switch it off instead.',
      )
    }
    await removeRule(tx, ruleId)
    const { expr, severity, version } = toRuleView(row, undefined)
    await recordAudit(tx, ctx, {
      action: 'rule.delete',
      target: { kind: 'rule', id: ruleId, name: row.name },
      details: { expr, severity, version },
      owner: { platformId: row.platformId, tenantId: row.tenantId },
    })
    return { deleted: true }
  })
}
