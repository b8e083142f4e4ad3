import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pickFired } from './pick-series.ts'

const series = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    metric: { __name__: 'up', job: 'api', instance: String(i), tenant: 'Merbau' },
    values: [],
  }))
const fired = [
  { job: 'api', instance: '3', team: 'added by the rule' },
  { job: 'web', instance: '4' },
]

test('of more series than a chart keeps apart, those that fired are picked', () => {
  assert.deepEqual(
    pickFired(series(9), fired).map(({ metric }) => metric['instance']),
    ['3'],
  )
})

test('few series stay together, and so do many of which none is known to have fired', () => {
  assert.equal(pickFired(series(8), fired).length, 8)
  assert.equal(pickFired(series(9), []).length, 9)
  assert.equal(pickFired(series(9), [{ job: 'web' }]).length, 9)
})
