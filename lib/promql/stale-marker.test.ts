import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isStaleAt, isStaleMarker, wordsOf, writeStaleMarker } from './stale-marker.ts'

const bitsOf = (values: Float64Array, index: number): bigint =>
  new BigUint64Array(values.buffer, values.byteOffset)[index] ?? 0n

test('the marker has exactly the bits of Prometheus', () => {
  const values = Float64Array.of(1, 2, 3)
  writeStaleMarker(values, 1)
  assert.equal(bitsOf(values, 1), 0x7ff0000000000002n)
  assert.deepEqual(
    [isStaleMarker(values, 0), isStaleMarker(values, 1), isStaleMarker(values, 2)],
    [false, true, false],
  )
})

test('other NaNs are values', () => {
  const values = new Float64Array(4)
  const bits = new BigUint64Array(values.buffer)
  bits.set([0x7ff8000000000001n, 0x7ff8000000000000n, 0xfff8000000000000n, 0x7ff0000000000001n])
  for (let index = 0; index < values.length; index += 1)
    assert.ok(!isStaleMarker(values, index), String(index))
})

test('a marker that a computation has made quiet is still one', () => {
  const values = new Float64Array(1)
  new BigUint64Array(values.buffer)[0] = 0x7ff8000000000002n
  assert.ok(isStaleMarker(values, 0))
})

test('markers survive copies of bytes and are found in views', () => {
  const values = new Float64Array(6)
  writeStaleMarker(values, 4)
  const view = values.subarray(2)
  assert.ok(isStaleMarker(view, 2))
  assert.ok(isStaleAt(wordsOf(view), 2))
  assert.ok(isStaleMarker(values.slice(), 4))
  const copy = new Float64Array(8)
  copy.set(view, 1)
  assert.ok(isStaleMarker(copy, 3))
  copy.copyWithin(5, 3, 4)
  assert.ok(isStaleMarker(copy, 5))
})

test('there is no marker beyond the end', () => {
  assert.ok(!isStaleMarker(new Float64Array(2), 5))
})
