// The evaluator on real Postgres: transitions, decisions and outbox rows in one transaction, by the leader alone.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Registry } from 'prom-client'
import { systemClock } from '#lib/core/clock.ts'
import type { Scope } from '#lib/core/scope.ts'
import { openPool } from '#lib/infra/db/index.ts'
import { eventually } from '#lib/infra/jobs/testing/eventually.ts'
import type { SqlPool } from '#lib/infra/jobs/sql-pool.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { evaluateInstant, Labels, type Expr, type ResultData } from '#lib/promql/index.ts'
import { loadAlerts, NotLeadingError, persistTransitions } from './engine-repository.ts'
import { createRule, createRuleEngine, updateRule, type RuleEngine } from './index.ts'
import type { RuleView } from './schemas.ts'
import { cutConnections } from '#testing/cut-connections.ts'
import { openAlertingWorld, type AlertingWorld } from './testing/alerting-world.ts'

let here: AlertingWorld
let pool: SqlPool
let epoch = 0
const running: RuleEngine[] = []
before(async () => {
  here = await openAlertingWorld()
  pool = openPool(here.world.db.urls.engine, 'test-engine', 3)
})
after(async () => {
  for (const engine of running) await engine.stop()
  await pool.end()
  await here.close()
})
beforeEach(async () => {
  for (const engine of running.splice(0)) await engine.stop()
  await here.admin.query('delete from outbox')
  await here.admin.query('delete from decision')
  await here.admin.query('delete from alert')
  await here.admin.query('delete from rule')
  const { rows } = await here.admin.query<{ epoch: number }>(
    `update metrics.leader set epoch = epoch + 1 returning epoch::float8 as epoch`,
  )
  epoch = rows[0]?.epoch ?? 0
})

/** Series as the test sets them: metric and labels → value, in whose name. */
const series = new Map<string, { labels: Record<string, string>; value: number; tenant: string | null }>()
async function query(scope: Scope, expr: Expr, timeMs: number): Promise<ResultData> {
  const source = {
    select: (matchers: readonly { name: string; matches: (value: string) => boolean }[]) =>
      [...series.values()].flatMap(({ labels, value, tenant }) => {
        if (scope.kind === 'tenant' && tenant !== scope.tenantId) return []
        const shown = Labels.of(
          scope.kind === 'tenant' || tenant === null ? labels : { ...labels, tenant: 'acme' },
        )
        if (!matchers.every((matcher) => matcher.matches(shown.get(matcher.name)))) return []
        return [{ labels: shown, timestamps: Float64Array.of(timeMs - 10), values: Float64Array.of(value) }]
      }),
  }
  return (await evaluateInstant(expr, source, { timeMs })).data
}
const set = (job: string, value: number, tenant: string | null = null): void => {
  series.set(job, { labels: { __name__: 'up', job }, value, tenant })
}
const start = (url = here.world.db.urls.engine): RuleEngine => {
  const engine = createRuleEngine({
    databaseUrl: url,
    query,
    clock: systemClock,
    registry: new Registry(),
    log: createLogger('test', 'fatal'),
  })
  running.push(engine)
  engine.onLeadership(true, epoch)
  return engine
}
const makeRule = async (change: object = {}): Promise<RuleView> =>
  await createRule(here.world.console(here.platform), {
    name: `Target down ${performance.now()}`,
    expr: 'up == 0',
    severity: 'P1',
    summary: '{{ $labels.job }} is down',
    ...change,
  })

interface Row {
  readonly state: string
  readonly labels: object
  readonly tenant_id: string | null
  readonly summary: string
}
const alerts = async (): Promise<Row[]> =>
  (
    await here.admin.query<Row>(
      `select state, labels, tenant_id, summary from alert where fingerprint <> 'rule' order by updated_at`,
    )
  ).rows
const outbox = async (): Promise<string[]> =>
  (await here.admin.query<{ kind: string }>('select kind from outbox order by created_at')).rows.map(
    ({ kind }) => kind,
  )
const owner = () => ({ platformId: here.platform.platformId, tenantId: null })
const UP = new Set(['up'])

test('a sample that makes a rule true is an alert, a decision and an outbox row within a moment', async () => {
  set('web', 1)
  const rule = await makeRule()
  const engine = start()
  await sleep(300)
  set('web', 0)
  const began = performance.now()
  engine.onSamples(UP, owner())
  await eventually('the alert is written', async () => (await alerts()).length === 1)
  assert.ok(performance.now() - began < 1000)
  assert.deepEqual(await alerts(), [
    { state: 'firing', labels: { job: 'web' }, tenant_id: null, summary: 'web is down' },
  ])
  assert.deepEqual(await outbox(), ['alert.firing'])
  const { rows } = await here.admin.query(
    `select d.stage, d.verdict, d.data->>'ruleId' = $1 as of_rule, o.payload->>'alertId' = d.alert_id::text as about
       from decision d, outbox o`,
    [rule.id],
  )
  assert.deepEqual(rows, [{ stage: 'rule', verdict: 'fired', of_rule: true, about: true }])
  set('web', 1)
  engine.onSamples(UP, owner())
  await eventually('it is resolved', async () => (await outbox()).includes('alert.resolved'))
  assert.equal((await alerts())[0]?.state, 'resolved')
})

test('a tenant’s series makes a tenant’s alert, visible to nobody else', async () => {
  set('web', 1)
  set('shop', 0, here.acme.tenantId)
  await makeRule()
  start()
  await eventually('the alert is written', async () => (await alerts()).length === 1)
  assert.equal((await alerts())[0]?.tenant_id, here.acme.tenantId)
  series.delete('shop')
})

test('a rule made, changed and switched off while the engine runs is taken at once', async () => {
  set('web', 0)
  start()
  await sleep(200)
  const rule = await makeRule({ expr: 'up == 7' })
  await sleep(300)
  assert.deepEqual(await alerts(), [])
  await updateRule(here.world.console(here.platform), { ruleId: rule.id, expr: 'up == 0' })
  await eventually('it fires', async () => (await alerts())[0]?.state === 'firing', 2000)
  await updateRule(here.world.console(here.platform), { ruleId: rule.id, enabled: false })
  await eventually('it is resolved', async () => (await alerts())[0]?.state === 'resolved', 2000)
  assert.deepEqual(await outbox(), ['alert.firing', 'alert.resolved'])
})

test('a restart goes on where the alerts are: nothing fires twice, and recovery is seen', async () => {
  set('web', 0)
  await makeRule()
  const first = start()
  await eventually('it fires', async () => (await alerts()).length === 1)
  await first.stop()
  running.length = 0
  const second = start()
  await sleep(500)
  assert.deepEqual(await outbox(), ['alert.firing'])
  set('web', 1)
  second.onSamples(UP, owner())
  await eventually('it is resolved', async () => (await alerts())[0]?.state === 'resolved')
  assert.equal((await alerts()).length, 1)
})

test('a heartbeat is an outbox row and no alert', async () => {
  set('web', 1)
  const rule = await makeRule({ expr: 'up == 1', kind: 'heartbeat' })
  const engine = start()
  await eventually('it beats', async () => (await outbox()).length > 0)
  for (let n = 0; n < 5; n += 1) {
    engine.onSamples(UP, owner())
    await sleep(30)
  }
  assert.deepEqual(await outbox(), ['heartbeat.beat'], 'not more often than every 15 s')
  const { rows } = await here.admin.query<{ payload: { ruleId: string; at: string } }>(
    'select payload from outbox',
  )
  assert.equal(rows[0]?.payload.ruleId, rule.id)
  assert.ok(Math.abs(systemClock.now().getTime() - Date.parse(rows[0].payload.at)) < 10_000)
  assert.deepEqual(await alerts(), [])
})

test('connections that are cut in the middle lose no transition', async () => {
  for (let n = 0; n < 50; n += 1) set(`job-${n}`, 1)
  await makeRule()
  const engine = start()
  await sleep(300)
  for (let n = 0; n < 50; n += 1) {
    set(`job-${n}`, 0)
    engine.onSamples(UP, owner())
    if (n % 10 === 5) {
      await cutConnections(here.world.db.urls.admin, ['rules', 'listen'])
    }
    await sleep(15)
  }
  await eventually(
    'all fire',
    async () => (await alerts()).filter(({ state }) => state === 'firing').length === 50,
    10_000,
  )
  assert.equal((await outbox()).length, 50, 'each exactly once')
  series.clear()
})

test('an engine that does not lead any more writes nothing', async () => {
  set('web', 0)
  await makeRule()
  await here.admin.query('update metrics.leader set epoch = epoch + 1')
  start()
  await sleep(500)
  assert.deepEqual(await alerts(), [])
  await assert.rejects(persistTransitions(pool, epoch, { transitions: [], beats: [] }), NotLeadingError)
})

test('writing the same transitions twice changes nothing', async () => {
  const rule = await makeRule()
  const at = new Date()
  const alert = {
    id: '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e70',
    fingerprint: 'f',
    owner: owner(),
    labels: { job: 'web' },
    state: 'firing' as const,
    value: Number.NaN,
    summary: 's',
    activeAt: at,
    firedAt: at,
    changedAt: at,
  }
  const transition = {
    ruleId: rule.id,
    alert,
    resolvedAt: null,
    at,
    record: { id: '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e71', verdict: 'fired' as const, reason: 'r' },
    outbox: { id: '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e72', kind: 'alert.firing' as const },
  }
  const batch = { transitions: [transition, { ...transition, record: null, outbox: null }], beats: [] }
  await persistTransitions(pool, epoch, batch)
  await persistTransitions(pool, epoch, batch)
  assert.deepEqual([(await alerts()).length, (await outbox()).length], [1, 1])
  const stored = (await loadAlerts(pool)).get(rule.id)?.[0]
  assert.deepEqual({ ...stored, ruleId: undefined }, { ...alert, ruleId: undefined })
})
