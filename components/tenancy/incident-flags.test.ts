import assert from 'node:assert/strict'
import { test } from 'node:test'
import { incidentFlags } from './incident-flags.ts'

test('an incident has a flag where it opened and one where it ended, and both lead to it', () => {
  const flags = incidentFlags(
    [
      { id: 'b', code: 'INC-2', openedAt: '2026-11-20T11:00:00.000Z', resolvedAt: null },
      {
        id: 'a',
        code: 'INC-1',
        openedAt: '2026-11-20T10:00:00.000Z',
        resolvedAt: '2026-11-20T10:30:00.000Z',
      },
    ],
    (moment, code) => `${code} ${moment}`,
  )
  const at = (text: string): number => Date.parse(text) / 1000
  assert.deepEqual(flags, [
    { at: at('2026-11-20T11:00:00Z'), label: 'INC-2 opened', tone: 'incident', href: '/incidents/b' },
    { at: at('2026-11-20T10:00:00Z'), label: 'INC-1 opened', tone: 'incident', href: '/incidents/a' },
    { at: at('2026-11-20T10:30:00Z'), label: 'INC-1 resolved', tone: 'change', href: '/incidents/a' },
  ])
})
