import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apiFilter, changedFilter, incidentListHref, readIncidentFilter } from './incident-filter.ts'

const SCOPE = 'operator'
const usual = readIncidentFilter({})

test('without a word the list shows what is open, worst first', () => {
  assert.deepEqual(usual, { state: 'open', severity: null, order: 'worst', before: null })
  assert.equal(incidentListHref(usual, SCOPE), '/incidents?scope=operator')
  assert.deepEqual(apiFilter(usual), { state: 'open' })
})

test('what the address says wrongly is as usual', () => {
  assert.deepEqual(readIncidentFilter({ state: 'closed', severity: 'P9', order: ['best'] }), usual)
})

test('an address says the same when it is read again', () => {
  for (const state of ['open', 'resolved', 'all'] as const) {
    for (const order of ['worst', 'newest'] as const) {
      for (const severity of [null, 'P0', 'P3'] as const) {
        const filter = { state, severity, order, before: '2026-11-20T10:00:00.000Z_1' }
        const { searchParams } = new URL(incidentListHref(filter, SCOPE), 'http://own.invalid')
        assert.deepEqual(readIncidentFilter(Object.fromEntries(searchParams)), filter)
        assert.equal(searchParams.get('scope'), SCOPE)
      }
    }
  }
})

test('another choice begins at the first page, and what is over is read by time', () => {
  const paged = { ...usual, before: 'x' }
  assert.equal(changedFilter(paged, { severity: 'P1' }).before, null)
  assert.equal(changedFilter(usual, { state: 'resolved' }).order, 'newest')
  assert.equal(changedFilter(usual, { severity: null }).order, 'worst')
  assert.equal(changedFilter({ ...usual, order: 'newest' }, { severity: 'P1' }).order, 'newest')
})
