import type { Keyring } from '#lib/infra/auth/keys.ts'
import { newDataKey, wrapDataKey } from '#lib/infra/auth/seal.ts'
import { jsonNull, type Tx } from '#lib/infra/db/index.ts'
import type { Owner } from '#lib/core/scope.ts'
import { CHAIN_REF } from './domain/subject.ts'

/** A chain and its owner. */
export interface OwnedChain extends Owner {
  readonly chain: string
}

/** One part of a payload; `whole` is the payload of an entry of version 1. */
export interface NamedPart extends OwnedChain {
  readonly seq: bigint
  readonly part: 'whole' | 'actor' | 'about'
}

/** Holds a chain still until the transaction ends: nothing is recorded while something is erased. */
export async function holdChain(tx: Tx, chain: string): Promise<void> {
  await tx.$queryRaw`select seq from audit_chain where key = ${chain} for update`
}

/** The chains that hold keys of these subjects, or entries of version 1 in which one of these members acted. */
export async function findChainsOf(
  tx: Tx,
  refs: readonly string[],
  memberIds: readonly string[],
): Promise<OwnedChain[]> {
  const OWNED = { chain: true, platformId: true, tenantId: true } as const
  const keyed = await tx.auditSubject.findMany({ where: { ref: { in: [...refs] } }, select: OWNED })
  const old = await tx.auditEntry.findMany({
    where: oldEntriesOf(memberIds),
    distinct: ['chain'],
    select: OWNED,
  })
  const chains = new Map([...keyed, ...old].map((one) => [one.chain, one]))
  return [...chains.values()].toSorted((a, b) => (a.chain < b.chain ? -1 : 1))
}

const oldEntriesOf = (memberIds: readonly string[]) => ({
  version: 1,
  OR: [{ actorId: { in: [...memberIds] } }, { targetKind: 'member', targetId: { in: [...memberIds] } }],
})

/** The parts with words about some targets; of entries of version 1 the whole payload. */
export async function findTargeted(
  tx: Tx,
  {
    kind,
    ids,
    butActions,
  }: { readonly kind: string; readonly ids: readonly string[]; readonly butActions?: string },
): Promise<NamedPart[]> {
  const rows = await tx.auditEntry.findMany({
    where: {
      targetKind: kind,
      targetId: { in: [...ids] },
      ...(butActions === undefined ? {} : { NOT: { action: { startsWith: butActions } } }),
    },
    select: { chain: true, seq: true, version: true, platformId: true, tenantId: true },
  })
  return rows.map(({ version, ...row }) => ({ ...row, part: version === 1 ? 'whole' : 'about' }))
}

/** Throws away the keys of subjects in one chain and what was sealed under them; gives the number of parts. */
export async function eraseRefs(
  tx: Tx,
  chain: string,
  subjects: { readonly refs: readonly string[]; readonly memberIds: readonly string[]; readonly now: Date },
): Promise<number> {
  const { refs, memberIds, now } = subjects
  await tx.auditSubject.updateMany({
    where: { chain, ref: { in: [...refs] } },
    data: { wrapped: null, wrapKeyId: null, erasedAt: now },
  })
  const parts = await tx.auditPayload.updateMany({
    where: { chain, ref: { in: [...refs] }, sealed: { not: null } },
    data: { sealed: null, erasedAt: now },
  })
  const old = await tx.auditEntry.updateMany({
    where: { chain, ...oldEntriesOf(memberIds), payload: { not: jsonNull } },
    data: { payload: jsonNull, salt: null },
  })
  return parts.count + old.count
}

/** Erases single parts; gives how many were there. */
export async function eraseParts(tx: Tx, parts: readonly NamedPart[], now: Date): Promise<number> {
  let count = 0
  for (const { chain, seq, part } of parts) {
    const erased =
      part === 'whole'
        ? await tx.auditEntry.updateMany({
            where: { chain, seq, version: 1, payload: { not: jsonNull } },
            data: { payload: jsonNull, salt: null },
          })
        : await tx.auditPayload.updateMany({
            where: { chain, seq, part, sealed: { not: null } },
            data: { sealed: null, erasedAt: now },
          })
    count += erased.count
  }
  return count
}

/** Erases every payload of a chain and the keys of all its subjects; gives the number of parts. */
export async function eraseChain(
  tx: Tx,
  keyring: Keyring,
  { chain, ...owner }: OwnedChain,
  now: Date,
): Promise<number> {
  await tx.auditSubject.updateMany({
    where: { chain, ref: { not: CHAIN_REF } },
    data: { wrapped: null, wrapKeyId: null, erasedAt: now },
  })
  const parts = await tx.auditPayload.updateMany({
    where: { chain, sealed: { not: null } },
    data: { sealed: null, erasedAt: now },
  })
  const old = await tx.auditEntry.updateMany({
    where: { chain, version: 1, payload: { not: jsonNull } },
    data: { payload: jsonNull, salt: null },
  })
  // The chain goes on with the entry of its own erasure: under a new key, which opens nothing of before.
  const [wrapping] = keyring.wrapping
  const kept = await tx.auditSubject.findUnique({
    where: { chain_ref: { chain, ref: CHAIN_REF } },
    select: { id: true },
  })
  if (kept !== null) {
    const { platformId, tenantId } = owner
    const wrapped = wrapDataKey(wrapping.key, { platformId, tenantId }, kept.id, newDataKey())
    await tx.auditSubject.update({
      where: { chain_ref: { chain, ref: CHAIN_REF } },
      data: { wrapped, wrapKeyId: wrapping.id },
      select: { id: true },
    })
  }
  return parts.count + old.count
}
