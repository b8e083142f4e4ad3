import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { chainCrypto } from '../chain-crypto.ts'
import {
  commitmentOf,
  commitmentTo,
  entryHash,
  GENESIS,
  headMac,
  recordStatement,
  type ChainCrypto,
  type ChainHead,
  type EntryPayload,
  type StoredEntry,
} from './record.ts'
import { ERASE_ACTION, ERASE_TARGET, verifyChain, type AnchoredHead } from './verify-chain.ts'

const crypto = chainCrypto({ present: 'a secret outside the database' })
const CHAIN = 'tenant:t'

type Links = Pick<StoredEntry, 'hash' | 'signature'>
const link = (
  by: ChainCrypto,
  prevHash: Uint8Array,
  record: Omit<StoredEntry, 'hash' | 'signature'>,
): Links => {
  const hash = entryHash(by, prevHash, record)
  return { hash, signature: record.version === 1 ? null : by.sign(recordStatement(CHAIN, record.seq, hash)) }
}

/** A chain that begins in the first form and goes on in the second, as one that was upgraded. */
function chainOf(length: number, firstOfTwo = 3, erased = 0): { entries: StoredEntry[]; head: ChainHead } {
  const entries: StoredEntry[] = []
  let prevHash = GENESIS
  for (let n = 1; n <= length; n += 1) {
    const salt = new Uint8Array(16).fill(n % 256)
    const actor = { salt, value: { name: `member ${n}`, ip: null } }
    const about = { salt, value: { name: `thing ${n}`, details: { n } } }
    const whole = { salt, value: { actorName: `member ${n}`, details: { n } } }
    const isOld = n < firstOfTwo
    const payload: EntryPayload = isOld ? { form: 'whole', whole } : { form: 'parts', actor, about }
    const record = {
      version: isOld ? 1 : 2,
      chain: CHAIN,
      seq: BigInt(n),
      at: new Date(1_800_000_000_000 + n * 1000),
      ...(n === length && erased > 0
        ? { action: ERASE_ACTION, targetKind: ERASE_TARGET, targetId: String(erased) }
        : { action: 'thing.change', targetKind: 'thing', targetId: `t${n}` }),
      actorKind: 'member',
      actorId: `m${n}`,
      requestId: `r${n}`,
      commitment: isOld ? commitmentTo(crypto, whole) : commitmentOf(crypto, actor, about),
      platformId: null,
      tenantId: null,
      payload,
      prevHash,
    }
    const links = link(crypto, prevHash, record)
    entries.push({ ...record, ...links })
    prevHash = links.hash
  }
  const seq = BigInt(length)
  return {
    entries,
    head: { key: CHAIN, seq, headHash: prevHash, headMac: headMac(crypto, CHAIN, seq, prevHash) },
  }
}

const check = (
  entries: readonly StoredEntry[],
  head: ChainHead | null,
  anchors: readonly AnchoredHead[] = [],
) => verifyChain(crypto, { chain: CHAIN, entries, head, anchors })
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

const emptied = (payload: EntryPayload): EntryPayload =>
  payload.form === 'whole'
    ? { form: 'whole', whole: 'erased' }
    : { form: 'parts', actor: 'erased', about: payload.about }

test('an erased payload leaves the chain whole, and is counted', () => {
  const { entries, head } = chainOf(5, 3, 1)
  for (const index of [0, 3]) {
    const entry = at(entries, index)
    const verdict = check(entries.with(index, { ...entry, payload: emptied(entry.payload) }), head)
    assert.ok(verdict.ok)
    assert.equal(verdict.erased, 1)
  }
})

test('what was taken away without a record of it is found', () => {
  const { entries, head } = chainOf(5, 3, 1)
  const [one, two] = [at(entries, 1), at(entries, 3)]
  const emptier = entries
    .with(1, { ...one, payload: emptied(one.payload) })
    .with(3, { ...two, payload: emptied(two.payload) })
  const verdict = check(emptier, head)
  assert.ok(!verdict.ok)
  assert.deepEqual([verdict.fault, verdict.seq], ['altered', '2'])
})

test('a payload that does not open is not taken for an erased one', () => {
  const { entries, head } = chainOf(5)
  const payload: EntryPayload = { form: 'parts', actor: 'unreadable', about: 'erased' }
  const verdict = check(entries.with(3, { ...at(entries, 3), payload }), head)
  assert.ok(!verdict.ok)
  assert.deepEqual([verdict.fault, verdict.seq], ['altered', '4'])
})

test('what was made under the secret before is recognised while that secret is given', () => {
  const { entries, head } = chainOf(5)
  const rotated = chainCrypto({ present: 'the next secret', second: 'a secret outside the database' })
  assert.ok(verifyChain(rotated, { chain: CHAIN, entries, head }).ok)
  const without = verifyChain(chainCrypto({ present: 'the next secret' }), { chain: CHAIN, entries, head })
  assert.equal(without.ok, false)
})

const otherDetails = (payload: EntryPayload): EntryPayload => {
  const other = { salt: new Uint8Array(16), value: { name: 'x', details: {} } }
  return payload.form === 'whole' ? { form: 'whole', whole: other } : { ...payload, about: other }
}

const EDITS: readonly [string, (entries: StoredEntry[], i: number) => StoredEntry[], string, number][] = [
  ['another action', (e, i) => e.with(i, { ...at(e, i), action: 'nothing.happened' }), 'altered', 0],
  ['another actor', (e, i) => e.with(i, { ...at(e, i), actorId: 'somebody-else' }), 'altered', 0],
  ['another time', (e, i) => e.with(i, { ...at(e, i), at: new Date(1) }), 'altered', 0],
  [
    'other details',
    (e, i) => e.with(i, { ...at(e, i), payload: otherDetails(at(e, i).payload) }),
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

/** The chain from record `first` on, written anew by somebody. */
function rewritten(by: ChainCrypto, { entries, head }: ReturnType<typeof chainOf>, first: number) {
  const kept = entries.slice(0, first - 1)
  let prevHash = kept.at(-1)?.hash ?? GENESIS
  const forged = entries.slice(first - 1).map((entry) => {
    const record = { ...entry, action: 'thing.untouched', prevHash }
    const links = link(by, prevHash, record)
    prevHash = links.hash
    return { ...record, ...links }
  })
  const mac = headMac(by, CHAIN, head.seq, prevHash)
  return { entries: [...kept, ...forged], head: { ...head, headHash: prevHash, headMac: mac } }
}

test('a chain rewritten without our key is found at the first record that was written anew', () => {
  const forger = chainCrypto({ present: 'a secret of somebody else' })
  for (const [first, fault] of [
    [1, 'altered'], // of the first form, which needs the key
    [4, 'rewritten'],
    [8, 'rewritten'],
  ] as const) {
    const forged = rewritten(forger, chainOf(9), first)
    const verdict = check(forged.entries, forged.head)
    assert.ok(!verdict.ok)
    assert.deepEqual([verdict.fault, verdict.seq], [fault, String(first)])
  }
})

test('a chain rewritten with our key is found by what a witness keeps, between two anchors', () => {
  const before = chainOf(9)
  const anchors = [3, 6, 8].map((n) => ({ seq: BigInt(n), hash: at(before.entries, n - 1).hash }))
  assert.equal(check(before.entries, before.head, anchors).ok, true)
  const forged = rewritten(crypto, before, 5)
  assert.ok(check(forged.entries, forged.head).ok, 'nobody sees it without a witness')
  const verdict = check(forged.entries, forged.head, anchors)
  assert.ok(!verdict.ok)
  assert.deepEqual([verdict.fault, verdict.seq], ['rewritten', '4'])
  const short = chainOf(5)
  const cut = check(short.entries, short.head, anchors)
  assert.ok(!cut.ok)
  assert.deepEqual([cut.fault, cut.seq], ['tail_cut', '6'])
})

test('many small steps back are one long one, and clocks that differ by less than it are none', () => {
  const build = (atOf: (n: number) => number) => {
    let prevHash = GENESIS
    const moved = chainOf(8, 1).entries.map((entry, n, entries) => {
      const record = { ...entry, prevHash, at: new Date(at(entries, 0).at.getTime() + atOf(n)) }
      const linked = { ...record, ...link(crypto, prevHash, record) }
      prevHash = linked.hash
      return linked
    })
    const mac = headMac(crypto, CHAIN, 8n, prevHash)
    return check(moved, { key: CHAIN, seq: 8n, headHash: prevHash, headMac: mac })
  }
  assert.ok(build((n) => (n % 2) * 4000 + n).ok)
  const crept = build((n) => -2000 * n)
  assert.deepEqual(crept.ok || [crept.fault, crept.seq], ['clock_backwards', '4'])
})

test('a record dated long before its predecessor is named, small differences of clocks are not', () => {
  const build = (backMs: number) => {
    const { entries } = chainOf(1, 1)
    const first = at(entries, 0)
    const record = { ...first, seq: 2n, at: new Date(first.at.getTime() - backMs), prevHash: first.hash }
    const second = { ...record, ...link(crypto, first.hash, record) }
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

test('a key that was replaced signs no new record and seals no head', () => {
  const [old, next] = ['the old secret', 'the next one']
  const now = chainCrypto({ present: next, replaced: [old] })
  const by = { old: chainCrypto({ present: old }), next: chainCrypto({ present: next }) }
  const signed = (signer: (seq: number) => ChainCrypto, spaceMs = 1000): StoredEntry[] => {
    let prevHash = GENESIS
    return chainOf(8, 1).entries.map((entry) => {
      const seq = Number(entry.seq)
      const record = { ...entry, prevHash, at: new Date(entry.at.getTime() + seq * spaceMs) }
      const links = link(signer(seq), prevHash, record)
      prevHash = links.hash
      return { ...record, ...links }
    })
  }
  const verdictOf = (entries: StoredEntry[], sealer: ChainCrypto): ReturnType<typeof verifyChain> => {
    const { seq, hash } = at(entries, entries.length - 1)
    const head = { key: CHAIN, seq, headHash: hash, headMac: headMac(sealer, CHAIN, seq, hash) }
    return verifyChain(now, { chain: CHAIN, entries, head })
  }
  const named = (entries: StoredEntry[], sealer: ChainCrypto): string => {
    const verdict = verdictOf(entries, sealer)
    return verdict.ok ? 'ok' : `${verdict.fault} ${verdict.seq}`
  }
  const rotated = signed((seq) => (seq < 5 ? by.old : by.next))
  assert.equal(named(rotated, by.next), 'ok')
  assert.equal(named(rotated, by.old), 'head_forged 8')
  assert.equal(
    named(
      signed(() => by.old),
      by.old,
    ),
    'head_forged 8',
  )
  assert.equal(
    named(
      signed((seq) => (seq < 3 || seq > 4 ? by.old : by.next)),
      by.next,
    ),
    'rewritten 5',
  )
  const rolling = (seq: number): ChainCrypto => (seq < 3 || seq === 5 ? by.old : by.next)
  assert.equal(named(signed(rolling), by.next), 'ok')
  assert.equal(named(signed(rolling, 3_600_000), by.next), 'rewritten 5')
})
