import { jsonNull, type Tx } from '#lib/infra/db/index.ts'
import type { Owner } from '#lib/core/scope.ts'
import { jsonFromColumn } from '#lib/core/unsafe.ts'
import { GENESIS, type ChainHead, type StoredEntry } from './domain/record.ts'

/** Locks the head of a chain until the transaction ends, making it (with `firstMac` as its seal) when there is none. */
export async function lockHead(tx: Tx, key: string, owner: Owner, firstMac: Uint8Array): Promise<ChainHead> {
  await tx.$executeRaw`
    insert into audit_chain (key, platform_id, tenant_id, seq, head_hash, head_mac)
    values (${key}, ${owner.platformId}::uuid, ${owner.tenantId}::uuid, 0, ${GENESIS}, ${firstMac})
    on conflict (key) do nothing`
  const [head] = await tx.$queryRaw<{ seq: bigint; head_hash: Uint8Array; head_mac: Uint8Array }[]>`
    select seq, head_hash, head_mac from audit_chain where key = ${key} for update`
  if (head === undefined) throw new Error(`the audit chain ${key} is not visible in this scope`)
  return { key, seq: head.seq, headHash: head.head_hash, headMac: head.head_mac }
}

/** Appends an entry and moves the head onto it. */
export async function append(tx: Tx, entry: StoredEntry, nextMac: Uint8Array): Promise<void> {
  await tx.auditEntry.create({
    data: {
      ...entry,
      payload: entry.payload ?? jsonNull,
      salt: entry.salt === null ? null : bytes(entry.salt),
      commitment: bytes(entry.commitment),
      prevHash: bytes(entry.prevHash),
      hash: bytes(entry.hash),
    },
  })
  await tx.auditChain.update({
    where: { key: entry.chain },
    data: { seq: entry.seq, headHash: bytes(entry.hash), headMac: bytes(nextMac) },
    select: { key: true },
  })
}

/** A page of entries, newest first. */
export async function findEntries(
  tx: Tx,
  where: { before?: Date | undefined; action?: string | undefined; limit: number },
): Promise<StoredEntry[]> {
  const rows = await tx.auditEntry.findMany({
    where: {
      ...(where.before === undefined ? {} : { at: { lt: where.before } }),
      ...(where.action === undefined ? {} : { action: { startsWith: where.action } }),
    },
    orderBy: [{ at: 'desc' }, { seq: 'desc' }],
    take: where.limit,
  })
  return rows.map(toEntry)
}

/** Every chain head that the scope can see. */
export async function findHeads(tx: Tx): Promise<ChainHead[]> {
  return await tx.auditChain.findMany({
    orderBy: { key: 'asc' },
    select: { key: true, seq: true, headHash: true, headMac: true },
  })
}

/** The keys of chains that have entries, whether or not their head still exists. */
export async function findChainKeys(tx: Tx): Promise<string[]> {
  const rows = await tx.auditEntry.findMany({
    distinct: ['chain'],
    select: { chain: true },
    orderBy: { chain: 'asc' },
  })
  return rows.map((row) => row.chain)
}

/** All entries of one chain in the order of their numbers. */
export async function findChain(tx: Tx, chain: string): Promise<StoredEntry[]> {
  const rows = await tx.auditEntry.findMany({ where: { chain }, orderBy: { seq: 'asc' } })
  return rows.map(toEntry)
}

type Row = Awaited<ReturnType<Tx['auditEntry']['findMany']>>[number]
const toEntry = (row: Row): StoredEntry => ({ ...row, payload: jsonFromColumn(row.payload) })

/** Copies into a buffer of its own, which is what the driver wants. */
const bytes = (from: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(from)
