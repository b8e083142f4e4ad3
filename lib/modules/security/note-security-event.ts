// house: acts before a scope is known: a refusal is noted whatever the refused may do
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { recordSecurityEvent, type SecurityEvent, type SeenRequest } from './record-security-event.ts'

/**
 * Records a security event in a transaction of its own: for refusals, whose transaction is gone, and for those who may
 * write nothing. Never throws: a feed that cannot be written must not change what the caller is told, so the failure goes
 * to the log.
 */
export async function noteSecurityEvent(
  ctx: SeenRequest & Pick<RequestContext, 'log'>,
  event: SecurityEvent,
  own: Pick<Runtime, 'database'> = runtime(),
): Promise<void> {
  try {
    await own.database.asAuth(async (auth) => {
      await recordSecurityEvent(auth, ctx, event)
    })
  } catch (error) {
    ctx.log.error({ err: error, kind: event.kind }, 'a security event could not be recorded')
  }
}
