import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HealthState } from '#components/ui/states.ts'
import { englishText } from '#testing/language/english-text.ts'
import { cellHref, cellWords, matrixSentence, nextCell, tenantsWithout } from './matrix-words.ts'

const [t, ui] = [englishText('dashboards'), englishText('ui')]

const states = (...counts: [HealthState, number][]) =>
  counts.map(([state, tenants]) => ({ state, tenants, cells: tenants }))

const SENTENCES: [ReturnType<typeof states>, number, string][] = [
  [[], 0, 'No tenant is in this scope yet.'],
  [states(['healthy', 3]), 3, 'Every service of every tenant is healthy.'],
  [
    states(['down', 1], ['healthy', 2]),
    3,
    '1 tenant has a service that is down or degraded. 2 of 3 tenants are healthy.',
  ],
  [
    states(['down', 1], ['degraded', 1], ['unknown', 5]),
    7,
    '2 tenants have a service that is down or degraded. 0 of 7 tenants are healthy.',
  ],
  [states(['unknown', 1]), 1, '1 tenant has a service without recent data. 0 of 1 tenants are healthy.'],
  [states(['learning', 1], ['healthy', 1]), 2, '1 of 2 tenants are healthy.'],
]
for (const [counts, tenants, sentence] of SENTENCES) {
  test(sentence, () => assert.equal(matrixSentence(t, { states: counts, tenants }), sentence))
}

test('tenants that never sent and tenants that stopped are without data, and no others', () => {
  assert.equal(tenantsWithout(states(['down', 1], ['stale', 2], ['unknown', 4], ['healthy', 8])), 6)
  assert.equal(tenantsWithout(states(['learning', 1], ['healthy', 1])), 0)
})

test('a cell is read out with its tenant, its service and its state', () => {
  const cell = { tenant: 'Merbau', service: 'gateway', state: 'down', isShared: true } as const
  assert.equal(
    cellWords(t, ui, { ...cell, service: 'api', state: 'unknown', isShared: false }),
    'Merbau, api: no data',
  )
  assert.equal(cellWords(t, ui, cell), 'Merbau, gateway (shared): down')
})

test("a tenant's own service opens in its scope, a shared one in that of the platform", () => {
  const row = { id: 't', platformId: 'p' }
  const cell = { column: 0, serviceId: 's', state: 'down' as const }
  assert.equal(cellHref(row, cell), '/services/s?scope=tenant:t')
  assert.equal(cellHref(row, { ...cell, isShared: true }), '/services/s?scope=platform:p')
})

test('arrow keys move by one and stop at the edges', () => {
  const size = { rows: 2, columns: 3 }
  const at = { row: 0, column: 0 }
  assert.deepEqual(nextCell('ArrowRight', at, size), { row: 0, column: 1 })
  assert.deepEqual(nextCell('ArrowLeft', at, size), at)
  assert.deepEqual(nextCell('ArrowUp', at, size), at)
  assert.deepEqual(nextCell('ArrowDown', { row: 1, column: 2 }, size), { row: 1, column: 2 })
  assert.deepEqual(nextCell('End', at, size), { row: 0, column: 2 })
  assert.deepEqual(nextCell('Home', { row: 1, column: 2 }, size), { row: 1, column: 0 })
  assert.equal(nextCell('a', at, size), null)
})
