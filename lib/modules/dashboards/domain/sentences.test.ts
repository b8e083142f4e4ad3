import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fleetSentence, tenantSentence } from './sentences.ts'
import { STATE_ORDER, worstState, type HealthState } from './worst-state.ts'

const lines = (...states: HealthState[]) => states.map((state, i) => ({ name: `S${i + 1}`, state }))

test('the worst state wins, and nothing is unknown', () => {
  assert.equal(worstState([]), 'unknown')
  for (const [i, worse] of STATE_ORDER.entries()) {
    for (const better of STATE_ORDER.slice(i)) assert.equal(worstState([better, worse, better]), worse)
  }
})

const FLEET: [HealthState[], number, RegExp][] = [
  [[], 0, /No platform yet/],
  [['healthy', 'healthy'], 0, /^Every platform is healthy\. No incident is open\.$/],
  [['healthy', 'down'], 1, /^S2 is down\. 1 incident is open\.$/],
  [['degraded', 'healthy', 'degraded'], 2, /^S1 and S3 are degraded\. 2 incidents are open\.$/],
  [['down', 'down', 'down', 'down'], 4, /^S1, S2 and 2 others are down/],
  [['unknown', 'healthy'], 0, /^S1 sends no data\./],
]
for (const [states, open, expected] of FLEET) {
  test(`fleet of ${states.length === 0 ? 'nothing' : states.join(', ')}`, () =>
    assert.match(fleetSentence(lines(...states), open), expected))
}

const TENANT: [HealthState[], number, RegExp][] = [
  [[], 0, /Nothing is connected yet/],
  [['healthy'], 0, /^Everything you use is healthy\.$/],
  [['healthy'], 1, /still open/],
  [['healthy', 'degraded'], 1, /^S2 does not work as it should\. 1 incident is open\.$/],
  [['down', 'degraded'], 0, /^S1 and S2 do not work as they should\. 0 incidents are open\.$/],
  [['stale', 'unknown'], 0, /^S1 and S2 send no data\.$/],
]
for (const [states, open, expected] of TENANT) {
  test(`tenant with ${states.length === 0 ? 'nothing' : states.join(', ')}`, () =>
    assert.match(tenantSentence(lines(...states), open), expected))
}
