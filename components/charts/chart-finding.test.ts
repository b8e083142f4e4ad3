import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishReader } from '#testing/language/english-reader.ts'
import { englishText } from '#testing/language/english-text.ts'
import { chartFinding } from './chart-finding.ts'

const FROM = Date.UTC(2026, 10, 20, 6, 0) / 1000
const t = englishText('charts')
const finding = (...values: (number | null)[]) =>
  chartFinding(
    t,
    { series: [{ label: 'p95', values }], times: values.map((_, i) => FROM + i * 60), unit: 's' },
    englishReader(),
  )

test('a finding says what changed, when, and where it ended', () => {
  assert.equal(
    finding(0.6, 3.3, 2.6),
    'p95 rose from 600 ms to 3.30 s at 06:01:00 UTC and is 2.60 s at the end',
  )
  assert.equal(finding(4, null, 1, 2), 'p95 fell from 4 s to 1 s at 06:02:00 UTC and is 2 s at the end')
  assert.equal(finding(4, 5, 4.5), 'p95 stays between 4 s and 5 s and is 4.50 s at the end')
  assert.equal(finding(0, 0), 'p95 is 0 s throughout')
  assert.equal(finding(0, 2), 'p95 rose from 0 s to 2 s at 06:01:00 UTC and is 2 s at the end')
})

test('what has no value says so', () => {
  assert.equal(finding(null, null), 'p95: no data')
  assert.equal(chartFinding(t, { series: [], times: [], unit: '' }, englishReader()), 'No data in this range')
})
