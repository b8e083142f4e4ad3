import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  advance,
  eventOfMissing,
  eventOfSeen,
  nextChange,
  NO_DATA_HOLD_SECONDS,
  ruleItself,
  type Observation,
  type Transition,
} from './advance.ts'
import type { AlertInstance, ObservedSeries, Rule } from './rule.ts'

const OWNER = { platformId: 'p', tenantId: 't' }
const RULE: Rule = {
  id: 'rule-1',
  owner: { platformId: 'p', tenantId: null },
  name: 'Disk full',
  expr: 'disk > 90',
  forSeconds: 60,
  intervalSeconds: 15,
  severity: 'P1',
  summary: '{{ $labels.instance }} is at {{ $value }} %',
  labels: {},
  kind: 'incident',
  version: 1,
}
const START = Date.UTC(2026, 10, 20, 6, 0, 0)
const at = (seconds: number): Date => new Date(START + seconds * 1000)
const seen = (value: number): ObservedSeries => ({
  fingerprint: 'f1',
  owner: OWNER,
  labels: { instance: 'db1' },
  value,
})

/** Plays observations at seconds; returns what was written, and the alert that is remembered at the end. */
function play(
  rule: Rule,
  steps: readonly (readonly [seconds: number, what: number | 'clear' | 'missing' | 'error' | 'off'])[],
) {
  let ids = 0
  const newId = (): string => `id-${(ids += 1)}`
  let alert: AlertInstance | undefined
  const written: Transition[] = []
  for (const [seconds, what] of steps) {
    const now = at(seconds)
    const observation = observe(rule, alert, what, now)
    const result = advance(rule, alert, observation, { now, newId })
    alert = result.alert
    if (result.transition !== null) written.push(result.transition)
  }
  return {
    alert,
    written,
    said: written.map(
      (transition) =>
        `${transition.alert.state} ${transition.record?.verdict ?? '-'} ${transition.outbox?.kind ?? '-'}`,
    ),
  }
}

function observe(
  rule: Rule,
  alert: AlertInstance | undefined,
  what: number | string,
  now: Date,
): Observation {
  if (typeof what === 'number') return { event: eventOfSeen(rule, alert, now), seen: seen(what) }
  if (what === 'missing')
    return { event: alert === undefined ? 'no_data' : eventOfMissing(alert, now), seen: null }
  if (what === 'error') return { event: 'error', seen: null }
  return { event: what === 'off' ? 'rule_off' : 'clear', seen: null }
}

test('a condition that holds for the rule’s time fires once, and its recovery resolves it', () => {
  const { said, alert, written } = play(RULE, [
    [0, 91],
    [30, 92],
    [60, 93],
    [90, 94],
    [120, 'clear'],
  ])
  assert.deepEqual(said, ['pending - -', 'firing fired alert.firing', 'resolved recovered alert.resolved'])
  assert.equal(alert, undefined)
  const [began, fired, resolved] = written
  assert.ok(began && fired && resolved)
  assert.equal(new Set([began.alert.id, fired.alert.id, resolved.alert.id]).size, 1, 'one episode, one alert')
  assert.equal(fired.alert.summary, 'db1 is at 93 %')
  assert.equal(fired.record?.reason, 'The condition holds for 1 m at 93.')
  assert.deepEqual([fired.alert.activeAt, fired.alert.firedAt, resolved.resolvedAt], [at(0), at(60), at(120)])
  assert.equal(resolved.alert.value, 94, 'the last value it was seen with')
})

test('with no time to wait it fires at once', () => {
  const { said } = play({ ...RULE, forSeconds: 0 }, [[0, 91]])
  assert.deepEqual(said, ['firing fired alert.firing'])
})

test('a condition that ends early writes no decision and wakes nobody, and uses its row again', () => {
  const { said, written } = play(RULE, [
    [0, 91],
    [15, 'clear'],
    [30, 92],
    [45, 'clear'],
    [60, 93],
    [120, 93],
  ])
  assert.deepEqual(said, [
    'pending - -',
    'inactive - -',
    'pending - -',
    'inactive - -',
    'pending - -',
    'firing fired alert.firing',
  ])
  assert.equal(new Set(written.map(({ alert }) => alert.id)).size, 1)
  assert.deepEqual(written.at(-1)?.alert.activeAt, at(60), 'the time starts again each time')
  assert.deepEqual(written[1]?.resolvedAt, at(15))
})

test('a condition that ended early is forgotten after a while', () => {
  assert.equal(
    play(RULE, [
      [0, 91],
      [15, 'clear'],
      [1000, 'clear'],
    ]).alert,
    undefined,
  )
  assert.notEqual(
    play(RULE, [
      [0, 91],
      [15, 'clear'],
      [300, 'clear'],
    ]).alert,
    undefined,
  )
})

test('firing again after a recovery is a new alert', () => {
  const { written } = play({ ...RULE, forSeconds: 0 }, [
    [0, 91],
    [10, 'clear'],
    [20, 95],
  ])
  assert.notEqual(written[0]?.alert.id, written[2]?.alert.id)
})

test('missing data keep the alert open; when they are back and good, it is resolved', () => {
  const { said } = play(RULE, [
    [0, 91],
    [60, 92],
    [75, 'missing'],
    [90, 'missing'],
    [105, 'clear'],
  ])
  assert.deepEqual(said, [
    'pending - -',
    'firing fired alert.firing',
    'no_data data_lost -',
    'resolved recovered alert.resolved',
  ])
})

test('missing data keep the alert open; when they are back and bad, nobody is woken twice', () => {
  const { said, alert } = play(RULE, [
    [0, 91],
    [60, 92],
    [75, 'missing'],
    [90, 97],
  ])
  assert.deepEqual(said.slice(2), ['no_data data_lost -', 'firing data_back -'])
  assert.deepEqual(alert?.firedAt, at(60))
})

test('data that stay away for an hour end the alert, and say why', () => {
  const { said, written } = play(RULE, [
    [0, 91],
    [60, 92],
    [75, 'missing'],
    [75 + NO_DATA_HOLD_SECONDS, 'missing'],
  ])
  assert.equal(said.at(-1), 'resolved data_gone alert.resolved')
  assert.match(written.at(-1)?.record?.reason ?? '', /missing for 1 h/)
})

test('a rule that is broken for a while changes none of its alerts', () => {
  const { said } = play(RULE, [
    [0, 91],
    [30, 'error'],
    [60, 92],
    [75, 'error'],
    [90, 93],
  ])
  assert.deepEqual(said, ['pending - -', 'firing fired alert.firing'])
})

test('switching a rule off resolves what fires and drops what waits', () => {
  assert.equal(
    play(RULE, [
      [0, 91],
      [60, 92],
      [70, 'off'],
    ]).said.at(-1),
    'resolved switched_off alert.resolved',
  )
  assert.equal(
    play(RULE, [
      [0, 91],
      [10, 'off'],
    ]).said.at(-1),
    'inactive switched_off -',
  )
})

test('a rule itself goes through broken and mended without waking anybody', () => {
  let ids = 0
  const tools = { now: at(0), newId: () => `id-${(ids += 1)}` }
  const start = ruleItself(RULE, RULE.owner, tools)
  const broken = advance(RULE, start, { event: 'error', seen: null, detail: 'unknown function foo' }, tools)
  assert.equal(broken.transition?.alert.state, 'error')
  assert.equal(broken.transition.record?.reason, 'The rule cannot be evaluated: unknown function foo')
  const again = advance(RULE, broken.alert, { event: 'error', seen: null, detail: 'the same' }, tools)
  assert.equal(again.transition, null)
  const mended = advance(RULE, again.alert, { event: 'clear', seen: null }, tools)
  assert.deepEqual([mended.transition?.alert.state, mended.transition?.outbox], ['resolved', null])
})

test('time alone changes a pending alert at the end of its time, and one without data an hour after that began', () => {
  const pending = play(RULE, [[0, 91]]).alert
  assert.deepEqual(pending && nextChange(RULE, pending), at(60))
  const lost = play(RULE, [
    [0, 91],
    [60, 92],
    [75, 'missing'],
  ]).alert
  assert.deepEqual(lost && nextChange(RULE, lost), at(75 + NO_DATA_HOLD_SECONDS))
  const firing = play(RULE, [
    [0, 91],
    [60, 92],
  ]).alert
  assert.equal(firing && nextChange(RULE, firing), null)
})
