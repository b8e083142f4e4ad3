import { jsonNull, type Tx } from '#lib/infra/db/index.ts'
import type { Owner } from '#lib/core/scope.ts'
import { jsonFromColumn } from '#lib/core/unsafe.ts'
import type { Keyring } from '#lib/infra/auth/keys.ts'
import {
  GENESIS,
  type ChainHead,
  type EntryPayload,
  type PayloadPart,
  type StoredEntry,
} from './domain/record.ts'
import { partOpener, type PartName } from './payload-seal.ts'

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

/** A part of the payload of a new entry; without `sealed` its subject was erased already. */
export interface NewPart {
  readonly part: PartName
  readonly ref: string
  readonly sealed: Uint8Array<ArrayBuffer> | null
}

/** What is appended to a chain. */
export interface NewEntry {
  readonly entry: Omit<StoredEntry, 'payload' | 'signature'> & { readonly signature: Uint8Array }
  readonly parts: readonly NewPart[]
  /** The seal of the head that the entry becomes. */
  readonly nextMac: Uint8Array
}

/** Appends an entry with its payload and moves the head onto it. */
export async function append(tx: Tx, { entry, parts, nextMac }: NewEntry): Promise<void> {
  const { chain, seq, platformId, tenantId } = entry
  await tx.auditEntry.createMany({
    data: {
      ...entry,
      payload: jsonNull,
      commitment: bytes(entry.commitment),
      prevHash: bytes(entry.prevHash),
      hash: bytes(entry.hash),
      signature: bytes(entry.signature),
    },
  })
  await tx.auditPayload.createMany({
    data: parts.map((part) => ({ ...part, chain, seq, platformId, tenantId })),
  })
  await tx.auditChain.update({
    where: { key: chain },
    data: { seq, headHash: bytes(entry.hash), headMac: bytes(nextMac) },
    select: { key: true },
  })
}

const READ = {
  include: {
    parts: {
      select: { part: true, sealed: true, subject: { select: { id: true, wrapKeyId: true, wrapped: true } } },
    },
  },
} as const

/** A place in the order of the list: newest first, entries of one moment by chain and number. */
export interface ListPlace {
  readonly at: Date
  readonly chain: string
  readonly seq: bigint
}

/** What a list is narrowed by in the database. */
export interface EntryFilter {
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  readonly action?: string | undefined
  readonly actorId?: string | undefined
  readonly targetKind?: string | undefined
  readonly targetId?: string | undefined
  readonly requestId?: string | undefined
  readonly chain?: string | undefined
  readonly seq?: bigint | undefined
}

function whereOf(filter: EntryFilter) {
  return {
    ...(filter.chain === undefined ? {} : { chain: filter.chain }),
    ...(filter.seq === undefined ? {} : { seq: filter.seq }),
    ...(filter.action === undefined ? {} : { action: { startsWith: filter.action } }),
    ...(filter.actorId === undefined ? {} : { actorId: filter.actorId }),
    ...(filter.targetKind === undefined ? {} : { targetKind: filter.targetKind }),
    ...(filter.targetId === undefined ? {} : { targetId: filter.targetId }),
    ...(filter.requestId === undefined ? {} : { requestId: filter.requestId }),
    ...(filter.from === undefined && filter.to === undefined
      ? {}
      : {
          at: {
            ...(filter.from === undefined ? {} : { gte: filter.from }),
            ...(filter.to === undefined ? {} : { lt: filter.to }),
          },
        }),
  }
}

/** Entries after a place of the list, newest first. */
export async function findEntries(
  tx: Tx,
  keyring: Keyring,
  page: { readonly filter: EntryFilter; readonly after: ListPlace | null; readonly limit: number },
): Promise<StoredEntry[]> {
  const { filter, after, limit } = page
  const place =
    after === null
      ? {}
      : {
          OR: [
            { at: { lt: after.at } },
            { at: after.at, chain: { gt: after.chain } },
            { at: after.at, chain: after.chain, seq: { lt: after.seq } },
          ],
        }
  const rows = await tx.auditEntry.findMany({
    where: { AND: [whereOf(filter), place] },
    orderBy: [{ at: 'desc' }, { chain: 'asc' }, { seq: 'desc' }],
    take: limit,
    ...READ,
  })
  return readEntries(keyring, rows)
}

/** Every chain head that the scope can see. */
export async function findHeads(tx: Tx, chain?: string): Promise<ChainHead[]> {
  return await tx.auditChain.findMany({
    ...(chain === undefined ? {} : { where: { key: chain } }),
    orderBy: { key: 'asc' },
    select: { key: true, seq: true, headHash: true, headMac: true },
  })
}

/** The keys of chains that have a head or entries: either can have lost the other. */
export async function findChainKeys(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<
    { chain: string }[]
  >`select chain from audit_entry union select key from audit_chain order by 1`
  return rows.map((row) => row.chain)
}

/** The end of a chain: its stored head, and the number of the last record, as they are at one moment. */
export async function findChainEnd(
  tx: Tx,
  chain: string,
): Promise<{ readonly head: ChainHead | null; readonly last: bigint }> {
  const [row] = await tx.$queryRaw<{ head: boolean; last: bigint }[] & ChainHead[]>`
    select k.key, c.key is not null as head, coalesce(c.seq, 0) as seq, c.head_hash as "headHash", c.head_mac as "headMac",
           coalesce((select max(e.seq) from audit_entry e where e.chain = k.key), 0) as last
      from (select ${chain}::text as key) k left join audit_chain c on c.key = k.key`
  if (row === undefined) throw new Error('a query without a condition gave no row')
  const { head, last, ...stored } = row
  return { head: head ? stored : null, last }
}

/** Entries of one chain after a number, in their order. */
export async function findChainAfter(
  tx: Tx,
  keyring: Keyring,
  page: {
    readonly chain: string
    readonly after: bigint
    readonly upTo?: bigint | undefined
    readonly limit: number
    readonly filter?: EntryFilter
  },
): Promise<StoredEntry[]> {
  const { chain, after, upTo, limit, filter = {} } = page
  const rows = await tx.auditEntry.findMany({
    where: {
      AND: [whereOf(filter), { chain, seq: { gt: after, ...(upTo === undefined ? {} : { lte: upTo }) } }],
    },
    orderBy: { seq: 'asc' },
    take: limit,
    ...READ,
  })
  return readEntries(keyring, rows)
}

type Row = Awaited<ReturnType<typeof findRows>>[number]
const findRows = async (tx: Tx) => await tx.auditEntry.findMany(READ)

function readEntries(keyring: Keyring, rows: readonly Row[]): StoredEntry[] {
  const open = partOpener(keyring)
  return rows.map(({ parts, payload, salt, ...row }) => {
    const part = (name: PartName): PayloadPart =>
      payload === null
        ? open(
            { owner: row, chain: row.chain, seq: row.seq, part: name },
            parts.find((one) => one.part === name),
          )
        : 'unreadable' // an entry of version 2 has none here: somebody put it there
    return {
      ...row,
      payload:
        row.version === 1
          ? wholePayload(payload, salt)
          : { form: 'parts', actor: part('actor'), about: part('about') },
    }
  })
}

function wholePayload(payload: unknown, salt: Uint8Array | null): EntryPayload {
  if (payload === null) return { form: 'whole', whole: 'erased' }
  return { form: 'whole', whole: salt === null ? 'unreadable' : { salt, value: jsonFromColumn(payload) } }
}

/** Copies into a buffer of its own, which is what the driver wants. */
const bytes = (from: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(from)

/** Whose chains there are, as far as the scope sees them. */
export const findChainOwners = async (tx: Tx): Promise<Owner[]> =>
  await tx.auditChain.findMany({ orderBy: { key: 'asc' }, select: { platformId: true, tenantId: true } })
