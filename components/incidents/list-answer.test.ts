import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import type { IncidentFilter } from './incident-filter.ts'
import { listAnswer } from './list-answer.ts'

const answer = (
  states: readonly ('open' | 'acknowledged' | 'resolved')[],
  filter: Partial<IncidentFilter> = {},
  next: string | null = null,
): string =>
  listAnswer(
    englishText('incidents'),
    { incidents: states.map((state) => ({ state })), next },
    { state: 'open', severity: null, ...filter },
  )

const CASES: [string, string][] = [
  [answer([]), 'No incident is open.'],
  [answer([], { severity: 'P1' }), 'No P1 incident is open.'],
  [answer([], { state: 'resolved' }), 'No incident matches.'],
  [answer(['open']), '1 incident is open. Nobody has it yet.'],
  [answer(['acknowledged']), '1 incident is open. Somebody has it.'],
  [answer(['open', 'acknowledged']), '2 incidents are open. 1 of them has nobody yet.'],
  [answer(['acknowledged', 'acknowledged']), '2 incidents are open. Each one has somebody.'],
  [answer(['open', 'open'], {}, 'more'), '2 or more incidents are open. 2 of them have nobody yet.'],
  [answer(['resolved'], { state: 'all', severity: 'P3' }), '1 P3 incident.'],
  [answer(['open'], { state: 'all' }, 'more'), '1 or more incidents.'],
]
for (const [said, expected] of CASES) test(`"${expected}"`, () => assert.equal(said, expected))
