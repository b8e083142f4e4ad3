import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LiveEvent } from './live-event.ts'
import { makeRecentEvents } from './recent-events.ts'

const event = (id: number): LiveEvent => ({ table: 'incident', id: String(id), platform: null, tenant: null })
const ids = (events: readonly LiveEvent[] | null): readonly string[] | null =>
  events === null ? null : events.map(({ id }) => id)

test('what came at a moment or later is known, from when somebody listened', () => {
  const recent = makeRecentEvents()
  assert.equal(recent.after(0), null)
  recent.restart(1000)
  recent.note(event(1), 1000)
  recent.note(event(2), 2000)
  assert.equal(recent.after(999), null)
  assert.deepEqual(ids(recent.after(1000)), ['1', '2'])
  assert.deepEqual(ids(recent.after(1001)), ['2'])
  assert.deepEqual(ids(recent.after(2001)), [])
  recent.restart(5000)
  assert.equal(recent.after(2000), null)
  assert.deepEqual(ids(recent.after(5000)), [])
})

test('half a minute is always known, more than a minute never kept', () => {
  const recent = makeRecentEvents()
  recent.restart(0)
  for (let at = 0; at <= 600_000; at += 1000) {
    recent.note(event(at), at)
    assert.equal(ids(recent.after(Math.max(0, at - 30_000)))?.length, Math.min(at / 1000, 30) + 1)
    if (at > 61_000) assert.equal(recent.after(at - 61_000), null)
  }
})

test('a flood keeps as many as are kept at most, and says that the rest is unknown', () => {
  const recent = makeRecentEvents(10)
  recent.restart(0)
  for (let at = 1; at <= 1000; at += 1) {
    recent.note(event(at), at)
    const known = recent.after(Math.max(1, at - 5))
    assert.deepEqual(known?.length, Math.min(at, 6))
    if (at > 20) assert.equal(recent.after(at - 20), null, String(at))
  }
})

test('events of one moment are forgotten together', () => {
  const recent = makeRecentEvents(2)
  recent.restart(0)
  for (let id = 1; id <= 4; id += 1) recent.note(event(id), 7)
  assert.equal(recent.after(7), null)
  assert.deepEqual(ids(recent.after(8)), [])
})
