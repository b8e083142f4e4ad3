import { z } from 'zod'
import { notFound } from '#lib/core/errors.ts'
import { memberId } from '#lib/core/ids.ts'
import { languageOf, SOURCE_LANGUAGE } from '#lib/core/language.ts'
import { formatScopeParam, operatorScope, scopeOfOwner } from '#lib/core/scope.ts'
import { sayIn } from '#lib/core/words.ts'
import { mintAckToken } from '#lib/infra/auth/ack-token.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { openChannelSecret } from '#lib/modules/access/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { mayTake, settle, type Settled, type TryOutcome } from './domain/delivery-state.ts'
import { writeNotice, type NoticeFacts, type Purpose } from './domain/notice.ts'
import { noteTrouble } from './note-trouble.ts'
import {
  cancelDelivery,
  disableChannel,
  findAllowed,
  findChannel,
  findActiveMember,
  isPageWanted,
  isStaffMember,
  lockDelivery,
  settleDelivery,
  takeDelivery,
  wakeJobs,
  type DeliveryRow,
} from './repository.ts'
import { sendMail, sendWebhook, type Outgoing, type Senders } from './senders.ts'

const input = z.strictObject({ deliveryId: z.uuid() })

/** How long the link of a page opens the incident. */
const LINK_HOURS = 24

/** What a run came to. */
export type SentDelivery = 'sent' | 'failed' | 'unknown' | 'dead' | 'not_due' | 'not_wanted' | 'lost_lease'

/** What sending needs beside the context. */
export interface SendParts {
  readonly senders: Senders
  readonly own: Runtime
  /** Seconds after which another worker may take over a delivery that this one holds. */
  readonly leaseSeconds: number
}

interface Taken {
  readonly row: DeliveryRow
  readonly fence: number
  readonly attempt: number
  /** What the member chose; null for one who is not active any more. */
  readonly member: Awaited<ReturnType<typeof findActiveMember>>
  readonly isStaff: boolean
  readonly channel: Awaited<ReturnType<typeof findChannel>>
  readonly allow: Awaited<ReturnType<typeof findAllowed>>
}

/**
 * Makes one try of a delivery: takes it under a lease with a fencing number, sends outside of any transaction, records.
 * Safe to run again and at the same time as itself. A worker that died in between leaves a lease behind; the delivery is
 * then sent again with the same key, which receivers know.
 */
export async function sendDelivery(
  ctx: RequestContext,
  given: z.input<typeof input>,
  parts: SendParts,
): Promise<SentDelivery> {
  authorize(ctx, 'incident:write')
  const { deliveryId } = parseInput(input, given)
  const taken = await ctx.db.tx(
    async (tx) => await take(tx, deliveryId, { leaseSeconds: parts.leaseSeconds, now: ctx.clock.now() }),
  )
  if (typeof taken === 'string') return taken
  const outcome = await attemptSafely(ctx, taken, parts)
  const { purpose, ageSeconds, id } = taken.row
  const settled = settle(outcome, { purpose, ageSeconds, attempt: taken.attempt, spread: spreadOf(id) })
  return await ctx.db.tx(async (tx) => {
    const { row, channel } = taken
    if (!(await settleDelivery(tx, row.id, taken.fence, settled))) return 'lost_lease'
    if (outcome.kind === 'refused' && 'isGone' in outcome && channel !== null) {
      await disableChannel(tx, channel.id, settled.answer)
    }
    if (settled.state === 'dead' || settled.fallsBack) await noteTrouble(tx, ctx, row, settled)
    if (settled.fallsBack) await wakeJobs(tx)
    if (settled.state === 'sent' || settled.state === 'dead') await noteAudit(tx, ctx, taken, settled)
    return settled.state
  })
}

async function noteAudit(
  tx: Tx,
  ctx: RequestContext,
  { row, attempt }: Taken,
  settled: Settled,
): Promise<void> {
  await recordAudit(tx, ctx, {
    action: `delivery.${settled.state}`,
    target: { kind: 'incident', id: row.incidentId, name: row.incident.code },
    details: { delivery: row.id, purpose: row.purpose, channel: row.channel, step: row.step, attempt },
    owner: { platformId: row.platformId, tenantId: row.tenantId },
  })
}

async function take(
  tx: Tx,
  id: string,
  { leaseSeconds, now }: { readonly leaseSeconds: number; readonly now: Date },
): Promise<Taken | 'not_due' | 'not_wanted'> {
  const row = await lockDelivery(tx, id)
  if (row === null) throw notFound()
  const isHeld = row.state === 'sending' && !row.isLeaseOver
  if (!mayTake(row.state, row.isLeaseOver) || isHeld || (row.state !== 'sending' && !row.isDue))
    return 'not_due'
  if (row.purpose === 'page' && !(await isPageWanted(tx, row))) {
    await cancelDelivery(tx, id)
    return 'not_wanted'
  }
  const taken = await takeDelivery(tx, id, leaseSeconds)
  return {
    row,
    ...taken,
    member: await findActiveMember(tx, row.memberId, row, now),
    isStaff: await isStaffMember(tx, row.memberId, now),
    channel: row.channel === 'webhook' ? await findChannel(tx, row.memberId, row.channel, row.target) : null,
    allow: await findAllowed(tx),
  }
}

/** From 0 to below 1, the same for a delivery on each of its tries: the last digits of its id are random. */
const spreadOf = (id: string): number => Number.parseInt(id.slice(-4), 16) / 65_536

/** Makes the try. A fault of ours, e.g. a secret that does not open, counts as a failed try: another way is then taken. */
async function attemptSafely(ctx: RequestContext, taken: Taken, parts: SendParts): Promise<TryOutcome> {
  if (taken.member === null) return { kind: 'refused', reason: 'The member is not active any more.' }
  try {
    return await attemptOnce(ctx, taken, parts)
  } catch (error) {
    ctx.log.error({ err: error, delivery: taken.row.id }, 'a delivery could not be made')
    return {
      kind: 'failed',
      reason: error instanceof Error ? error.message : String(error),
      afterSeconds: null,
    }
  }
}

async function attemptOnce(
  ctx: RequestContext,
  taken: Taken,
  { senders, own }: SendParts,
): Promise<TryOutcome> {
  const { row, channel } = taken
  const facts = factsOf(ctx, row, own)
  const language = languageOf(taken.member?.language) ?? SOURCE_LANGUAGE
  const out: Outgoing = {
    deliveryId: row.id,
    target: row.target,
    facts,
    notice: writeNotice(facts, ctx.clock.now(), { language, say: sayIn(language) }),
    attempt: taken.attempt,
    webhook: null,
  }
  if (row.channel === 'email') return await sendMail(senders, out)
  if (channel?.secret === undefined || channel.secret === null || !channel.enabled) {
    return { kind: 'refused', reason: 'The channel was removed or switched off.' }
  }
  const { secret } = channel
  const secrets = await openChannelSecret({ ...channel, secret }, ctx.clock.now(), own)
  const scope = taken.isStaff ? operatorScope : scopeOfOwner(row)
  return await sendWebhook(senders, {
    ...out,
    webhook: { secrets, scope, allow: taken.isStaff ? taken.allow : [] },
  })
}

const isPurpose = (text: string): text is Purpose =>
  text === 'page' || text === 'acknowledged' || text === 'resolved'

function factsOf(ctx: RequestContext, row: DeliveryRow, own: Runtime): NoticeFacts {
  const { incident } = row
  const scope = scopeOfOwner(row)
  const purpose = isPurpose(row.purpose) ? row.purpose : 'page'
  const query = `?scope=${encodeURIComponent(formatScopeParam(scope))}`
  const expiresAt = new Date(ctx.clock.now().getTime() + LINK_HOURS * 3_600_000)
  const token =
    purpose === 'page' && scope.kind !== 'operator'
      ? mintAckToken(own.keyring.ackToken, {
          incidentId: row.incidentId,
          memberId: memberId(row.memberId),
          scope,
          expiresAt,
        })
      : null
  return {
    purpose,
    incidentId: row.incidentId,
    code: incident.code,
    title: incident.title,
    severity: incident.severity,
    platformName: incident.platform.name,
    tenantName: incident.tenant?.name ?? null,
    serviceName: incident.service?.name ?? null,
    openedAt: incident.openedAt,
    acknowledgedByName: incident.acknowledgedByName,
    step: row.step,
    incidentUrl: `${own.publicUrl}/incidents/${row.incidentId}${query}`,
    ackUrl: token === null ? null : `${own.publicUrl}/p/${token}`,
  }
}
