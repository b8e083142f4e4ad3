import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deletionOrder } from './deletion-order.ts'

test('whoever refers goes first, and a table may refer to itself', () => {
  const order = deletionOrder(
    ['rule', 'alert', 'incident', 'timeline', 'service'],
    [
      { from: 'alert', to: 'rule' },
      { from: 'alert', to: 'incident' },
      { from: 'incident', to: 'rule' },
      { from: 'incident', to: 'service' },
      { from: 'timeline', to: 'incident' },
      { from: 'service', to: 'service' },
      { from: 'alert', to: 'elsewhere' },
    ],
  )
  assert.deepEqual(order, ['alert', 'timeline', 'incident', 'rule', 'service'])
})

test('a circle is refused by name', () => {
  assert.throws(
    () =>
      deletionOrder(
        ['a', 'b'],
        [
          { from: 'a', to: 'b' },
          { from: 'b', to: 'a' },
        ],
      ),
    /a, b/,
  )
})
