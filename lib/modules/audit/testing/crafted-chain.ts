import { randomBytes } from 'node:crypto'
import type { AuditCrypto } from '../chain-crypto.ts'
import { writeCursor } from '../domain/export-cursor.ts'
import { endLine, entryLine, headLine, titleLine, type SignedHead } from '../domain/export-lines.ts'
import {
  commitmentOf,
  entryHash,
  GENESIS,
  headStatement,
  recordStatement,
  type StoredEntry,
} from '../domain/record.ts'

/** A chain that is made without a database, as somebody who has a key can make one. */
export interface CraftedChain {
  readonly name: string
  readonly entries: readonly StoredEntry[]
}

/** The moment of the first record; one second lies between two. */
export const BEGUN = Date.parse('2026-09-21T12:00:00Z')

/** A sound chain; `signer` says with whose key each record is signed, and `at` its moment. */
export function craftChain(
  name: string,
  count: number,
  signer: (seq: number) => AuditCrypto,
  at: (seq: number) => number | Date = (seq) => BEGUN + seq * 1000,
): CraftedChain {
  let prevHash = GENESIS
  const entries: StoredEntry[] = []
  for (let seq = 1; seq <= count; seq += 1) {
    const crypto = signer(seq)
    const actor = { salt: randomBytes(16), value: { name: 'Ada', ip: '192.0.2.7' } }
    const moment = at(seq)
    const about = { salt: randomBytes(16), value: { name: `thing ${seq}`, details: {} } }
    const record = {
      version: 2,
      chain: name,
      seq: BigInt(seq),
      at: typeof moment === 'number' ? new Date(moment) : moment,
      action: 'tenant.update',
      actorKind: 'member',
      actorId: 'ada',
      targetKind: 'tenant',
      targetId: String(seq),
      requestId: String(seq),
      commitment: commitmentOf(crypto, actor, about),
    }
    const hash = entryHash(crypto, prevHash, record)
    const signature = crypto.sign(recordStatement(name, record.seq, hash))
    const payload = { form: 'parts', actor, about } as const
    entries.push({ ...record, platformId: null, tenantId: null, prevHash, hash, signature, payload })
    prevHash = hash
  }
  return { name, entries }
}

/** The signed head of a chain, as exports and witnesses have it. */
export function craftHead({ name: chain, entries }: CraftedChain, crypto: AuditCrypto, at: Date): SignedHead {
  const seq = BigInt(entries.length)
  const hash = entries.at(-1)?.hash ?? GENESIS
  return { chain, seq, hash, at, signature: crypto.sign(headStatement(chain, seq, hash, at)) }
}

/** The lines of an export of these chains, each with its line feed. */
export function craftExport(
  chains: readonly CraftedChain[],
  made: { readonly scope: string; readonly chain?: string; readonly at: Date; readonly crypto: AuditCrypto },
): string[] {
  const { scope, chain = null, at, crypto } = made
  const title = { scope, chain, at, keyId: crypto.publicKey.id, isFiltered: false }
  const heads = chains.map((one) => craftHead(one, crypto, at))
  const body = chains.flatMap(({ entries }, index) => {
    const head = heads[index]
    return [...entries.map(entryLine), ...(head === undefined ? [] : [headLine(head)])]
  })
  const records = chains.reduce((sum, { entries }) => sum + entries.length, 0)
  const cursor = writeCursor(new Map(heads.map((head) => [head.chain, head.seq])), null)
  return [titleLine(title), ...body, endLine(crypto, title, { records, heads, cursor, isCut: false })]
}
