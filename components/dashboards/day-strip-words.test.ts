import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { dayStripWords, newestDays } from './day-strip-words.ts'

const t = englishText('dashboards')

test('a strip says how many days of each kind there were, and leaves out what there was none of', () => {
  const strip = { from: '2026-11-17', to: '2026-11-20' }
  assert.equal(
    dayStripWords(t, { ...strip, marks: ['unknown', 'calm', 'down', 'degraded'] }),
    '2026-11-17 to 2026-11-20, days in UTC: 1 day with an incident of P0 or P1, 1 day with one of P2, 1 day without either, 1 day not watched yet.',
  )
  assert.equal(
    dayStripWords(t, { ...strip, marks: ['calm', 'calm', 'calm', 'calm'] }),
    '2026-11-17 to 2026-11-20, days in UTC: 4 days without either.',
  )
})

test('the newest days of a strip end on the same day, and no more are made than there are', () => {
  const strip = { from: '2026-10-30', to: '2026-11-01', marks: ['down', 'calm', 'degraded'] as const }
  assert.deepEqual(newestDays(strip, 2), {
    from: '2026-10-31',
    to: '2026-11-01',
    marks: ['calm', 'degraded'],
  })
  assert.deepEqual(newestDays(strip, 9), strip)
})
