import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numberKey } from './number-key.ts'

for (const [label, key] of [
  ['Pages, last 24 h', 'pages-last-24-h'],
  ['Availability, 30 days', 'availability-30-days'],
  ['Réponse p95 (ms)', 'réponse-p95-ms'],
  ['--', ''],
] as const) {
  test(`the number "${label}" is "${key}" in an address`, () => assert.equal(numberKey(label), key))
}
