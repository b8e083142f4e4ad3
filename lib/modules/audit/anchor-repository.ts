import type { Tx } from '#lib/infra/db/index.ts'
import type { AllowEntry } from '#lib/infra/http/outgoing.ts'
import type { SignedHead } from './domain/export-lines.ts'
import type { AnchoredHead } from './domain/verify-chain.ts'
import type { Owner } from '#lib/core/scope.ts'

/** Somebody outside who keeps heads. */
export interface Witness {
  readonly id: string
  readonly kind: string
  readonly target: string
  readonly secret: Uint8Array | null
  readonly createdAt: Date
}

/** Lets one process at a time make anchors, until the transaction ends. */
export async function holdAnchoring(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('bailiwick/audit-anchor'))`
}

/** Every witness, oldest first. */
export const findWitnesses = async (tx: Tx): Promise<Witness[]> =>
  await tx.auditWitness.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })

/** Adds a witness. */
export const insertWitness = async (
  tx: Tx,
  witness: Omit<Witness, 'secret'> & { secret: Uint8Array<ArrayBuffer> | null },
): Promise<void> => {
  await tx.auditWitness.createMany({ data: witness })
}

/** Removes a witness; what it got stays on record. */
export const deleteWitness = async (tx: Tx, id: string): Promise<void> => {
  await tx.auditWitness.deleteMany({ where: { id } })
}

/** The moment of the newest anchor; null before the first one. */
export async function lastAnchorAt(tx: Tx): Promise<Date | null> {
  const last = await tx.auditAnchor.findFirst({ orderBy: { at: 'desc' }, select: { at: true } })
  return last?.at ?? null
}

/** True when a witness never got anything: it is given every head, not only the new ones. */
export async function hasNewWitness(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ there: boolean }[]>`
    select exists (select from audit_witness w where not exists
      (select from audit_anchor_delivery d where d.witness_id = w.id)) as there`
  return row?.there === true
}

/** A stored head with its owner. */
export interface OwnedHead extends Owner {
  readonly key: string
  readonly seq: bigint
  readonly headHash: Uint8Array
  readonly headMac: Uint8Array
}

/** The heads that no anchor holds yet; every head when `isFull`. */
export const findUnanchored = async (tx: Tx, isFull: boolean): Promise<OwnedHead[]> =>
  await tx.$queryRaw<OwnedHead[]>`
    select key, seq, head_hash as "headHash", head_mac as "headMac", platform_id as "platformId", tenant_id as "tenantId"
    from audit_chain c
    where seq > 0 and (${isFull} or not exists (select from audit_anchor_head h where h.chain = c.key and h.seq = c.seq))
    order by key`

/** Puts an anchor on record, with a delivery to make for each witness. */
export async function insertAnchor(
  tx: Tx,
  anchor: {
    readonly id: string
    readonly at: Date
    readonly heads: readonly (SignedHead & Owner & { readonly signature: Uint8Array })[]
    readonly witnesses: readonly Pick<Witness, 'id' | 'kind' | 'target'>[]
  },
): Promise<void> {
  const { id, at, heads, witnesses } = anchor
  await tx.auditAnchor.createMany({ data: { id, at, heads: heads.length } })
  await tx.auditAnchorHead.createMany({
    data: heads.map(({ hash, signature, ...head }) => ({
      ...head,
      anchorId: id,
      hash: new Uint8Array(hash),
      signature: new Uint8Array(signature),
    })),
  })
  await tx.auditAnchorDelivery.createMany({
    data: witnesses.map(({ id: witnessId, kind, target }) => ({ anchorId: id, witnessId, kind, target })),
  })
}

/** One delivery that is still to be made. */
export interface DueDelivery {
  readonly anchorId: string
  readonly witnessId: string
  readonly kind: string
  readonly target: string
  readonly state: string
}

/** Deliveries that did not arrive at a witness: those that were tried least first, so that none stands in the way of others. */
export const findDueAnchorDeliveries = async (tx: Tx, witnessId: string): Promise<DueDelivery[]> =>
  await tx.auditAnchorDelivery.findMany({
    where: { state: { in: ['pending', 'failed'] }, witnessId },
    orderBy: [{ attempts: 'asc' }, { anchor: { at: 'asc' } }],
    take: 50,
    select: { anchorId: true, witnessId: true, kind: true, target: true, state: true },
  })

/** The heads of one anchor. */
export const findAnchorHeads = async (tx: Tx, anchorId: string): Promise<SignedHead[]> =>
  await tx.auditAnchorHead.findMany({
    where: { anchorId },
    orderBy: { chain: 'asc' },
    select: { chain: true, seq: true, hash: true, at: true, signature: true },
  })

/** Puts on record what became of a delivery. */
export async function noteDelivery(
  tx: Tx,
  { anchorId, witnessId }: Pick<DueDelivery, 'anchorId' | 'witnessId'>,
  outcome: {
    readonly isDelivered: boolean
    readonly isOutside: boolean
    readonly answer: string
    readonly at: Date
  },
): Promise<void> {
  const { isDelivered, isOutside, answer, at } = outcome
  await tx.auditAnchorDelivery.updateMany({
    where: { anchorId, witnessId },
    data: {
      state: isDelivered ? 'delivered' : 'failed',
      attempts: { increment: 1 },
      isOutside: isDelivered && isOutside,
      answer: answer.slice(0, 500),
      triedAt: at,
      ...(isDelivered ? { deliveredAt: at } : {}),
    },
  })
}

/**
 * Kinds of witnesses outside who have what was made lately, and when the last heads reached them; for every scope. Anchors
 * of before `madeBefore` have had their time to arrive.
 */
export const findOutsideWitnesses = async (
  tx: Tx,
  madeBefore: Date,
): Promise<{ kind: string; lastAt: Date }[]> =>
  await tx.$queryRaw<
    { kind: string; lastAt: Date }[]
  >`select kind, last_at as "lastAt" from outside_witnesses(${madeBefore}::timestamptz)`

/** The newest anchors with their deliveries. */
export const findAnchors = async (tx: Tx, limit: number) =>
  await tx.auditAnchor.findMany({ orderBy: { at: 'desc' }, take: limit, include: { deliveries: true } })

/** The last delivery to each witness. */
export const findLastDeliveries = async (tx: Tx) =>
  await tx.auditAnchorDelivery.findMany({
    distinct: ['witnessId'],
    where: { attempts: { gt: 0 } },
    orderBy: [{ witnessId: 'asc' }, { triedAt: 'desc' }],
  })

/** What our own receipts say about one chain: the newest anchors, at most 1,000. */
export const findAnchored = async (tx: Tx, chain: string): Promise<AnchoredHead[]> =>
  await tx.auditAnchorHead.findMany({
    where: { chain },
    orderBy: { seq: 'desc' },
    take: 1000,
    select: { seq: true, hash: true },
  })

/** The private addresses that the operator opened. */
export async function findOperatorAllowed(tx: Tx): Promise<AllowEntry[]> {
  return await tx.outgoingAllow.findMany({
    where: { platformId: null },
    select: { cidr: true, port: true, platformId: true },
  })
}
