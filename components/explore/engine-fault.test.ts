import assert from 'node:assert/strict'
import { test } from 'node:test'
import { engineFault, faultSpan } from './engine-fault.ts'

const problem = (said: string) => ({ message: 'Refused.', faults: [{ field: 'query', problem: said }] })

test('the place that the engine names is read', () => {
  assert.deepEqual(engineFault(problem('2:5: parse error: unexpected character: 1:2')), {
    message: 'Parse error: unexpected character: 1:2.',
    place: { line: 2, column: 5 },
  })
})

test('without a place the words stand alone, and without a fault of the query the message', () => {
  assert.deepEqual(engineFault(problem('many-to-many matching not allowed')), {
    message: 'Many-to-many matching not allowed.',
    place: null,
  })
  assert.deepEqual(engineFault({ message: 'Too much.', faults: [] }), { message: 'Too much.', place: null })
})

test('the word at the place is marked, also in the second line and at the end', () => {
  const text = 'sum(\n  limitk(3, up))'
  assert.equal(text.slice(7, 13), 'limitk')
  assert.deepEqual(faultSpan(text, { line: 2, column: 3 }), { from: 7, to: 13 })
  assert.deepEqual(faultSpan('sum(', { line: 1, column: 5 }), { from: 3, to: 4 })
  assert.deepEqual(faultSpan('', { line: 1, column: 1 }), { from: 0, to: 0 })
  assert.deepEqual(faultSpan('up', { line: 9, column: 9 }), { from: 1, to: 2 })
})
