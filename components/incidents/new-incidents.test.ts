import assert from 'node:assert/strict'
import { test } from 'node:test'
import { afterAnswer, NOTHING_KNOWN } from './new-incidents.ts'

const incident = (id: string, severity: 'P0' | 'P1' | 'P2' | 'P3' = 'P2') => ({
  id,
  severity,
  title: `burning ${id}`,
})

test('what was open when the page came is no news', () => {
  const known = afterAnswer(NOTHING_KNOWN, [incident('one')])
  assert.equal(known.news, '')
  assert.equal(afterAnswer(known, [incident('one')]).news, '')
})

test('what opens is told once, and stays told while the list moves on', () => {
  const first = afterAnswer(NOTHING_KNOWN, [])
  const opened = afterAnswer(first, [incident('one', 'P1')])
  assert.equal(opened.news, 'New incident, P1: burning one.')
  assert.deepEqual(afterAnswer(opened, [incident('one', 'P1')]), opened)
  assert.equal(afterAnswer(opened, []).news, 'New incident, P1: burning one.')
  // Out of the list and back in, as when the list is longer than its page.
  assert.equal(afterAnswer(afterAnswer(opened, []), [incident('one', 'P1')]).news, opened.news)
})

test('several at once are counted, and the worst is named', () => {
  const known = afterAnswer(afterAnswer(NOTHING_KNOWN, []), [
    incident('one', 'P3'),
    incident('two', 'P0'),
    incident('three', 'P1'),
  ])
  assert.equal(known.news, '3 new incidents, the worst P0: burning two.')
})
