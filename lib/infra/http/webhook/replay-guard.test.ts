import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createReplayGuard } from './replay-guard.ts'

const at = (seconds: number): Date => new Date(1_800_000_000_000 + seconds * 1000)

test('an id is accepted once while it could be accepted again', () => {
  const guard = createReplayGuard()
  assert.equal(guard.accept('a', at(0)), true)
  assert.equal(guard.accept('a', at(1)), false)
  assert.equal(guard.accept('b', at(1)), true)
  assert.equal(guard.accept('a', at(599)), false)
  assert.equal(guard.accept('a', at(601)), true)
})

test('memory is bounded: a full guard refuses rather than forgets too early', () => {
  const guard = createReplayGuard(3)
  for (const id of ['a', 'b', 'c']) assert.equal(guard.accept(id, at(0)), true)
  assert.equal(guard.accept('d', at(1)), false)
  assert.equal(guard.accept('a', at(1)), false)
  assert.equal(guard.accept('d', at(601)), true)
})
