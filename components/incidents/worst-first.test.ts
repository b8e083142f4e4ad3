import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { IncidentView } from '#lib/modules/incidents/schemas.ts'
import { incidentsWorstFirst } from './worst-first.ts'

const incident = (id: string, severity: IncidentView['severity'], more: Partial<IncidentView> = {}) => ({
  id,
  severity,
  state: 'open' as const,
  openedAt: '2026-11-20T10:00:00.000Z',
  ...more,
})

test('incidents: unresolved before resolved, then severity, then what nobody has, then the older', () => {
  const order = incidentsWorstFirst([
    incident('resolved', 'P0', { state: 'resolved' }),
    incident('younger', 'P2', { openedAt: '2026-11-20T11:00:00.000Z' }),
    incident('taken', 'P1', { state: 'acknowledged' }),
    incident('older', 'P2'),
    incident('urgent', 'P1'),
  ]).map(({ id }) => id)
  assert.deepEqual(order, ['urgent', 'taken', 'older', 'younger', 'resolved'])
})
