import assert from 'node:assert/strict'
import { test } from 'node:test'
import { INCIDENT_SORTS, writePlace } from '#lib/modules/incidents/domain/incident-order.ts'
import { englishText } from '#testing/language/english-text.ts'
import {
  apiFilter,
  changedFilter,
  countSet,
  filterNotices,
  incidentListHref,
  incidentsOfDayHref,
  readIncidentFilter,
} from './incident-filter.ts'

const t = englishText('incidents')
const SCOPE = 'operator'
const INCIDENT = {
  id: '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77',
  severity: 'P1',
  state: 'open',
  openedAt: new Date('2026-11-20T10:00:00.000Z'),
  resolvedAt: null,
} as const
const usual = readIncidentFilter({})

test('what is not as usual is counted, and the order that comes with a state is usual', () => {
  assert.equal(countSet(usual), 0)
  assert.equal(countSet(changedFilter(usual, { state: 'resolved' })), 1)
  assert.equal(countSet(changedFilter(usual, { severity: 'P1', text: 'disk', sort: '-opened' })), 3)
})

test('without a word the list shows what is open, worst first', () => {
  assert.deepEqual(usual, {
    state: 'open',
    severity: null,
    service: null,
    day: null,
    text: '',
    sort: 'worst',
    before: null,
  })
  assert.equal(incidentListHref(usual, SCOPE), '/incidents?scope=operator&view=usual')
  assert.deepEqual(apiFilter(usual), { state: 'open', sort: 'worst' })
  assert.deepEqual(filterNotices(t, { state: 'all', severity: 'P1', sort: '-opened' }), [])
})

test('what the address says wrongly is as usual, and is said', () => {
  const wrong = {
    state: 'closed',
    severity: 'P9',
    sort: ['best'],
    before: '2026_1',
    service: 'api',
    day: '2026-02-30',
  }
  assert.deepEqual(readIncidentFilter(wrong), usual)
  assert.equal(filterNotices(t, wrong).length, 6)
  // The API refuses what no version of ids makes.
  assert.equal(readIncidentFilter({ service: '00000000-0000-0000-0000-000000000001' }).service, null)
  assert.equal(readIncidentFilter({ text: 'x'.repeat(5000) }).text.length, 100)
})

test('an address says the same when it is read again', () => {
  for (const state of ['open', 'resolved', 'all'] as const) {
    for (const sort of INCIDENT_SORTS) {
      for (const severity of [null, 'P0', 'P3'] as const) {
        const filter = {
          state,
          severity,
          service: severity === null ? null : INCIDENT.id,
          day: severity === null ? null : '2026-11-20',
          text: 'disk & more',
          sort,
          before: writePlace(sort, INCIDENT),
        }
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
  assert.equal(changedFilter(usual, { state: 'resolved' }).sort, '-opened')
  assert.equal(changedFilter(usual, { severity: null }).sort, 'worst')
  assert.equal(changedFilter({ ...usual, sort: 'severity' }, { state: 'all' }).sort, 'severity')
})

test('a day of a strip is a list of all that was open on it, of a service or of the scope', () => {
  assert.equal(incidentsOfDayHref('2026-11-20', SCOPE), '/incidents?scope=operator&state=all&day=2026-11-20')
  const href = incidentsOfDayHref('2026-11-20', SCOPE, INCIDENT.id)
  const filter = readIncidentFilter(Object.fromEntries(new URL(href, 'http://own.invalid').searchParams))
  assert.deepEqual(apiFilter(filter), {
    state: 'all',
    sort: '-opened',
    serviceId: INCIDENT.id,
    day: '2026-11-20',
  })
})
