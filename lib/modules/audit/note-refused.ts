// house: acts before a scope is known: it notes refusals, for which nobody needs a permission
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { onceWithinHour } from './first-within-hour.ts'
import { recordAudit, type AuditEvent } from './record-audit.ts'

/** A refusal, and what is equal for those that are one entry: a network, where nobody is known. */
export interface Refusal extends AuditEvent {
  readonly matter: string
}

/**
 * Puts a refusal on record: the first one of an actor and matter within an hour. The next entry says in `leftOut` how many
 * there were without one since; the feed of security events counts every one.
 */
export async function noteRefused(
  ctx: RequestContext,
  { matter, details, ...event }: Refusal,
): Promise<void> {
  await onceWithinHour(ctx, matter, async (leftOut) => {
    await ctx.db.tx(async (tx) => {
      await recordAudit(tx, ctx, { ...event, details: { ...details, ...(leftOut === 0 ? {} : { leftOut }) } })
    })
  })
}
