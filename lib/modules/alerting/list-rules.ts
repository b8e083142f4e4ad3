import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { countActive, findRules } from './repository.ts'
import type { RuleView } from './schemas.ts'
import { toRuleView } from './views.ts'

/** Lists the rules in scope with how each stands at this moment. */
export async function listRules(ctx: RequestContext): Promise<{ rules: RuleView[] }> {
  authorize(ctx, 'rule:read')
  return await ctx.db.read(async (tx) => {
    const rows = await findRules(tx)
    const active = await countActive(tx)
    return { rules: rows.map((row) => toRuleView(row, active.get(row.id))) }
  })
}
