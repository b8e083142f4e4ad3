import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { stripFinding } from './prepare-heat-strip.ts'

const [t, ui] = [englishText('charts'), englishText('ui')]

test('a strip counts its states, the worst first, and no data is one of them', () => {
  const parts = (['healthy', 'unknown', 'down', 'healthy'] as const).map((state, i) => ({
    label: String(i),
    state,
  }))
  assert.equal(stripFinding(t, ui, parts), '4 days: 1 Down, 1 No data, 2 Healthy')
  assert.equal(stripFinding(t, ui, []), 'No days yet')
})
