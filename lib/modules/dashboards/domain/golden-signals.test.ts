import assert from 'node:assert/strict'
import { test } from 'node:test'
import { goldenSignals } from './golden-signals.ts'

test('there are four signals, each of the job alone, whatever stands in its name', () => {
  const signals = goldenSignals('a"b\\c\nd')
  assert.deepEqual(
    signals.map(({ name }) => name),
    ['traffic', 'errors', 'latency', 'saturation'],
  )
  for (const { expression, needs, newest } of signals) {
    assert.ok(expression.includes(needs))
    assert.ok(expression.includes(String.raw`job="a\"b\\c\nd"`))
    assert.doesNotMatch(expression, /\n/)
    assert.equal(newest, `max(timestamp(${needs}{${String.raw`job="a\"b\\c\nd"`}}))`)
  }
})
