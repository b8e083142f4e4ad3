import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { findAlerts, findRuleFaces, type StoredAlertState } from './repository.ts'
import { listAlertsInput, type AlertView, type ListAlertsInput } from './schemas.ts'
import { toAlertView } from './views.ts'

const ACTIVE: readonly StoredAlertState[] = ['pending', 'firing', 'no_data', 'error']

/** Lists alerts in scope, the newest change first. */
export async function listAlerts(
  ctx: RequestContext,
  input: ListAlertsInput = {},
): Promise<{ alerts: AlertView[] }> {
  authorize(ctx, 'alert:read')
  const { state, ruleId, limit } = parseInput(listAlertsInput, input)
  const states = ((): readonly StoredAlertState[] => {
    if (state === 'active') return ACTIVE
    return state === 'all' ? [...ACTIVE, 'resolved'] : [state]
  })()
  return await ctx.db.read(async (tx) => {
    const rows = await findAlerts(tx, { states, ruleId, limit })
    const rules = await findRuleFaces(
      tx,
      rows.map((row) => row.ruleId),
    )
    return { alerts: rows.map((row) => toAlertView(row, rules.get(row.ruleId))) }
  })
}
