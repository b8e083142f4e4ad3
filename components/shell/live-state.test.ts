import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  beatTime,
  changedTable,
  connectionAt,
  initialLiveState,
  isTouched,
  nextLiveState,
  reconnectDelay,
  type LiveEvent,
} from './live-state.ts'

const after = (...events: LiveEvent[]) => events.reduce(nextLiveState, initialLiveState)

test('a stream is connecting, live, delayed when silent, offline when lost, and live again', () => {
  assert.deepEqual(connectionAt(initialLiveState, 99), { kind: 'connecting', ageSeconds: null })
  const open = after({ type: 'opened', at: 1000 })
  assert.deepEqual(connectionAt(open, 5900), { kind: 'live', ageSeconds: 4 })
  assert.deepEqual(connectionAt(open, 16_000), { kind: 'live', ageSeconds: 15 })
  assert.deepEqual(connectionAt(open, 16_001), { kind: 'delayed', ageSeconds: 15 })
  const heard = nextLiveState(open, { type: 'heard', at: 16_000 })
  assert.equal(connectionAt(heard, 17_000).kind, 'live')
  const lost = nextLiveState(heard, { type: 'lost' })
  assert.deepEqual(connectionAt(lost, 56_000), { kind: 'offline', ageSeconds: 40 })
  assert.equal(connectionAt(nextLiveState(lost, { type: 'opened', at: 57_000 }), 57_100).kind, 'live')
})

test('a first try that fails is offline without an age', () => {
  assert.deepEqual(connectionAt(after({ type: 'lost' }), 5), { kind: 'offline', ageSeconds: null })
})

test('tries come at growing distances of at most 30 s, spread by chance', () => {
  assert.equal(reconnectDelay(0, 0), 500)
  assert.equal(reconnectDelay(0, 1), 1000)
  assert.equal(reconnectDelay(3, 1), 8000)
  assert.equal(reconnectDelay(50, 1), 30_000)
  assert.equal(reconnectDelay(50, 0), 15_000)
})

test('an event touches the queries that name its table', () => {
  assert.equal(isTouched(['incident', 'page'], new Set(['page'])), true)
  assert.equal(isTouched(['incident'], new Set(['page'])), false)
  assert.equal(isTouched(undefined, new Set(['page'])), false)
})

test('an event of another shape is ignored', () => {
  assert.equal(changedTable('{"table":"incident","id":"1"}'), 'incident')
  assert.equal(changedTable('{"id":"1"}'), null)
  assert.equal(changedTable('not json'), null)
  assert.equal(changedTable('null'), null)
  assert.equal(changedTable('{"table":7}'), null)
})

test('a beat tells the time of the server', () => {
  assert.equal(beatTime('{"at":"2026-11-20T06:32:07.000Z"}'), Date.UTC(2026, 10, 20, 6, 32, 7))
  assert.equal(beatTime('{"at":"soon"}'), null)
  assert.equal(beatTime('{}'), null)
})
