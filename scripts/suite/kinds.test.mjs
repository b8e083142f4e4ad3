import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROOT } from '../bootstrap/checkout.mjs'
import { filesOf, kindOf, KINDS } from './kinds.mjs'

for (const [name, kind] of [
  ['lib/core/money.test.ts', 'unit'],
  ['lint/house.test.mjs', 'unit'],
  ['components/charts/prepare.test.tsx', 'unit'],
  ['lib/infra/db/with-scope.integration.test.ts', 'integration'],
  ['e2e/first-light.e2e.test.ts', 'e2e'],
  ['e2e/prometheus.peers.test.ts', 'peers'],
  ['lib/promql/corpus.full.test.ts', 'full'],
  ['e2e/kill.chaos.test.ts', 'chaos'],
  ['lib/core/money.prepare.test.ts', 'unit'],
  ['lib/core/money.ts', null],
  ['testing/database.ts', null],
]) {
  test(`${name} is ${kind ?? 'no test'}`, () => assert.equal(kindOf(name), kind))
}

test('files are found on disk, each in one kind only, and can be picked by a part of their path', () => {
  const mine = filesOf(ROOT, 'unit', 'scripts/suite/kinds')
  assert.deepEqual(mine, [import.meta.filename])
  const all = Object.keys(KINDS).flatMap((kind) => filesOf(ROOT, kind))
  assert.equal(new Set(all).size, all.length)
})
