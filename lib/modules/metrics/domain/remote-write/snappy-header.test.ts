import assert from 'node:assert/strict'
import { test } from 'node:test'
import { varint } from '../../testing/proto.ts'
import { MalformedRequest, RequestTooLarge } from './malformed.ts'
import { checkSnappyHeader } from './snappy-header.ts'

function block(claimed: number, rest: number) {
  const header = varint(claimed)
  const bytes = new Uint8Array(header.length + rest)
  bytes.set(header)
  return bytes
}

test('gives the length that the header claims', () => {
  assert.equal(checkSnappyHeader(block(0, 0)), 0)
  assert.equal(checkSnappyHeader(block(300, 100)), 300)
})

test('refuses what is above the limit', () => {
  const mebibyte = 1024 * 1024
  for (const claimed of [32 * mebibyte + 1, 2 * 1024 * mebibyte, 4 * 1024 * mebibyte - 1]) {
    assert.throws(() => checkSnappyHeader(block(claimed, 5 * mebibyte)), RequestTooLarge)
  }
  assert.equal(checkSnappyHeader(block(32 * mebibyte, 2 * mebibyte)), 32 * mebibyte)
})

test('refuses a header that claims more than the body can hold', () => {
  assert.throws(() => checkSnappyHeader(block(1024, 3)), MalformedRequest)
})

test('refuses a header that is none', () => {
  assert.throws(() => checkSnappyHeader(new Uint8Array(0)), MalformedRequest)
  assert.throws(() => checkSnappyHeader(Uint8Array.of(0x80, 0x80)), MalformedRequest)
  assert.throws(() => checkSnappyHeader(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0x01)), MalformedRequest)
})
