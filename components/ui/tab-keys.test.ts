import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextTab } from './tab-keys.ts'

test('arrow keys go round, Home and End go to the ends, other keys are left alone', () => {
  assert.equal(nextTab('ArrowRight', 2, 3), 0)
  assert.equal(nextTab('ArrowLeft', 0, 3), 2)
  assert.equal(nextTab('Home', 2, 3), 0)
  assert.equal(nextTab('End', 0, 3), 2)
  assert.equal(nextTab('Tab', 0, 3), null)
})
