import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTarHeader, TAR_BLOCK, tarHeader, tarPadding } from './tar.ts'

const AT = new Date('2026-11-20T06:32:07Z')

test('a header reads back, and a damaged one is refused', () => {
  const header = tarHeader({ name: 'root/tables/rule.jsonl', size: 1234 }, AT)
  assert.equal(header.length, TAR_BLOCK)
  assert.deepEqual(readTarHeader(header), { name: 'root/tables/rule.jsonl', size: 1234 })
  assert.equal(readTarHeader(new Uint8Array(TAR_BLOCK)), null)
  header[0] = 0x78
  assert.throws(() => readTarHeader(header), /damaged/)
})

test('what the format cannot hold is refused', () => {
  assert.throws(() => tarHeader({ name: 'x'.repeat(101), size: 1 }, AT), RangeError)
  assert.throws(() => tarHeader({ name: 'a b\n', size: 1 }, AT), RangeError)
  assert.throws(() => tarHeader({ name: 'a', size: 8 ** 11 }, AT), RangeError)
})

test('padding fills the last block', () => {
  assert.deepEqual([0, 1, 511, 512, 513].map(tarPadding), [0, 511, 1, 0, 511])
})
