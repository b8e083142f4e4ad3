import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { requireOperator } from './acting.ts'
import type { SessionSettingsView } from './schemas.ts'
import { readSessionFigures } from './session-repository.ts'

/** How long sessions last, how many are open, and how many ended ones are kept. For the whole installation. */
export async function readSessionSettings(
  ctx: RequestContext,
  own: Runtime = runtime(),
): Promise<SessionSettingsView> {
  authorize(ctx, 'access:read')
  requireOperator(ctx)
  return await readSessionFigures(own.database, ctx.clock.now())
}
