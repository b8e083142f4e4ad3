import type pg from 'pg'
import { auditCrypto } from '../audit-crypto.ts'
import { chainCrypto } from '../chain-crypto.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { entryHash, GENESIS, headMac, recordStatement, type ChainedRecord } from '../domain/record.ts'

/** A change that a superuser makes to a stored chain of `length` records, and what has to be said about it. */
export interface Edit {
  readonly what: string
  /** The first bad record. */
  readonly seq: number
  readonly faults: readonly string[]
  readonly make: (admin: pg.Client) => Promise<void>
  /** True where everything was made with the real key: only who keeps an older head can tell. */
  readonly needsWitness?: boolean
}

/** Numbers that look random and are the same in every run (mulberry32). */
export function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const TEXTS = ['action', 'actor_kind', 'actor_id', 'target_kind', 'target_id', 'request_id'] as const
const BYTES = ['hash', 'prev_hash', 'commitment', 'signature'] as const

/** One of the ways to tamper with a chain, chosen by `pick`. */
export function randomEdit(chain: string, length: number, pick: (below: number) => number): Edit {
  const k = 2 + pick(length - 3)
  const kinds = [text, text, bytes, moment, details, foreignDetails, removedDetails, deleted, renumbered]
  const more = [swapped, inserted, appended, cut, setBack, rewritten, rewrittenInside, datedBack]
  const all = [...kinds, ...more]
  const make = all[pick(all.length)] ?? text
  return make({ chain, length, k, pick })
}

interface Place {
  readonly chain: string
  readonly length: number
  readonly k: number
  readonly pick: (below: number) => number
}

const run =
  (sql: string, values: unknown[]): Edit['make'] =>
  async (admin) => {
    const { rowCount } = await admin.query(sql, values)
    if (rowCount === 0) throw new Error(`nothing was changed by ${sql}`)
  }

function text({ chain, k, pick }: Place): Edit {
  const column = TEXTS[pick(TEXTS.length)] ?? 'action'
  const make = run(`update audit_entry set ${column} = ${column} || 'x' where chain = $1 and seq = $2`, [
    chain,
    k,
  ])
  return { what: `another ${column}`, seq: k, faults: ['altered'], make }
}

function bytes({ chain, k, pick }: Place): Edit {
  const column = BYTES[pick(BYTES.length)] ?? 'hash'
  const at = pick(32)
  const sql = `update audit_entry set ${column} = set_byte(${column}, ${at}, get_byte(${column}, ${at}) # 1) where chain = $1 and seq = $2`
  return { what: `one bit of ${column}`, seq: k, faults: ['altered'], make: run(sql, [chain, k]) }
}

function moment({ chain, k, pick }: Place): Edit {
  const sql = `update audit_entry set at = at - interval '${1 + pick(9)} milliseconds' where chain = $1 and seq = $2`
  return { what: 'another time', seq: k, faults: ['altered'], make: run(sql, [chain, k]) }
}

function details({ chain, k, pick }: Place): Edit {
  const part = pick(2) === 0 ? 'actor' : 'about'
  const sql = `update audit_payload set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) where chain = $1 and seq = $2 and part = $3`
  return { what: `one bit of ${part}`, seq: k, faults: ['altered'], make: run(sql, [chain, k, part]) }
}

function foreignDetails({ chain, k }: Place): Edit {
  const sql = `update audit_payload set sealed = (select sealed from audit_payload where chain = $1 and seq = $2 + 1 and part = 'about')
    where chain = $1 and seq = $2 and part = 'about'`
  return { what: 'the details of another record', seq: k, faults: ['altered'], make: run(sql, [chain, k]) }
}

function removedDetails({ chain, k, pick }: Place): Edit {
  const sql = pick(2) === 0 ? 'delete from audit_payload' : 'update audit_payload set sealed = null'
  const make = run(`${sql} where chain = $1 and seq = $2`, [chain, k])
  return { what: 'details taken away in silence', seq: k, faults: ['altered'], make }
}

function deleted({ chain, k }: Place): Edit {
  const make = run('delete from audit_entry where chain = $1 and seq = $2', [chain, k])
  return { what: 'a record deleted', seq: k, faults: ['deleted'], make }
}

function renumbered({ chain, k }: Place): Edit {
  const make = async (admin: pg.Client): Promise<void> => {
    await admin.query('delete from audit_entry where chain = $1 and seq = $2', [chain, k])
    await admin.query('delete from audit_payload where chain = $1 and seq = $2', [chain, k])
    await shift(admin, chain, k, -1)
  }
  return { what: 'a record deleted and the gap closed', seq: k, faults: ['deleted', 'reordered'], make }
}

/** Renumbers everything from `k` on; in two steps, so that no number stands twice on the way. */
async function shift(admin: pg.Client, chain: string, k: number, by: number): Promise<void> {
  for (const table of ['audit_entry', 'audit_payload']) {
    await admin.query(`update ${table} set seq = seq + 1000000 where chain = $1 and seq >= $2`, [chain, k])
    await admin.query(`update ${table} set seq = seq - 1000000 + $2 where chain = $1 and seq > 1000000`, [
      chain,
      by,
    ])
  }
}

function swapped({ chain, k, length, pick }: Place): Edit {
  const other = k + 1 + pick(length - k)
  const make = async (admin: pg.Client): Promise<void> => {
    for (const table of ['audit_entry', 'audit_payload'])
      for (const [from, to] of [
        [k, 2_000_000],
        [other, k],
        [2_000_000, other],
      ])
        await admin.query(`update ${table} set seq = $3 where chain = $1 and seq = $2`, [chain, from, to])
  }
  return { what: 'two records swapped', seq: k, faults: ['reordered'], make }
}

/** A record of the forger's making behind `seq`, linked as well as one can without the key. */
async function forge(admin: pg.Client, chain: string, seq: number): Promise<void> {
  await admin.query(
    `insert into audit_entry select (json_populate_record(e, json_build_object('seq', $2::bigint + 1, 'action', 'forged.act', 'prev_hash', e.hash))).*
     from audit_entry e where chain = $1 and seq = $2`,
    [chain, seq],
  )
  await admin.query(
    `insert into audit_payload select (json_populate_record(p, json_build_object('seq', $2::bigint + 1))).* from audit_payload p where chain = $1 and seq = $2`,
    [chain, seq],
  )
}

function inserted({ chain, k }: Place): Edit {
  const make = async (admin: pg.Client): Promise<void> => {
    await shift(admin, chain, k, 1)
    await forge(admin, chain, k - 1)
    await rehash(admin, { chain, from: k, to: k })
  }
  return { what: 'a record put in between', seq: k, faults: ['inserted'], make }
}

function appended({ chain, length }: Place): Edit {
  const make = async (admin: pg.Client): Promise<void> => {
    await forge(admin, chain, length)
    await rehash(admin, { chain, from: length + 1, to: length + 1 })
    await admin.query(
      `update audit_chain set seq = $2, head_hash = (select hash from audit_entry where chain = $1 and seq = $2) where key = $1`,
      [chain, length + 1],
    )
  }
  const faults = ['inserted', 'altered', 'rewritten']
  return { what: 'a record put behind the last', seq: length + 1, faults, make }
}

function cut({ chain, k }: Place): Edit {
  const make = run('delete from audit_entry where chain = $1 and seq > $2', [chain, k])
  return { what: 'the tail cut', seq: k + 1, faults: ['tail_cut'], make }
}

function setBack({ chain, k }: Place): Edit {
  const make = async (admin: pg.Client): Promise<void> => {
    await admin.query('delete from audit_entry where chain = $1 and seq > $2', [chain, k])
    await admin.query(
      `update audit_chain set seq = $2, head_hash = (select hash from audit_entry where chain = $1 and seq = $2) where key = $1`,
      [chain, k],
    )
  }
  return { what: 'the tail cut and the head set back', seq: k, faults: ['head_forged'], make }
}

function rewritten({ chain, k, length }: Place): Edit {
  const make = async (admin: pg.Client): Promise<void> => {
    await admin.query(`update audit_entry set action = 'harmless.act' where chain = $1 and seq = $2`, [
      chain,
      k,
    ])
    await rehash(admin, { chain, from: k, to: length })
    await admin.query(
      `update audit_chain set head_hash = (select hash from audit_entry where chain = $1 and seq = $2) where key = $1`,
      [chain, length],
    )
  }
  return { what: 'the chain written anew without the key', seq: k, faults: ['rewritten'], make }
}

/** Writes the chain anew from `k` on as somebody inside can, who has the secret: records, signatures and the head. */
async function rewriteInside(admin: pg.Client, { chain, k, length }: Place): Promise<void> {
  const last = await rehash(admin, { chain, from: k, to: length, secret: TEST_SECRET })
  const mac = headMac(chainCrypto({ present: TEST_SECRET }), chain, BigInt(length), last)
  await admin.query('update audit_chain set head_hash = $2, head_mac = $3 where key = $1', [chain, last, mac])
}

function rewrittenInside(place: Place): Edit {
  const { chain, k } = place
  const make = async (admin: pg.Client): Promise<void> => {
    await admin.query(`update audit_entry set action = 'harmless.act' where chain = $1 and seq = $2`, [
      chain,
      k,
    ])
    await rewriteInside(admin, place)
  }
  // The witness keeps one head, the last: between the first record and that one it was written anew.
  return {
    what: 'the chain written anew with the key',
    seq: 1,
    faults: ['rewritten'],
    make,
    needsWitness: true,
  }
}

function datedBack(place: Place): Edit {
  const { chain, k, pick } = place
  const make = async (admin: pg.Client): Promise<void> => {
    const sql = `update audit_entry set at = at - interval '${1 + pick(48)} hours' where chain = $1 and seq = $2`
    await run(sql, [chain, k])(admin)
    await rewriteInside(admin, place)
  }
  return { what: 'a record dated back with the key', seq: k, faults: ['clock_backwards'], make }
}

/** A stretch of a chain that is written anew; with `secret`, which only an insider has, it is signed too. */
export interface Stretch {
  readonly chain: string
  readonly from: number
  readonly to: number
  readonly secret?: string
}

interface HashedRow {
  readonly version: number
  readonly seq: string
  readonly at: Date
  readonly action: string
  readonly actorKind: string
  readonly actorId: string
  readonly targetKind: string
  readonly targetId: string
  readonly requestId: string
  readonly commitment: Buffer
  readonly hash: Buffer
}

/** Writes the hashes of a stretch anew; gives the last one. */
export async function rehash(admin: pg.Client, { chain, from, to, secret }: Stretch): Promise<Uint8Array> {
  const crypto = secret === undefined ? auditCrypto() : chainCrypto({ present: secret })
  const { rows } = await admin.query<HashedRow>(
    `select version, seq::text, at, action, actor_kind as "actorKind", actor_id as "actorId", target_kind as "targetKind",
       target_id as "targetId", request_id as "requestId", commitment, hash
     from audit_entry e where chain = $1 and seq between $2::bigint - 1 and $3 order by e.seq`,
    [chain, from, to],
  )
  const [before, ...rest] = rows
  let prev: Uint8Array = before?.hash ?? GENESIS
  for (const row of rest) {
    const record: ChainedRecord = { ...row, chain, seq: BigInt(row.seq) }
    const hash = entryHash(crypto, prev, record)
    const signature = secret === undefined ? null : crypto.sign(recordStatement(chain, record.seq, hash))
    await admin.query(
      `update audit_entry set prev_hash = $3, hash = $4, signature = coalesce($5, signature) where chain = $1 and seq = $2`,
      [chain, row.seq, prev, hash, signature],
    )
    prev = hash
  }
  return prev
}

/** Does something to the tables of the chains as a superuser with the triggers off, looks, and undoes it. */
export async function whileTampered<T>(
  admin: pg.Client,
  make: (admin: pg.Client) => Promise<void>,
  look: () => Promise<T>,
): Promise<T> {
  await admin.query(`set session_replication_role = replica`)
  const tables = ['audit_chain', 'audit_subject', 'audit_entry', 'audit_payload']
  for (const table of tables) await admin.query(`create temporary table kept_${table} as table ${table}`)
  try {
    await make(admin)
    return await look()
  } finally {
    for (const table of tables) {
      await admin.query(`delete from ${table}`)
      await admin.query(`insert into ${table} table kept_${table}`)
      await admin.query(`drop table kept_${table}`)
    }
    await admin.query(`set session_replication_role = default`)
  }
}
