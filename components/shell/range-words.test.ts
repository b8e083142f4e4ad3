import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_RANGE, rangeBetween } from '#lib/core/time-range.ts'
import { englishText } from '#testing/language/english-text.ts'
import { rangeWords } from './range-words.ts'

const t = englishText('shell')
const now = new Date('2026-11-22T12:00:00Z')
const words = (from: string, to: string, zone = 'UTC') =>
  rangeWords(t, rangeBetween(Date.parse(from), Date.parse(to)), now, { zone, language: 'en' })

test('a range is as short as it stays clear', () => {
  assert.equal(rangeWords(t, DEFAULT_RANGE, now, { zone: 'UTC', language: 'en' }), 'Last 6 hours')
  assert.equal(words('2026-11-20T14:00:00Z', '2026-11-20T18:00:00Z'), '20 Nov, 14:00 to 18:00')
  assert.equal(words('2026-11-20T14:00:07Z', '2026-11-20T18:00:00Z'), '20 Nov, 14:00:07 to 18:00:00')
  assert.equal(words('2026-11-19T14:00:00Z', '2026-11-20T18:00:00Z'), '19 Nov, 14:00 to 20 Nov, 18:00')
  assert.equal(
    words('2025-12-31T14:00:00Z', '2026-01-01T18:00:00Z'),
    '31 Dec 2025, 14:00 to 1 Jan 2026, 18:00',
  )
})

test('the day is that of the zone', () => {
  assert.equal(
    words('2026-11-20T14:00:00Z', '2026-11-20T18:00:00Z', 'Asia/Kuala_Lumpur'),
    '20 Nov, 22:00 to 21 Nov, 02:00',
  )
})
