import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { actAnswer, inBatches } from './incident-act-words.ts'

const t = englishText('incidents')
const answers = (...outcomes: ('done' | 'same' | 'refused')[]) =>
  outcomes.map((outcome, i) => ({ incidentId: String(i), outcome, why: null }))

test('the answer counts what was done, what was so before and what was refused', () => {
  assert.equal(actAnswer(t, 'resolve', answers('done')), '1 incident resolved.')
  assert.equal(
    actAnswer(t, 'acknowledge', answers('done', 'done', 'same', 'refused')),
    'You have 2 incidents. 1 was so before. 1 was refused.',
  )
})

test('ids are sent in parts of two hundred, none twice and none left out', () => {
  const ids = Array.from({ length: 450 }, (_each, i) => String(i))
  const parts = inBatches(ids)
  assert.deepEqual(
    parts.map(({ length }) => length),
    [200, 200, 50],
  )
  assert.deepEqual(parts.flat(), ids)
  assert.deepEqual(inBatches([]), [])
})
