import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { newId } from '#lib/infra/db/index.ts'
import {
  findAnchorHeads,
  findDueAnchorDeliveries,
  findOperatorAllowed,
  findUnanchored,
  findWitnesses,
  hasNewWitness,
  holdAnchoring,
  insertAnchor,
  lastAnchorAt,
  noteDelivery,
  type DueDelivery,
  type Witness,
} from './anchor-repository.ts'
import { auditCrypto } from './audit-crypto.ts'
import { recordAudit } from './record-audit.ts'
import { signHead } from './sign-head.ts'
import { testify, type WitnessOutcome, type WitnessParts } from './witness-senders.ts'

/** Who is asked when nobody needed to add it: the bucket of the settings. */
const BUCKET_WITNESS_ID = '00000000-0000-4000-8000-0000000000b0'
/** Timers of the jobs process are a little early or late. */
const SLACK_MS = 5000

/** How often anchors are made. */
export interface AnchorOptions extends WitnessParts {
  readonly everyMinutes: number
}

/** What one round did. */
export interface AnchorRound {
  /** Heads in the anchor that was made; 0 when none was due. */
  readonly heads: number
  readonly delivered: number
  readonly failed: number
}

/**
 * Signs the heads that no anchor holds yet and gives them to the witnesses, when the last anchor is old enough or a
 * witness is new; tries again what did not arrive, however long ago: heads that a witness missed would be missed for good. Runs
 * as often as one likes. A witness that stops answering, or answers again, leaves an audit entry.
 */
export async function anchorHeads(ctx: RequestContext, options: AnchorOptions): Promise<AnchorRound> {
  authorize(ctx, 'audit-anchor:write')
  const heads = await makeAnchor(ctx, options)
  const witnesses = await witnessesOf(ctx, options)
  const round = { heads, delivered: 0, failed: 0 }
  for (const witness of witnesses) {
    const due = await ctx.db.read(async (tx) => await findDueAnchorDeliveries(tx, witness.id))
    for (const delivery of due) {
      const { isDelivered } = await deliver(ctx, options, { delivery, witness })
      round[isDelivered ? 'delivered' : 'failed'] += 1
      // Who is away now is asked once in a round, and does not keep the others waiting.
      if (!isDelivered) break
    }
  }
  return round
}

async function witnessesOf(ctx: RequestContext, { bucket }: AnchorOptions): Promise<Witness[]> {
  const added = await ctx.db.read(async (tx) => await findWitnesses(tx))
  if (bucket === null) return added
  const target = `${bucket.endpoint}/${bucket.bucket}`
  const set = { id: BUCKET_WITNESS_ID, kind: 'bucket', target, secret: null, createdAt: ctx.clock.now() }
  return [...added, set]
}

async function makeAnchor(ctx: RequestContext, options: AnchorOptions): Promise<number> {
  const witnesses = await witnessesOf(ctx, options)
  return await ctx.db.tx(async (tx) => {
    await holdAnchoring(tx)
    const now = ctx.clock.now()
    const last = await lastAnchorAt(tx)
    const isNew = await hasNewWitness(tx)
    const isDue = last === null || now.getTime() - last.getTime() >= options.everyMinutes * 60_000 - SLACK_MS
    if (!isDue && !isNew) return 0
    const crypto = auditCrypto()
    const heads = (await findUnanchored(tx, isNew || last === null)).flatMap((head) => {
      const { signature, ...signed } = signHead(crypto, head, now)
      const { platformId, tenantId } = head
      // A head that somebody set by hand is not witnessed: the older anchor goes on to tell.
      return signature === null ? [] : [{ ...signed, signature, platformId, tenantId }]
    })
    if (heads.length === 0) return 0
    await insertAnchor(tx, { id: newId(), at: now, heads, witnesses })
    return heads.length
  })
}

async function deliver(
  ctx: RequestContext,
  options: AnchorOptions,
  { delivery, witness }: { readonly delivery: DueDelivery; readonly witness: Witness },
): Promise<WitnessOutcome> {
  const { heads, allow } = await ctx.db.read(async (tx) => ({
    heads: await findAnchorHeads(tx, delivery.anchorId),
    allow: await findOperatorAllowed(tx),
  }))
  const outcome = await testify(options, witness, { id: delivery.anchorId, heads, allow })
  const isNews = outcome.isDelivered ? delivery.state === 'failed' : delivery.state === 'pending'
  await ctx.db.tx(async (tx) => {
    await noteDelivery(tx, delivery, { ...outcome, at: ctx.clock.now() })
    if (!isNews) return
    await recordAudit(tx, ctx, {
      action: outcome.isDelivered ? 'audit-anchor.recover' : 'audit-anchor.fail',
      target: { kind: 'audit_witness', id: witness.id, name: witness.target },
      details: { kind: witness.kind, answer: outcome.answer },
    })
  })
  return outcome
}
