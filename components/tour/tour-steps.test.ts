import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRuleInput } from '#lib/modules/alerting/schemas.ts'
import { parse } from '#lib/promql/index.ts'
import { englishText } from '#testing/language/english-text.ts'
import {
  oldestOf,
  progressSentence,
  templateRule,
  TOUR_STEPS,
  tourFacts,
  tourProgress,
  type TourFacts,
} from './tour-steps.ts'

const t = englishText('tour')

const NOTHING: TourFacts = {
  hasPlatform: false,
  hasTenant: false,
  hasSource: false,
  hasSignal: false,
  hasRule: false,
  hasIncident: false,
  isTaken: false,
}
const NAMES: readonly (keyof TourFacts)[] = [
  'hasPlatform',
  'hasTenant',
  'hasSource',
  'hasSignal',
  'hasRule',
  'hasIncident',
  'isTaken',
]

test('the way is gone step by step, and each is what the server knows', () => {
  const after = (steps: number): TourFacts => ({
    ...NOTHING,
    ...Object.fromEntries(NAMES.slice(0, steps).map((name) => [name, true])),
  })
  for (const i of NAMES.keys())
    assert.deepEqual(tourProgress(after(i)), { done: TOUR_STEPS.slice(0, i), next: TOUR_STEPS[i] })
  assert.equal(tourProgress(after(NAMES.length)).next, null)
  assert.match(progressSentence(t, tourProgress(after(NAMES.length))), /^All 7 steps/)
})

test('a step that was undone is next again, and those after it stay done', () => {
  const all = Object.fromEntries(NAMES.map((name) => [name, true]))
  const { done, next } = tourProgress({ ...NOTHING, ...all, hasSource: false })
  assert.equal(next, 'source')
  assert.equal(done.length, 6)
  assert.match(progressSentence(t, { done, next }), /^6 of 7 steps are done\. Next: create a source\.$/)
})

test('the oldest is the one with the smallest id', () => {
  assert.equal(oldestOf([{ id: '019b' }, { id: '019a' }])?.id, '019a')
  assert.equal(oldestOf([]), null)
})

test('a template is a rule that the server takes, whatever the metric is called', () => {
  for (const metric of ['orders_waiting', 'a:b', 'härte.grad', `x"{{ }}"${'y'.repeat(300)}`]) {
    const rule = templateRule(t, metric, 'above', '42.5')
    assert.ok(rule !== null)
    assert.doesNotThrow(() => parse(rule.expr), rule.expr)
    const taken = createRuleInput.safeParse({ ...rule, severity: 'P2' })
    assert.ok(taken.success, JSON.stringify(taken.error))
  }
  assert.equal(templateRule(t, 'up', 'below', '0')?.expr, 'up <= 0')
})

test('without a metric or a number there is no rule', () => {
  for (const limit of ['', ' ', 'x', 'NaN', '1e999', '=1+1'])
    assert.equal(templateRule(t, 'up', 'above', limit), null)
  assert.equal(templateRule(t, '', 'above', '1'), null)
})

test('only what can send, and what the tenant itself has, counts', () => {
  const source = { revokedAt: null, lastUsedAt: null }
  const known = {
    sources: [source],
    metrics: [],
    rules: [{ tenantId: null }, { tenantId: 'other' }],
    incidents: [{ acknowledgedAt: null }],
  }
  const [platform, tenant] = [{ id: 'p' }, { id: 't' }]
  assert.deepEqual(tourFacts(platform, tenant, known), {
    hasPlatform: true,
    hasTenant: true,
    hasSource: true,
    hasSignal: false,
    hasRule: false,
    hasIncident: true,
    isTaken: false,
  })
  const revoked = [{ revokedAt: '2026-11-20T14:00:00Z', lastUsedAt: '2026-11-20T13:00:00Z' }]
  const late = tourFacts(platform, tenant, { ...known, sources: revoked, rules: [{ tenantId: 't' }] })
  assert.deepEqual([late.hasSource, late.hasSignal, late.hasRule], [false, false, true])
  const silent = [{ ...source, lastUsedAt: '2026-11-20T13:00:00Z' }]
  assert.equal(tourFacts(platform, tenant, { ...known, sources: silent }).hasSignal, true, 'it came once')
})
