import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  dataKeyIdOf,
  newDataKey,
  openText,
  operatorOwner,
  SealError,
  sealText,
  unwrapDataKey,
  wrapDataKey,
  type SealedPlace,
} from './seal.ts'

const [A, B, C] = [
  '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77',
  '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e78',
  '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e79',
] as const
const place: SealedPlace = {
  owner: { platformId: A, tenantId: B },
  table: 'channel',
  column: 'secret',
  rowId: C,
}
const key = { id: C, key: newDataKey() }

test('what is sealed opens at its place, whatever it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) =>
      assert.equal(openText(key.key, place, sealText(key, place, text)), text),
    ),
  )
})

test('the same text is never sealed to the same bytes, and does not stand in them', () => {
  const [one, two] = [sealText(key, place, 'whsec_planted'), sealText(key, place, 'whsec_planted')]
  assert.notDeepEqual(one, two)
  assert.ok(!Buffer.from(one).includes('whsec_planted'))
})

test('moved to another tenant, platform, table, column or row it stays shut', () => {
  const sealed = sealText(key, place, 'secret')
  const elsewhere: SealedPlace[] = [
    { ...place, owner: { platformId: A, tenantId: C } },
    { ...place, owner: { platformId: A, tenantId: null } },
    { ...place, owner: operatorOwner },
    { ...place, table: 'member' },
    { ...place, column: 'target' },
    { ...place, rowId: A },
  ]
  for (const other of elsewhere)
    assert.throws(() => openText(key.key, other, sealed), SealError, JSON.stringify(other))
  assert.throws(() => openText(newDataKey(), place, sealed), SealError)
})

test('a change of any byte is noticed', () => {
  const sealed = sealText(key, place, 'secret')
  fc.assert(
    fc.property(
      fc.integer({ min: 17, max: sealed.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      (at, change) => {
        const changed = new Uint8Array(sealed)
        changed[at] = (changed[at] ?? 0) ^ change
        assert.throws(() => openText(key.key, place, changed), SealError)
      },
    ),
  )
  assert.throws(() => openText(key.key, place, sealed.subarray(0, 30)), SealError)
})

test('the id of the data key stands in the sealed bytes', () => {
  assert.equal(dataKeyIdOf(sealText(key, place, 'secret')), C)
  for (const foreign of [new Uint8Array(), Uint8Array.of(1), new Uint8Array(40)]) {
    assert.throws(() => dataKeyIdOf(foreign), SealError)
  }
})

test('a data key unwraps for its own id, owner and wrapping key only', () => {
  const wrapping = newDataKey()
  const wrapped = wrapDataKey(wrapping, place.owner, A, key.key)
  assert.deepEqual(Buffer.from(unwrapDataKey(wrapping, place.owner, A, wrapped)), Buffer.from(key.key))
  assert.throws(() => unwrapDataKey(wrapping, place.owner, B, wrapped), SealError)
  assert.throws(() => unwrapDataKey(wrapping, operatorOwner, A, wrapped), SealError)
  assert.throws(() => unwrapDataKey(newDataKey(), place.owner, A, wrapped), SealError)
})
