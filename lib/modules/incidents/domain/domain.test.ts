import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { incidentCode } from './incident-code.ts'
import { INCIDENT_TABLE, stepIncident, type IncidentEvent, type IncidentState } from './incident-state.ts'
import { deriveServiceState, publicWords, type ServiceSignal, type Severity } from './service-state.ts'

const STEPS: [IncidentState, IncidentEvent, string][] = [
  ['open', 'acknowledge', 'acknowledged'],
  ['open', 'resolve', 'resolved'],
  ['open', 'recover', 'resolved'],
  ['acknowledged', 'acknowledge', 'same'],
  ['acknowledged', 'resolve', 'resolved'],
  ['acknowledged', 'recover', 'resolved'],
  ['resolved', 'acknowledge', 'refused'],
  ['resolved', 'resolve', 'same'],
  ['resolved', 'recover', 'same'],
]
for (const [state, event, expected] of STEPS) {
  test(`${state} + ${event} → ${expected}`, () => {
    const step = stepIncident(state, event)
    assert.equal(step.kind === 'change' ? step.to : step.kind, expected)
    assert.ok(step.reason.length > 10)
  })
}

test('the table above names every pair', () => {
  const pairs = Object.entries(INCIDENT_TABLE).flatMap(([state, row]) =>
    Object.keys(row).map((event) => `${state} ${event}`),
  )
  assert.deepEqual(pairs.toSorted(), STEPS.map(([state, event]) => `${state} ${event}`).toSorted())
})

test('whatever happens, a resolved incident stays resolved and an acknowledgement is not lost', () => {
  const events = fc.array(fc.constantFrom<IncidentEvent>('acknowledge', 'resolve', 'recover'), {
    maxLength: 20,
  })
  fc.assert(
    fc.property(events, (happened) => {
      const seen: IncidentState[] = ['open']
      for (const event of happened) {
        const step = stepIncident(seen.at(-1) ?? 'open', event)
        if (step.kind === 'change') seen.push(step.to)
      }
      const rank = { open: 0, acknowledged: 1, resolved: 2 }
      assert.deepEqual(
        seen,
        seen.toSorted((a, b) => rank[a] - rank[b]),
      )
      assert.equal(new Set(seen).size, seen.length)
    }),
  )
})

test('codes are short, readable and use every byte', () => {
  assert.match(incidentCode(new Uint8Array([0, 1, 2, 3, 4])), /^INC-[2-9A-HJKMNP-TV-Z]{5}$/)
  assert.notEqual(
    incidentCode(new Uint8Array([0, 0, 0, 0, 0])),
    incidentCode(new Uint8Array([0, 0, 0, 0, 1])),
  )
  assert.throws(() => incidentCode(new Uint8Array(4)), /random bytes/)
})

const SERVICE: [Severity[], ServiceSignal, string][] = [
  [[], 'reporting', 'healthy'],
  [[], 'target_down', 'down'],
  [[], 'silent', 'stale'],
  [[], 'never', 'unknown'],
  [['P3'], 'reporting', 'healthy'],
  [['P2'], 'reporting', 'degraded'],
  [['P2', 'P1'], 'reporting', 'down'],
  [['P0'], 'silent', 'down'],
  [['P2'], 'target_down', 'down'],
  [['P2'], 'silent', 'degraded'],
  [['P3'], 'never', 'unknown'],
]
for (const [severities, signal, expected] of SERVICE) {
  test(`${severities.join('+')} ${signal} → ${expected}`, () => {
    const open = severities.map((severity) => ({ severity, title: `a ${severity}` }))
    assert.equal(deriveServiceState(open, signal).state, expected)
  })
}

test('a tenant is told something in every state, and nothing of the incident', () => {
  for (const state of ['down', 'degraded', 'stale', 'unknown', 'healthy'] as const) {
    const { impact, words } = publicWords(state)
    assert.match(impact, /\.$/)
    assert.match(words, /\.$/)
  }
})
