import assert from 'node:assert/strict'
import { test } from 'node:test'
import { afterAnswer, NOTHING_KNOWN } from './new-incidents.ts'

const incident = (id: string, severity: 'P0' | 'P1' | 'P2' | 'P3' = 'P2', minute = 10) => ({
  id,
  severity,
  title: `burning ${id}`,
  openedAt: `2026-11-22T09:${minute}:00.000Z`,
})

test('what was open when the page came is no news', () => {
  const known = afterAnswer(NOTHING_KNOWN, [incident('one')])
  assert.equal(known.news, null)
  assert.equal(afterAnswer(known, [incident('one')]).news, null)
})

test('what opens is told once, and stays told while the list moves on', () => {
  const first = afterAnswer(NOTHING_KNOWN, [])
  const opened = afterAnswer(first, [incident('one', 'P1')])
  const told = { count: 1, severity: 'P1', title: 'burning one' }
  assert.deepEqual(opened.news, told)
  assert.deepEqual(afterAnswer(opened, [incident('one', 'P1')]), opened)
  assert.deepEqual(afterAnswer(opened, []).news, told)
  // Out of the list and back in, as when the list is longer than its page.
  assert.equal(afterAnswer(afterAnswer(opened, []), [incident('one', 'P1')]).news, opened.news)
})

test('an old one that comes into the page of the list because a newer one was resolved is no news', () => {
  const known = afterAnswer(NOTHING_KNOWN, [incident('newer', 'P2', 30)])
  const after = afterAnswer(known, [incident('days old', 'P0', 20)])
  assert.equal(after.news, null)
  assert.equal(afterAnswer(after, [incident('days old', 'P0', 20), incident('new', 'P3', 40)]).news?.count, 1)
})

test('several at once are counted, and the worst is named', () => {
  const known = afterAnswer(afterAnswer(NOTHING_KNOWN, []), [
    incident('one', 'P3'),
    incident('two', 'P0'),
    incident('three', 'P1'),
  ])
  assert.deepEqual(known.news, { count: 3, severity: 'P0', title: 'burning two' })
})
