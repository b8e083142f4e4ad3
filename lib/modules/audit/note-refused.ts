// house: acts before a scope is known: it notes refusals, for which nobody needs a permission
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { onceWithinHour, type Matter } from './first-within-hour.ts'
import { recordAudit, type AuditEvent } from './record-audit.ts'

/** A refusal, and what is equal for those that are one entry: a network, where nobody is known. */
export interface Refusal extends AuditEvent, Matter {}

/**
 * Puts a refusal on record: the first one of an actor and matter within an hour. The next entry says in `leftOut` how many
 * there were without one since; the feed of security events counts every one.
 */
export async function noteRefused(
  ctx: RequestContext,
  { matter, isOurs = false, details, ...event }: Refusal,
): Promise<void> {
  await onceWithinHour(ctx, { matter, isOurs }, async (leftOut, isOfMany) => {
    const counted = leftOut === 0 ? {} : { leftOut }
    // It is about no one of them, so it stands in nobody's chain but the operator's.
    const one = isOfMany ? OF_MANY : { ...event, details }
    await ctx.db.tx(async (tx) => {
      await recordAudit(tx, ctx, { ...one, details: { ...one.details, ...counted } })
    })
  })
}

const OF_MANY = {
  action: 'access.deny',
  target: { kind: 'door', id: 'any' },
  details: { reason: 'more strangers were refused than are told apart within an hour' },
  owner: { platformId: null, tenantId: null },
} as const satisfies AuditEvent
