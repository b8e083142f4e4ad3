import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitDetails } from './audit-difference.ts'

test('fields that changed are told apart from those that did not, and from other details', () => {
  const { changes, rest } = splitDetails({
    before: { name: 'a', limit: 1, same: [1] },
    after: { name: 'b', same: [1], added: true },
    reason: 'because',
  })
  assert.deepEqual(changes, [
    { field: 'name', before: 'a', after: 'b' },
    { field: 'limit', before: 1, after: undefined },
    { field: 'added', before: undefined, after: true },
  ])
  assert.deepEqual(rest, { reason: 'because' })
})

test('details without a before and an after stay as they are', () => {
  for (const details of [{}, { n: 1 }, { before: 'x', after: 'y' }])
    assert.deepEqual(splitDetails(details), { changes: [], rest: details })
})
