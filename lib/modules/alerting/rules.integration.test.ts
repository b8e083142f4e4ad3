// Rules as people write them: by whom, with which faults named, and what is recorded.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DomainError } from '#lib/core/errors.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { newId } from '#lib/infra/db/index.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { DEFAULT_RULES } from './domain/default-rules.ts'
import {
  createRule,
  deleteRule,
  ensureDefaultRules,
  getRule,
  limitsOfJob,
  listAlerts,
  listRules,
  updateRule,
} from './index.ts'
import type { CreateRuleInput } from './schemas.ts'
import { openAlertingWorld, type AlertingWorld } from './testing/alerting-world.ts'

let here: AlertingWorld
const platformCtx = () => here.world.console(here.platform)
before(async () => {
  here = await openAlertingWorld()
})
after(async () => await here.close())

let names = 0
const input = (change: Partial<CreateRuleInput> = {}): CreateRuleInput => ({
  name: `Target down ${(names += 1)}`,
  expr: 'up == 0',
  severity: 'P1',
  summary: '{{ $labels.job }} is down',
  ...change,
})
const failsWith =
  (code: string, text = /./) =>
  (error: unknown) =>
    error instanceof DomainError && error.code === code && text.test(error.message)

test('a rule is created with its defaults, audited, and found again', async () => {
  const ctx = here.world.console(here.platform)
  const rule = await createRule(ctx, input())
  assert.deepEqual(
    [rule.forSeconds, rule.intervalSeconds, rule.kind, rule.enabled, rule.state],
    [0, 15, 'incident', true, 'inactive'],
  )
  assert.deepEqual(await getRule(ctx, { ruleId: rule.id }), rule)
  const { entries } = await listAudit(ctx, { action: 'rule.create' })
  assert.equal(entries[0]?.targetId, rule.id)
})

for (const [what, change, field, problem] of [
  ['an expression that does not parse', { expr: 'up == )' }, 'expr', /line 1, column/],
  ['an expression that is no vector', { expr: 'up[5m]' }, 'expr', /range vector/],
  ['an unknown placeholder', { summary: '{{ .Value }}' }, 'summary', /neither/],
  ['a label with a dash', { labels: { 'a-b': 'c' } }, 'labels', /letters, digits/],
  ['a negative time', { forSeconds: -1 }, 'forSeconds', /at least 0/],
  ['no interval', { intervalSeconds: 0 }, 'intervalSeconds', /at least 1/],
  ['a severity of its own', { severity: 'P9' }, 'severity', /one of P0/],
] as const) {
  test(`refused with its field named: ${what}`, async () => {
    // The input comes from outside: it has no type there.
    const faulty: CreateRuleInput = Object.assign(input(), change)
    await assert.rejects(createRule(platformCtx(), faulty), (error: unknown) => {
      assert.ok(error instanceof DomainError)
      assert.equal(error.code, 'invalid_input')
      assert.ok(error.faults[0]?.field.startsWith(field), error.faults[0]?.field)
      return problem.test(error.message)
    })
  })
}

test('names are unique within their owner, not beyond', async () => {
  const named = input({ name: 'Same name' })
  await createRule(here.world.console(here.platform), named)
  await createRule(here.world.console(here.acme), named)
  await createRule(here.world.console(here.globex), named)
  await assert.rejects(createRule(here.world.console(here.acme), named), failsWith('conflict'))
})

test('the operator names the platform; nobody names another one', async () => {
  const ctx = here.world.console(operatorScope)
  await assert.rejects(createRule(ctx, input()), failsWith('invalid_input', /platformId/))
  const rule = await createRule(ctx, input({ platformId: here.platform.platformId }))
  assert.equal(rule.platformId, here.platform.platformId)
  await assert.rejects(
    createRule(here.world.console(here.platform), input({ platformId: newId() })),
    failsWith('not_found'),
  )
})

test('a change is the next version; only the given fields change', async () => {
  const ctx = here.world.console(here.platform)
  const rule = await createRule(ctx, input({ labels: { team: 'a' } }))
  const changed = await updateRule(ctx, { ruleId: rule.id, forSeconds: 30, enabled: false })
  assert.deepEqual(
    [changed.version, changed.forSeconds, changed.state, changed.labels, changed.expr],
    [2, 30, 'off', { team: 'a' }, 'up == 0'],
  )
  await assert.rejects(
    updateRule(ctx, { ruleId: rule.id, expr: 'up ==' }),
    failsWith('invalid_input', /column/),
  )
})

test('another tenant’s rule is not there: to read, to change, to delete', async () => {
  const rule = await createRule(here.world.console(here.acme), input())
  const ctx = here.world.console(here.globex)
  const ref = { ruleId: rule.id }
  await assert.rejects(getRule(ctx, ref), failsWith('not_found'))
  await assert.rejects(updateRule(ctx, { ...ref, enabled: false }), failsWith('not_found'))
  await assert.rejects(deleteRule(ctx, ref), failsWith('not_found'))
  assert.deepEqual(
    (await listRules(ctx)).rules.filter(({ id }) => id === rule.id),
    [],
  )
  assert.equal((await getRule(here.world.console(here.acme), ref)).enabled, true)
})

test('a tenant’s admin writes the tenant’s rules; a viewer, and an admin of the tenant above it, do not', async () => {
  const me = newId()
  await createRule(here.world.member(here.acme, 'tenant_admin', me), input())
  await assert.rejects(
    createRule(here.world.member(here.acme, 'tenant_viewer', me), input()),
    failsWith('forbidden'),
  )
  await assert.rejects(
    createRule(here.world.member(here.platform, 'tenant_admin', me), input()),
    failsWith('forbidden'),
  )
  await assert.rejects(
    createRule(here.world.member(here.platform, 'on_call', me), input()),
    failsWith('forbidden'),
  )
})

const insertAlert = async (ruleId: string, state: string, tenant: string | null = null): Promise<string> => {
  const id = newId()
  await here.admin.query(
    `insert into alert (id, platform_id, tenant_id, rule_id, fingerprint, labels, state, value, summary, active_at, updated_at)
     values ($1, $2, $3, $4, 'f', '{"job":"web"}', $5, 'NaN', 'web is down', now(), now())`,
    [id, here.platform.platformId, tenant, ruleId, state],
  )
  return id
}

test('a rule without history is removed; one with alerts is kept, and says what to do instead', async () => {
  const ctx = here.world.console(here.platform)
  const fresh = await createRule(ctx, input())
  assert.deepEqual(await deleteRule(ctx, { ruleId: fresh.id }), { deleted: true })
  await assert.rejects(getRule(ctx, { ruleId: fresh.id }), failsWith('not_found'))
  const used = await createRule(ctx, input())
  await insertAlert(used.id, 'resolved')
  await assert.rejects(deleteRule(ctx, { ruleId: used.id }), failsWith('conflict', /switch it off/))
})

test('a rule stands as badly as the worst of its alerts', async () => {
  const ctx = here.world.console(here.platform)
  const rule = await createRule(ctx, input())
  const stateNow = async () => (await getRule(ctx, { ruleId: rule.id })).state
  await insertAlert(rule.id, 'resolved')
  assert.equal(await stateNow(), 'inactive')
  for (const state of ['pending', 'no_data', 'error', 'firing'] as const) {
    await insertAlert(rule.id, state)
    assert.equal(await stateNow(), state)
  }
  const view = (await listRules(ctx)).rules.find(({ id }) => id === rule.id)
  assert.deepEqual([view?.state, view?.activeAlerts], ['firing', 2])
})

test('alerts are listed by state; a tenant sees its own, without the rule of the platform behind it', async () => {
  const rule = await createRule(here.world.console(here.platform), input({ severity: 'P0' }))
  const mine = await insertAlert(rule.id, 'firing', here.acme.tenantId)
  await insertAlert(rule.id, 'firing', here.globex.tenantId)
  await insertAlert(rule.id, 'resolved', here.acme.tenantId)
  const seen = await listAlerts(here.world.console(here.acme))
  assert.deepEqual(
    seen.alerts.map(({ id, ruleName, value }) => [id, ruleName, value]),
    [[mine, 'A rule of the platform', null]],
  )
  const ofRule = async (state: 'active' | 'all' | 'resolved') =>
    (await listAlerts(here.world.console(here.platform), { ruleId: rule.id, state })).alerts
  assert.equal((await ofRule('active')).length, 2)
  assert.equal((await ofRule('all')).length, 3)
  assert.equal((await ofRule('resolved')).length, 1)
  assert.equal((await ofRule('active'))[0]?.ruleName, rule.name)
})

test('default rules are made once, come back when they are missing, and stay as somebody changed them', async () => {
  const ctx = here.world.job(operatorScope)
  assert.deepEqual(await ensureDefaultRules(ctx), [], 'there is no platform of our own yet')
  const self = newId()
  await here.admin.query(`insert into platform (id, name, is_self) values ($1, 'Bailiwick', true)`, [self])
  assert.equal((await ensureDefaultRules(ctx)).length, DEFAULT_RULES.length)
  assert.deepEqual(await ensureDefaultRules(ctx), [])
  const { rules } = await listRules(here.world.console(operatorScope))
  const disk = rules.find(({ name, platformId }) => platformId === self && name === 'Disk nearly full')
  assert.equal(disk?.isDefault, true)
  await updateRule(here.world.console(operatorScope), { ruleId: disk.id, forSeconds: 600 })
  await here.admin.query(`delete from rule where platform_id = $1 and name = 'Memory nearly used up'`, [self])
  assert.deepEqual(await ensureDefaultRules(ctx), ['Memory nearly used up'])
  assert.equal((await getRule(here.world.console(operatorScope), { ruleId: disk.id })).forSeconds, 600)
})

test('limits of a service are those of the rules in force that ask about it, its own and its platform’s', async () => {
  const metric = 'limits_of_job_seconds'
  const [ofPlatform, ofAcme, ofGlobex] = [
    platformCtx(),
    here.world.console(here.acme),
    here.world.console(here.globex),
  ]
  await createRule(ofPlatform, input({ name: 'slow', expr: `${metric} > 3` }))
  await createRule(ofPlatform, input({ name: 'slow elsewhere', expr: `${metric}{job="web"} > 2` }))
  await createRule(ofPlatform, input({ name: 'two limits', expr: `${metric} > 3 and ${metric} < 9` }))
  await createRule(ofPlatform, input({ name: 'switched off', expr: `${metric} > 4`, enabled: false }))
  await createRule(ofAcme, input({ name: 'slow here', expr: `${metric}{job=~"a.*"} > 1` }))
  await createRule(ofGlobex, input({ name: 'slow there', expr: `${metric} > 7` }))
  const limits = async (ctx: typeof ofPlatform, owner: { platformId: string; tenantId: string | null }) =>
    (await limitsOfJob(ctx, { owner, job: 'api' }))
      .filter(({ shape }) => shape === metric)
      .map(({ ruleName, operator, value }) => `${ruleName} ${operator} ${value}`)
  const { platformId, tenantId } = here.acme
  assert.deepEqual(await limits(ofPlatform, { platformId, tenantId: null }), ['slow > 3'])
  assert.deepEqual(await limits(ofPlatform, { platformId, tenantId }), ['slow > 3', 'slow here > 1'])
  assert.deepEqual(await limits(ofAcme, { platformId, tenantId }), ['slow here > 1'], 'a tenant sees its own')
  assert.deepEqual(await limits(ofGlobex, { platformId, tenantId }), [])
})
