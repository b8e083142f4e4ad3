import { SESSION_KINDS, type SessionLimits } from '#lib/core/session-limits.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { readSessionLimits } from '#lib/infra/auth/limits-of-sessions.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireOperator } from './acting.ts'
import { readSessionSettings } from './read-session-settings.ts'
import { storeSessionLimit } from './repository.ts'
import { setSessionLimitsInput, type SessionSettingsView, type SetSessionLimitsInput } from './schemas.ts'

/** Sets how long sessions last. Shorter limits bite in running sessions at once; longer ones prolong none. */
export async function setSessionLimits(
  ctx: RequestContext,
  input: SetSessionLimitsInput,
  own: Runtime = runtime(),
): Promise<SessionSettingsView> {
  authorize(ctx, 'operator:write')
  requireOperator(ctx)
  const limits = parseInput(setSessionLimitsInput, input)
  await ctx.db.tx(async (tx) => {
    const before = await readSessionLimits(tx)
    for (const kind of SESSION_KINDS) await storeSessionLimit(tx, kind, limits[kind])
    await recordAudit(tx, ctx, {
      action: 'session-limits.set',
      target: { kind: 'operator', id: 'operator' },
      details: { before: detailsOf(before), after: detailsOf(limits) },
    })
  })
  return await readSessionSettings(ctx, own)
}

const detailsOf = (limits: SessionLimits) =>
  Object.fromEntries(SESSION_KINDS.map((kind) => [kind, { ...limits[kind] }]))
