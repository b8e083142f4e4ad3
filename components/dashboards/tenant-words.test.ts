import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as server from '#lib/modules/dashboards/domain/sentences.ts'
import type { OpenIncident } from '#lib/modules/dashboards/schemas.ts'
import type { ServiceState, ServiceView } from '#lib/modules/tenancy/schemas.ts'
import { englishText } from '#testing/language/english-text.ts'
import { fleetSentence } from './overview-sentence.ts'
import { tenantWords } from './tenant-words.ts'

const service = (state: ServiceState): ServiceView => ({
  id: '1',
  platformId: 'p',
  platformName: 'P',
  tenantId: 't',
  tenantName: 'T',
  name: 'shop',
  state,
  reason: '',
  since: '2026-11-20T10:00:00.000Z',
  shared: false,
})
const incident: OpenIncident = {
  id: 'i',
  code: 'INC-1',
  title: 'x',
  severity: 'P2',
  state: 'open',
  openedAt: '2026-11-20T10:00:00.000Z',
  acknowledgedAt: null,
  platformId: 'p',
  tenantId: 't',
}
const t = englishText('dashboards')
const words = (state: ServiceState, services: number, incidents = 0) =>
  tenantWords(t, {
    state,
    services: Array.from({ length: services }, () => service(state)),
    incidents: Array.from({ length: incidents }, () => incident),
  })

test('a healthy tenant is told what that rests on, in figures', () => {
  assert.deepEqual(words('healthy', 3), {
    title: 'Everything you use is healthy',
    answer: 'All 3 services inside limits; no incident is open.',
  })
  assert.match(words('healthy', 1, 1).answer, /^One service inside limits; one incident is still open\.$/)
  assert.match(words('healthy', 2, 2).answer, /2 incidents are still open/)
})

test('what is not measured is never called healthy', () => {
  assert.equal(words('unknown', 0).title, 'Nothing is connected yet')
  for (const state of ['down', 'degraded', 'stale', 'unknown', 'learning', 'maintenance'] as const) {
    const { title, answer } = words(state, 2)
    assert.doesNotMatch(title, /healthy/)
    assert.equal(answer, server.tenantSentence([service(state), service(state)], 0))
  }
})

test('the page says of a fleet what the server says of it to the API', () => {
  const fleets: [ServiceState, ServiceState, ServiceState, number][] = [
    ['healthy', 'healthy', 'healthy', 0],
    ['down', 'healthy', 'degraded', 1],
    ['degraded', 'degraded', 'healthy', 2],
    ['down', 'down', 'down', 3],
    ['stale', 'unknown', 'unknown', 0],
    ['unknown', 'learning', 'healthy', 0],
  ]
  for (const [a, b, c, openIncidents] of fleets) {
    const platforms = [a, b, c].map((state, i) => ({
      name: `P${i}`,
      state,
      openIncidents: i === 0 ? openIncidents : 0,
    }))
    assert.equal(fleetSentence(t, { platforms }), server.fleetSentence(platforms, openIncidents))
  }
  assert.equal(fleetSentence(t, { platforms: [] }), server.fleetSentence([], 0))
})
