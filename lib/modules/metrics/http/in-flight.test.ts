import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InFlight } from './in-flight.ts'

test('room is bounded in all and for each source, and comes back once', () => {
  const inFlight = new InFlight({ bytes: 100, bytesPerSource: 60, requestsPerSource: 3 })
  const first = inFlight.reserve('a', 50)
  assert.ok(first !== null)
  assert.equal(inFlight.reserve('a', 11), null, 'the share of one source')
  assert.ok(inFlight.reserve('b', 50) !== null)
  assert.equal(inFlight.reserve('c', 1), null, 'all together')
  first()
  first()
  assert.ok(inFlight.reserve('c', 50) !== null)
  assert.equal(inFlight.reserve('c', 1), null)
})

test('a source may have only so many requests under way, however small', () => {
  const inFlight = new InFlight({ bytes: 100, bytesPerSource: 60, requestsPerSource: 3 })
  const releases = [1, 2, 3].map(() => inFlight.reserve('a', 0))
  assert.equal(inFlight.reserve('a', 0), null)
  releases[0]?.()
  assert.ok(inFlight.reserve('a', 0) !== null)
})
