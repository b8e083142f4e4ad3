import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HealthState } from '#components/ui/states.ts'
import type { OpenIncident } from '#lib/modules/dashboards/schemas.ts'
import { englishText } from '#testing/language/english-text.ts'
import {
  groupTenants,
  incidentState,
  platformsWorstFirst,
  severityCounts,
  tenantCounts,
} from './overview-order.ts'

const [t, ui] = [englishText('dashboards'), englishText('ui')]

const platform = (name: string, state: HealthState, openIncidents = 0) => ({
  id: name,
  name,
  isSelf: false,
  state,
  tenants: 0,
  services: 0,
  openIncidents,
  reason: '',
  days: { from: '2026-11-20', to: '2026-11-20', marks: ['calm' as const] },
})
const tenant = (name: string, platformName: string, state: HealthState) => ({
  id: name,
  name,
  platformId: platformName,
  platformName,
  state,
  isSuspended: false,
})
const incident = (
  id: string,
  severity: OpenIncident['severity'],
  more: Partial<OpenIncident> = {},
): OpenIncident => ({
  id,
  code: id,
  title: id,
  severity,
  state: 'open',
  openedAt: '2026-11-20T10:00:00.000Z',
  acknowledgedAt: null,
  platformId: 'p',
  tenantId: null,
  ...more,
})

test('platforms: the worse state first, then more incidents, then the name', () => {
  const order = platformsWorstFirst([
    platform('b', 'healthy'),
    platform('a', 'healthy'),
    platform('c', 'healthy', 1),
    platform('d', 'down'),
    platform('e', 'unknown'),
  ]).map(({ name }) => name)
  assert.deepEqual(order, ['d', 'e', 'c', 'a', 'b'])
})

test('tenants stand with their platform, and the platform with the worst tenant stands first', () => {
  const groups = groupTenants([
    tenant('t1', 'A', 'healthy'),
    tenant('t2', 'B', 'degraded'),
    tenant('t3', 'A', 'unknown'),
  ])
  assert.deepEqual(
    groups.map(({ platformName, tenants }) => [platformName, tenants.map(({ name }) => name)]),
    [
      ['B', ['t2']],
      ['A', ['t3', 't1']],
    ],
  )
  assert.deepEqual(groupTenants([]), [])
})

test('tenants are added up over platforms, and what is not healthy is counted in words', () => {
  const count = (platformId: string, state: HealthState, n: number) => ({ platformId, state, count: n })
  assert.deepEqual(tenantCounts(t, ui, []), { all: 0, healthy: 0, worst: null, others: null })
  assert.deepEqual(tenantCounts(t, ui, [count('a', 'healthy', 2), count('b', 'healthy', 1)]), {
    all: 3,
    healthy: 3,
    worst: 'healthy',
    others: null,
  })
  assert.deepEqual(
    tenantCounts(t, ui, [count('a', 'healthy', 2), count('a', 'unknown', 1), count('b', 'down', 2)]),
    { all: 5, healthy: 2, worst: 'down', others: '2 down, 1 no data' },
  )
})

test('severities are counted, and absent ones left out', () => {
  assert.equal(
    severityCounts([incident('1', 'P3'), incident('2', 'P1'), incident('3', 'P3')]),
    '1 × P1, 2 × P3',
  )
  assert.equal(severityCounts([]), '')
})

test('open incidents put the figure in a state', () => {
  assert.equal(incidentState([]), 'healthy')
  assert.equal(incidentState([incident('1', 'P2')]), 'degraded')
  assert.equal(incidentState([incident('1', 'P2'), incident('2', 'P0')]), 'down')
})
