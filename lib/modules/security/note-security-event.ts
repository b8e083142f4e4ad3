// house: acts before a scope is known: a refusal is noted whatever the refused may do
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { recordSecurityEvent, type SecurityEvent } from './record-security-event.ts'

/**
 * Records a security event in a transaction of its own: for refusals, whose transaction is gone. Never throws: a feed that
 * cannot be written must not change what the caller is told, so the failure goes to the log.
 */
export async function noteSecurityEvent(ctx: RequestContext, event: SecurityEvent): Promise<void> {
  try {
    await ctx.db.tx(async (tx) => {
      await recordSecurityEvent(tx, ctx, event)
    })
  } catch (error) {
    ctx.log.error({ err: error, kind: event.kind }, 'a security event could not be recorded')
  }
}
