import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  commitmentOf,
  entryHash,
  GENESIS,
  headMac,
  type ChainCrypto,
  type ChainHead,
  type StoredEntry,
} from './record.ts'
import { verifyChain } from './verify-chain.ts'

const crypto: ChainCrypto = {
  mac: (bytes) => createHmac('sha256', 'key outside the database').update(bytes).digest(),
  commit: (salt, payload) => createHash('sha256').update(salt).update(payload).digest(),
}
const CHAIN = 'tenant:t'

function chainOf(length: number): { entries: StoredEntry[]; head: ChainHead } {
  const entries: StoredEntry[] = []
  let prevHash = GENESIS
  for (let n = 1; n <= length; n += 1) {
    const salt = new Uint8Array(16).fill(n % 256)
    const payload = { actorName: `member ${n}`, details: { n } }
    const record = {
      chain: CHAIN,
      seq: BigInt(n),
      at: new Date(1_800_000_000_000 + n * 1000),
      action: 'thing.change',
      actorKind: 'member',
      actorId: `m${n}`,
      targetKind: 'thing',
      targetId: `t${n}`,
      requestId: `r${n}`,
      commitment: commitmentOf(crypto, salt, payload),
    }
    const hash = entryHash(crypto, prevHash, record)
    entries.push({ ...record, platformId: null, tenantId: null, payload, salt, prevHash, hash })
    prevHash = hash
  }
  const seq = BigInt(length)
  return {
    entries,
    head: { key: CHAIN, seq, headHash: prevHash, headMac: headMac(crypto, CHAIN, seq, prevHash) },
  }
}

const check = (entries: readonly StoredEntry[], head: ChainHead | null) =>
  verifyChain(crypto, CHAIN, entries, head)
const at = (entries: readonly StoredEntry[], index: number): StoredEntry => {
  const entry = entries[index]
  assert.ok(entry)
  return entry
}

test('an untouched chain holds, also an empty one', () => {
  for (const length of [0, 1, 2, 50]) {
    const { entries, head } = chainOf(length)
    const verdict = check(entries, head)
    assert.ok(verdict.ok)
    assert.equal(verdict.entries, length)
  }
})

test('an erased payload leaves the chain whole, and is counted', () => {
  const { entries, head } = chainOf(5)
  const verdict = check(
    entries.map((entry, i) => (i === 2 ? { ...entry, payload: null, salt: null } : entry)),
    head,
  )
  assert.ok(verdict.ok)
  assert.equal(verdict.erased, 1)
})

const EDITS: readonly [string, (entries: StoredEntry[], i: number) => StoredEntry[], string, number][] = [
  ['another action', (e, i) => e.with(i, { ...at(e, i), action: 'nothing.happened' }), 'altered', 0],
  ['another actor', (e, i) => e.with(i, { ...at(e, i), actorId: 'somebody-else' }), 'altered', 0],
  ['another time', (e, i) => e.with(i, { ...at(e, i), at: new Date(1) }), 'altered', 0],
  [
    'other details',
    (e, i) => e.with(i, { ...at(e, i), payload: { actorName: 'x', details: {} } }),
    'altered',
    0,
  ],
  ['another target', (e, i) => e.with(i, { ...at(e, i), targetId: 'x' }), 'altered', 0],
  [
    "a hash of one's own",
    (e, i) => e.with(i, { ...at(e, i), action: 'x', hash: new Uint8Array(32) }),
    'altered',
    0,
  ],
  ['one record less', (e, i) => e.toSpliced(i, 1), 'deleted', 0],
  ['the same record twice', (e, i) => e.toSpliced(i, 0, at(e, i)), 'inserted', 0],
]
for (const [what, edit, fault, offset] of EDITS) {
  test(`finds ${what}, wherever it is, and names the record`, () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(), (length, pick) => {
        const { entries, head } = chainOf(length)
        const index = pick % (length - 1)
        const verdict = check(edit([...entries], index), head)
        assert.ok(!verdict.ok)
        assert.equal(verdict.fault, fault)
        assert.equal(verdict.seq, String(index + 1 + offset))
      }),
      { numRuns: 60 },
    )
  })
}

test('finds two records that changed places', () => {
  const { entries, head } = chainOf(10)
  const third = at(entries, 2)
  const seventh = at(entries, 6)
  const swapped = entries.with(2, { ...seventh, seq: 3n }).with(6, { ...third, seq: 7n })
  const verdict = check(swapped, head)
  assert.ok(!verdict.ok)
  assert.equal(verdict.fault, 'reordered')
  assert.equal(verdict.seq, '3')
})

test('finds a cut tail, also when the head was set back by hand', () => {
  const { entries, head } = chainOf(10)
  const short = entries.slice(0, 7)
  const cut = check(short, head)
  assert.ok(!cut.ok)
  assert.deepEqual([cut.fault, cut.seq], ['tail_cut', '8'])
  const set = check(short, { ...head, seq: 7n, headHash: at(entries, 6).hash })
  assert.ok(!set.ok)
  assert.equal(set.fault, 'head_forged')
  const gone = check(entries, null)
  assert.ok(!gone.ok)
  assert.equal(gone.fault, 'head_forged')
})

test('a whole chain rewritten without the key is found at its first record', () => {
  const { entries, head } = chainOf(5)
  const forger: ChainCrypto = { ...crypto, mac: (bytes) => createHash('sha256').update(bytes).digest() }
  let prevHash = GENESIS
  const forged = entries.map((entry) => {
    const record = { ...entry, action: 'thing.untouched', prevHash }
    const hash = entryHash(forger, prevHash, record)
    prevHash = hash
    return { ...record, hash }
  })
  const verdict = check(forged, {
    ...head,
    headHash: prevHash,
    headMac: headMac(forger, CHAIN, 5n, prevHash),
  })
  assert.ok(!verdict.ok)
  assert.deepEqual([verdict.fault, verdict.seq], ['altered', '1'])
})

test('a record dated long before its predecessor is named, small differences of clocks are not', () => {
  const build = (backMs: number) => {
    const { entries } = chainOf(1)
    const first = at(entries, 0)
    const record = { ...first, seq: 2n, at: new Date(first.at.getTime() - backMs), prevHash: first.hash }
    const second = { ...record, hash: entryHash(crypto, first.hash, record) }
    const head = {
      key: CHAIN,
      seq: 2n,
      headHash: second.hash,
      headMac: headMac(crypto, CHAIN, 2n, second.hash),
    }
    return check([first, second], head)
  }
  assert.ok(build(2000).ok)
  const late = build(60_000)
  assert.ok(!late.ok)
  assert.deepEqual([late.fault, late.seq], ['clock_backwards', '2'])
})
