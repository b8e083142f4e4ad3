import assert from 'node:assert/strict'
import { test } from 'node:test'
import { certainSkew } from './clock-guard.ts'

for (const [what, [sent, received, database], expected] of [
  ['equal clocks', [1000, 1000, 1000], 0],
  ['ahead, answered at once', [5000, 5000, 1000], 4000],
  ['behind, answered at once', [1000, 1000, 4500], -3500],
  ['within the round trip nothing is certain', [1000, 3000, 1500], 0],
  ['beyond the round trip the rest is certain', [10_000, 12_000, 5000], 5000],
  ['behind, beyond the round trip', [1000, 2000, 9000], -7000],
] as const) {
  test(`skew: ${what}`, () => assert.equal(certainSkew(sent, received, database) + 0, expected))
}
