import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { DEFAULT_RULES } from './domain/default-rules.ts'
import { findRuleNames, findSelfPlatform, insertRule } from './repository.ts'

/**
 * Makes the rules by which Bailiwick watches itself, those that are missing by name; what somebody changed stays changed.
 * Idempotent. Returns the names that were added, none before our own platform exists.
 */
export async function ensureDefaultRules(ctx: RequestContext): Promise<readonly string[]> {
  authorize(ctx, 'rule:write')
  return await ctx.db.tx(async (tx) => {
    const self = await findSelfPlatform(tx)
    if (self === null) return []
    const owner = { platformId: self.id, tenantId: null }
    const known = await findRuleNames(tx, self.id)
    const missing = DEFAULT_RULES.filter((rule) => !known.has(rule.name))
    for (const rule of missing) {
      await insertRule(
        tx,
        owner,
        { ...rule, labels: {}, enabled: true },
        { isDefault: true, now: ctx.clock.now() },
      )
    }
    const names = missing.map((rule) => rule.name)
    if (names.length > 0) {
      await recordAudit(tx, ctx, {
        action: 'rule.ensure-defaults',
        target: { kind: 'platform', id: self.id },
        details: { rules: names },
        owner,
      })
    }
    return names
  })
}
