import { actorLabel, type RequestContext } from '#lib/infra/context/request-context.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'
import type { Settled } from './domain/delivery-state.ts'
import { decideFallback } from './domain/fallback.ts'
import { TRIES_BEFORE_FALLBACK } from './domain/retry.ts'
import { bringForward, findStepPages, findWays, insertPage, type DeliveryRow } from './repository.ts'

/** What is done about a page that does not get through. */
interface Consequence {
  readonly verdict: string
  /** One sentence for the timeline and the decision. */
  readonly text: string
}

async function fallBack(tx: Tx, row: DeliveryRow, at: Date): Promise<Consequence> {
  const decision = decideFallback({
    memberId: row.memberId,
    ways: await findWays(tx, row.memberId),
    pages: await findStepPages(tx, row.incidentId, row.step),
    triesBeforeFallback: TRIES_BEFORE_FALLBACK,
  })
  switch (decision.kind) {
    case 'next_channel':
      await insertPage(tx, row, decision.way, at)
      return { verdict: 'next_channel', text: `It goes by ${decision.way.channel} as well.` }
    case 'wait':
      return { verdict: 'other_page', text: decision.reason }
    case 'next_step':
      return (await bringForward(tx, row.incidentId))
        ? { verdict: 'escalated_early', text: `${decision.reason} The next step is due now.` }
        : { verdict: 'nobody_reached', text: `${decision.reason} There is no further step.` }
  }
}

/**
 * No page ends silently: when one does not get through, another way is taken, and the timeline and the decisions say which
 * way failed, why, and what was done about it.
 */
export async function noteTrouble(
  tx: Tx,
  ctx: RequestContext,
  row: DeliveryRow,
  settled: Settled,
): Promise<void> {
  const isDead = settled.state === 'dead'
  const at = ctx.clock.now()
  const owner = { platformId: row.platformId, tenantId: row.tenantId }
  const next = settled.fallsBack ? await fallBack(tx, row, at) : null
  const what = isDead
    ? `A ${row.purpose} by ${row.channel} was given up: ${settled.answer}`
    : `A ${row.purpose} by ${row.channel} does not get through and is tried on: ${settled.answer}`
  await tx.timelineEntry.create({
    data: {
      id: newId(),
      ...owner,
      incidentId: row.incidentId,
      at,
      kind: isDead ? 'not_delivered' : 'not_delivered_yet',
      actorKind: ctx.actor.kind,
      actorName: actorLabel(ctx.actor).name,
      text: next === null ? what : `${what} ${next.text}`,
      data: { delivery: row.id, channel: row.channel, step: row.step },
    },
    select: { id: true },
  })
  await tx.decision.create({
    data: {
      id: newId(),
      ...owner,
      incidentId: row.incidentId,
      at,
      stage: 'delivery',
      verdict: next?.verdict ?? 'given_up',
      reason: next === null ? what : `${what} ${next.text}`,
    },
    select: { id: true },
  })
}
