import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '#lib/core/errors.ts'
import { PromqlError } from '#lib/promql/index.ts'
import { NO_DATA_HOLD_SECONDS } from './domain/advance.ts'
import type { AlertInstance } from './domain/rule.ts'
import { ACME, PLATFORM, RuleStory, STORY_START, storyRule } from './testing/rule-story.ts'

const at = (seconds: number): Date => new Date(STORY_START + seconds * 1000)
const WEB = { job: 'web' }
/** Lines without their seconds. */
const untimed = (lines: readonly string[]): string[] => lines.map((line) => line.replace(/^\S+ /, ''))

test('a sample that makes the condition true fires at once, the sample that ends it resolves', async () => {
  const story = new RuleStory([storyRule()])
  await story.lead()
  await story.time.moveTo(7.3)
  await story.sample('up', WEB, 0)
  await story.time.moveTo(9.1)
  await story.sample('up', WEB, 1)
  assert.deepEqual(story.said, ['7.3 firing fired alert.firing', '9.1 resolved recovered alert.resolved'])
  assert.equal(story.written[0]?.alert.summary, 'web is down')
  assert.deepEqual(story.written[0].alert.labels, WEB)
})

test('a pending alert fires when its time is up, not at the next interval', async () => {
  const story = new RuleStory([storyRule({ forSeconds: 20 })])
  await story.lead()
  await story.time.moveTo(4.2)
  await story.sample('up', WEB, 0)
  await story.time.moveTo(60)
  assert.deepEqual(story.said, ['4.2 pending - -', '24.2 firing fired alert.firing'])
})

test('without a sample a rule is evaluated on its interval: time alone can make it true', async () => {
  const story = new RuleStory([storyRule({ expr: 'absent(up{job="web"})' })])
  story.put('up', WEB, 1)
  await story.lead()
  await story.time.moveTo(330)
  const [fired] = story.written
  assert.ok(fired)
  assert.equal(fired.alert.state, 'firing')
  const seconds = (fired.at.getTime() - STORY_START) / 1000
  assert.ok(
    seconds > 299 && seconds <= 316,
    `${seconds} s: five minutes of look-back and at most one interval`,
  )
})

test('samples of metrics that a rule does not read do not wake it', async () => {
  const story = new RuleStory([storyRule()])
  await story.lead()
  const before = story.evaluations
  for (let n = 0; n < 50; n += 1) await story.sample('other', WEB, n)
  assert.equal(story.evaluations, before)
})

test('many samples in one turn lead to one evaluation', async () => {
  const story = new RuleStory([storyRule()])
  await story.lead()
  await story.time.moveTo(1)
  const before = story.evaluations
  const samples = Array.from({ length: 100 }, (_, n) => story.sample('up', { job: `j${n}` }, 0))
  await Promise.all(samples)
  assert.equal(story.evaluations - before, 1)
  assert.equal(story.written.length, 100)
})

test('a tenant’s series make alerts of the tenant in a platform’s rule; its own rules see nothing else', async () => {
  const own = storyRule({ id: 'own', owner: { platformId: PLATFORM, tenantId: ACME } })
  const story = new RuleStory([storyRule(), own])
  story.put('up', WEB, 0)
  story.put('up', { job: 'shop' }, 0, { platformId: PLATFORM, tenantId: ACME })
  await story.lead()
  const lines = story.written.map(({ ruleId, alert }) =>
    [ruleId === 'own', alert.owner.tenantId, alert.labels['job']].join(' '),
  )
  assert.deepEqual(lines.toSorted(), ['false  web', `false ${ACME} shop`, `true ${ACME} shop`])
})

test('a tenant that nobody has heard of yet is looked up before its alert falls to the platform', async () => {
  const story = new RuleStory([storyRule()])
  story.knowsAcme = false
  story.put('up', WEB, 0, { platformId: PLATFORM, tenantId: ACME })
  await story.lead()
  assert.equal(story.written[0]?.alert.owner.tenantId, ACME)
})

test('a target that goes away is no recovery: the alert waits for data, for an hour', async () => {
  const story = new RuleStory([storyRule()])
  await story.lead()
  await story.sample('up', WEB, 0)
  await story.time.moveTo(10)
  await story.end('up', WEB)
  await story.time.moveTo(10 + NO_DATA_HOLD_SECONDS + 20)
  const ofAlert = story.written.filter(({ alert }) => alert.fingerprint !== 'rule')
  assert.deepEqual(
    ofAlert.map(({ alert, record }) => `${alert.state} ${record?.verdict}`),
    ['firing fired', 'no_data data_lost', 'resolved data_gone'],
  )
  assert.equal(ofAlert[2]?.at.getTime(), at(10 + NO_DATA_HOLD_SECONDS).getTime())
})

test('one of several targets goes away: its alert waits, the others are judged', async () => {
  const story = new RuleStory([storyRule()])
  await story.lead()
  await story.sample('up', WEB, 0)
  await story.sample('up', { job: 'api' }, 0)
  await story.time.moveTo(10)
  await story.end('up', WEB)
  await story.sample('up', { job: 'api' }, 1)
  await story.time.moveTo(40)
  const last = new Map(story.written.map(({ alert }) => [alert.labels['job'], alert.state]))
  assert.deepEqual(
    last,
    new Map([
      ['web', 'no_data'],
      ['api', 'resolved'],
    ]),
  )
})

test('a condition over an aggregation that ends is clear when its inputs still have data', async () => {
  const story = new RuleStory([storyRule({ expr: 'sum by (job) (errors) > sum by (job) (limit)' })])
  await story.lead()
  story.put('limit', WEB, 5)
  await story.sample('errors', WEB, 9)
  await story.time.moveTo(20)
  story.put('limit', WEB, 5)
  await story.sample('errors', WEB, 1)
  assert.deepEqual(untimed(story.said), ['firing fired alert.firing', 'resolved recovered alert.resolved'])
})

test('a rule whose inputs have no data at all says so once, and once when they come', async () => {
  const story = new RuleStory([storyRule()])
  await story.lead()
  await story.time.moveTo(200)
  assert.deepEqual(untimed(story.saidOfRules), ['no_data data_lost -'])
  await story.sample('up', WEB, 1)
  await story.time.moveTo(300)
  assert.equal(story.saidOfRules.length, 2)
  assert.match(story.saidOfRules[1] ?? '', /resolved recovered -$/)
  assert.deepEqual(story.said, [])
})

test('a rule that cannot be parsed or evaluated is broken, not silent; mending it says so', async () => {
  const story = new RuleStory([storyRule({ expr: 'up ==' })])
  await story.lead()
  await story.time.moveTo(60)
  assert.deepEqual(untimed(story.saidOfRules), ['error broken -'])
  assert.match(story.written[0]?.record?.reason ?? '', /cannot be evaluated: /)
  story.rules = [storyRule({ version: 2 })]
  story.put('up', WEB, 1)
  story.evaluator.reload()
  await story.time.moveTo(61)
  assert.equal(story.saidOfRules.at(-1), '60 resolved mended -')
})

test('an error of the data does not resolve what fires', async () => {
  const story = new RuleStory([storyRule()])
  story.put('up', WEB, 0)
  await story.lead()
  story.queryError = new PromqlError('execution', 'many-to-many matching')
  await story.time.moveTo(40)
  story.queryError = undefined
  await story.time.moveTo(80)
  assert.deepEqual(untimed(story.said), ['firing fired alert.firing'])
  assert.deepEqual(untimed(story.saidOfRules), ['error broken -', 'resolved mended -'])
})

test('an engine that cannot answer at the moment changes nothing, and the rule is tried again', async () => {
  const story = new RuleStory([storyRule()])
  story.queryError = new DomainError('unavailable', 'the log is being read')
  await story.lead()
  await story.time.moveTo(20)
  assert.deepEqual(story.said, [])
  story.queryError = undefined
  story.put('up', WEB, 0)
  await story.time.moveTo(40)
  assert.equal(story.written.length, 1)
})

test('pending times survive a restart', async () => {
  const first = new RuleStory([storyRule({ forSeconds: 60 })])
  await first.lead()
  await first.time.moveTo(10)
  await first.sample('up', WEB, 0)
  first.evaluator.stop()
  const pending = first.written[0]?.alert
  assert.equal(pending?.state, 'pending')
  const second = new RuleStory([storyRule({ forSeconds: 60 })])
  second.stored = new Map([[storyRule().id, [pending]]])
  await second.time.moveTo(45)
  second.put('up', WEB, 0)
  await second.lead()
  await second.time.moveTo(100)
  assert.deepEqual(second.said, ['70 firing fired alert.firing'])
  assert.equal(second.written[0]?.alert.id, pending.id)
})

test('what fired before a restart does not fire again, and recovers afterwards', async () => {
  const before: AlertInstance = {
    id: 'alert-1',
    fingerprint: '',
    owner: { platformId: PLATFORM, tenantId: null },
    labels: WEB,
    state: 'firing',
    value: 0,
    summary: 'web is down',
    activeAt: at(-60),
    firedAt: at(-60),
    changedAt: at(-60),
  }
  const scout = new RuleStory([storyRule()])
  await scout.lead()
  await scout.sample('up', WEB, 0)
  const fingerprint = scout.written[0]?.alert.fingerprint ?? ''
  const story = new RuleStory([storyRule()])
  story.stored = new Map([[storyRule().id, [{ ...before, fingerprint }]]])
  story.put('up', WEB, 0)
  await story.lead()
  await story.time.moveTo(30)
  assert.deepEqual(story.said, [])
  await story.sample('up', WEB, 1)
  assert.deepEqual(story.said, ['30 resolved recovered alert.resolved'])
  assert.equal(story.written[0]?.alert.id, 'alert-1')
})

test('a rule that is switched off resolves its alerts; so does one that was switched off while nobody led', async () => {
  const story = new RuleStory([storyRule()])
  await story.lead()
  await story.sample('up', WEB, 0)
  const firing = story.written[0]?.alert
  assert.ok(firing)
  story.rules = []
  story.evaluator.reload()
  await story.time.moveTo(1)
  assert.equal(story.said.at(-1), '0 resolved switched_off alert.resolved')
  const later = new RuleStory([])
  later.stored = new Map([[storyRule().id, [firing]]])
  await later.lead()
  await later.time.moveTo(100)
  assert.deepEqual(later.said, ['0 resolved switched_off alert.resolved'])
})

test('a new version of a rule is taken within half a minute even if nobody says so, and keeps its alerts', async () => {
  const story = new RuleStory([storyRule()])
  await story.lead()
  await story.sample('up', WEB, 0)
  story.rules = [storyRule({ version: 2, summary: 'changed' })]
  await story.time.moveTo(31)
  story.put('up', WEB, 1)
  await story.time.moveTo(60)
  assert.deepEqual(
    story.written.map(({ alert }) => alert.state),
    ['firing', 'resolved'],
  )
  assert.equal(story.written[1]?.alert.summary, 'changed')
})

test('a heartbeat rule beats at most every fifteen seconds while it is true, and opens nothing', async () => {
  const story = new RuleStory([storyRule({ kind: 'heartbeat', expr: 'count_over_time(up[1m]) > 0' })])
  await story.lead()
  for (let second = 0; second < 60; second += 1) {
    await story.time.moveTo(second)
    await story.sample('up', WEB, 1)
  }
  assert.equal(story.beats.length, 4)
  await story.time.moveTo(180)
  const beats = story.beats.length
  await story.time.moveTo(300)
  assert.equal(story.beats.length, beats, 'no samples, no sign of life')
  assert.deepEqual(story.said, [])
})

test('who does not lead evaluates nothing and drops what waits', async () => {
  const story = new RuleStory([storyRule()])
  await story.sample('up', WEB, 0)
  await story.time.moveTo(60)
  assert.deepEqual(story.said, [])
  await story.lead()
  await story.time.moveTo(61)
  assert.equal(story.said.length, 1)
  story.evaluator.onLeadership(false)
  assert.equal(story.dropped, 1)
  const before = story.evaluations
  await story.sample('up', WEB, 1)
  await story.time.moveTo(200)
  assert.equal(story.evaluations, before)
})

test('while too many transitions wait nothing is evaluated, and afterwards everything is', async () => {
  const story = new RuleStory([storyRule()])
  await story.lead()
  story.isFull = true
  await story.time.moveTo(1)
  await story.sample('up', WEB, 0)
  await story.time.moveTo(30)
  assert.deepEqual(story.said, [])
  story.isFull = false
  await story.time.moveTo(32)
  assert.deepEqual(
    story.written.map(({ alert }) => alert.state),
    ['firing'],
  )
})
