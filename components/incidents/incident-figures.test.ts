import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { englishText } from '#testing/language/english-text.ts'
import { incidentFigures } from './incident-figures.ts'

const AT = '2026-11-20T10:00:00.000Z'
const now = new Date('2026-11-20T11:00:00.000Z')
type Delivery = IncidentDetail['deliveries'][number]

const delivery = (more: Partial<Delivery>): Delivery => ({
  id: '1',
  memberName: 'Ada',
  channel: 'email',
  purpose: 'page',
  step: 0,
  state: 'sent',
  attempt: 1,
  createdAt: AT,
  sentAt: AT,
  answer: null,
  ...more,
})
const figures = (more: Partial<Parameters<typeof incidentFigures>[1]> = {}) =>
  incidentFigures(
    englishText('incidents'),
    {
      id: 'i',
      state: 'open',
      openedAt: AT,
      acknowledgedAt: null,
      resolvedAt: null,
      deliveries: [],
      alerts: [],
      ...more,
    },
    now,
  )

test('durations run from the opening, in seconds', () => {
  const done = figures({ acknowledgedAt: '2026-11-20T10:01:48.000Z', resolvedAt: '2026-11-20T10:23:21.000Z' })
  assert.equal(done.acknowledge.value, 108)
  assert.equal(done.resolve.value, 1401)
  assert.equal(done.acknowledge.ageSeconds, 3492)
})

test('what has not happened is missing, never zero, and says what fills it', () => {
  const { acknowledge, resolve } = figures()
  assert.deepEqual([acknowledge.value, resolve.value], [null, null])
  assert.match(acknowledge.missing?.reason ?? '', /Nobody has acknowledged/)
  assert.match(figures({ resolvedAt: AT }).acknowledge.missing?.reason ?? '', /before anybody/)
})

test('only pages that a provider accepted are counted', () => {
  const { pages } = figures({
    deliveries: [
      delivery({}),
      delivery({ channel: 'webhook' }),
      delivery({ channel: 'in_app' }),
      delivery({ state: 'dead' }),
      delivery({ purpose: 'resolved' }),
    ],
  })
  assert.equal(pages.value, 2)
})

test('only firing alerts are counted', () => {
  const alert = { id: 'a', summary: '', labels: {}, value: 1, firedAt: AT, resolvedAt: null }
  const { alerts } = figures({
    alerts: [
      { ...alert, state: 'firing' },
      { ...alert, state: 'resolved' },
    ],
  })
  assert.equal(alerts.value, 1)
})

test('each figure opens to the part of the page that it was computed from', () => {
  const { acknowledge, resolve, pages, alerts } = figures()
  for (const { inputs } of [acknowledge, resolve, pages, alerts]) {
    assert.ok(inputs.length > 0)
    for (const { href } of inputs) assert.match(href, /^\/incidents\/i#(?:timeline|deliveries|alerts)$/)
  }
})
