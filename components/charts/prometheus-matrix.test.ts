import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromMatrix, sampleValue, seriesLabels } from './prometheus-matrix.ts'

test('a series is named by what sets it apart', () => {
  const metrics = [
    { __name__: 'up', job: 'node', instance: 'a:9100' },
    { __name__: 'up', job: 'node', instance: 'b:9100' },
  ]
  assert.deepEqual(seriesLabels(metrics, 'up'), ['a:9100', 'b:9100'])
  assert.deepEqual(seriesLabels([{ job: 'node' }], 'Targets up'), ['Targets up'])
  assert.deepEqual(seriesLabels([{ a: '1', b: 'x' }, { a: '2' }], 'n'), ['1, x', '2'])
  assert.deepEqual(seriesLabels([{ a: '' }, { a: 'eth0' }], 'all'), ['all', 'eth0'])
})

test('values of the wire become numbers', () => {
  assert.equal(sampleValue('4.2e-3'), 0.0042)
  assert.equal(sampleValue('+Inf'), Number.POSITIVE_INFINITY)
  assert.equal(sampleValue('-Inf'), Number.NEGATIVE_INFINITY)
  assert.ok(Number.isNaN(sampleValue('NaN')))
  assert.ok(Number.isNaN(sampleValue('')))
})

test('a matrix becomes series with ids that do not depend on the order of labels', () => {
  const [one] = fromMatrix([{ metric: { b: '2', a: '1' }, values: [[10, '1.5']] }], 'x')
  const [two] = fromMatrix([{ metric: { a: '1', b: '2' }, values: [[10, '1.5']] }], 'x')
  assert.equal(one?.id, two?.id)
  assert.deepEqual(one?.points, [[10, 1.5]])
  assert.deepEqual(fromMatrix([], 'x'), [])
})
