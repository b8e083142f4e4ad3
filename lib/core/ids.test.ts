import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUuid, tenantId } from './ids.ts'

test('only lower-case UUIDs are ids, and the nil one is none', () => {
  assert.ok(isUuid('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'))
  for (const bad of [
    '',
    '0199F0A2-5C1E-7B3A-9D52-0C5A3F6B1E77',
    '00000000-0000-0000-0000-000000000000',
    "0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'",
    '0199f0a25c1e7b3a9d520c5a3f6b1e77',
  ]) {
    assert.ok(!isUuid(bad), bad)
    assert.throws(() => tenantId(bad), /is not a UUID/)
  }
})
