// The life of an incident on real Postgres: opened once, paged, taken, recovered; seen by its own tenant alone.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { manualClock } from '#lib/core/clock.ts'
import { DomainError } from '#lib/core/errors.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { newId } from '#lib/infra/db/index.ts'
import { listAudit, verifyAudit } from '#lib/modules/audit/index.ts'
import { setEscalationPolicy } from '#lib/modules/oncall/index.ts'
import { createPlatform, createTenant, listServices } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { insertMember } from '#testing/insert-member.ts'
import { handEscalation } from './testing/hand-escalation.ts'
import {
  acknowledgeIncident,
  applyServiceSignal,
  commentIncident,
  escalateByHand,
  escalateIncident,
  fireStep,
  getIncident,
  listIncidents,
  openIncident,
  openIncidentFromAlert,
  recoverIncident,
  resolveIncident,
} from './index.ts'

let world: TestWorld
let admin: pg.Client
let platform: Extract<Scope, { kind: 'platform' }>
let tenant: Extract<Scope, { kind: 'tenant' }>
let other: Extract<Scope, { kind: 'tenant' }>
let members: string[]
const clock = manualClock(new Date('2026-11-20T06:00:00Z'))

const insertService = async (owner: Scope, name: string): Promise<string> => {
  const id = newId()
  assert.ok(owner.kind !== 'operator')
  await admin.query('insert into service (id, platform_id, tenant_id, name) values ($1, $2, $3, $4)', [
    id,
    owner.platformId,
    owner.kind === 'tenant' ? owner.tenantId : null,
    name,
  ])
  return id
}
const insertRule = async (name: string, severity = 'P1'): Promise<string> => {
  const id = newId()
  await admin.query(
    `insert into rule (id, platform_id, name, expr, severity, summary) values ($1, $2, $3, 'up == 0', $4::severity, 'x')`,
    [id, platform.platformId, name, severity],
  )
  return id
}
const insertAlert = async (ruleId: string, owner: Scope, job: string, state = 'firing'): Promise<string> => {
  const id = newId()
  assert.ok(owner.kind !== 'operator')
  await admin.query(
    `insert into alert (id, platform_id, tenant_id, rule_id, fingerprint, labels, state, summary, active_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7::alert_state, $8, now(), now())`,
    [
      id,
      owner.platformId,
      owner.kind === 'tenant' ? owner.tenantId : null,
      ruleId,
      id,
      { job },
      state,
      `${job} is down`,
    ],
  )
  return id
}
const openFromAlert = async (name: string): Promise<string> => {
  const alertId = await insertAlert(await insertRule(name), platform, name)
  const { incidentId } = await openIncidentFromAlert(job(), { alertId })
  assert.ok(incidentId !== null)
  return incidentId
}
const recoverAlert = async (id: string): Promise<void> => {
  await admin.query(`update alert set state = 'resolved', resolved_at = now() where id = $1`, [id])
}
const job = () => world.job(platform, clock)
const as = (scope: Scope) => world.console(scope, clock)
const isNotFound = (error: unknown): boolean => error instanceof DomainError && error.code === 'not_found'

before(async () => {
  world = await openTestWorld(5)
  admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
  const ctx = as(operatorScope)
  const row = await createPlatform(ctx, { name: 'P' })
  platform = { kind: 'platform', platformId: platformId(row.id) }
  const make = async (name: string) => {
    const { id } = await createTenant(ctx, { platformId: row.id, name })
    return { kind: 'tenant', platformId: platformId(row.id), tenantId: tenantId(id) } as const
  }
  tenant = await make('A')
  other = await make('B')
  members = [await insertMember(admin, 'first'), await insertMember(admin, 'second')]
  const [first, second] = members
  assert.ok(first !== undefined && second !== undefined)
  await setEscalationPolicy(as(platform), {
    steps: [
      { delaySeconds: 0, memberIds: [first] },
      { delaySeconds: 30, memberIds: [second] },
    ],
  })
})
after(async () => {
  await admin.end()
  await world.close()
})

test('twenty workers at once open one incident for one alert, and the rest know it', async () => {
  const ruleId = await insertRule('race')
  const alertId = await insertAlert(ruleId, tenant, 'api')
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, async () => await openIncidentFromAlert(job(), { alertId })),
  )
  assert.deepEqual(
    outcomes.map(({ outcome }) => outcome).filter((outcome) => outcome === 'opened'),
    ['opened'],
  )
  assert.equal(new Set(outcomes.map(({ incidentId }) => incidentId)).size, 1)
})

test('two alerts of one rule and service are one incident, also when they race', async () => {
  const ruleId = await insertRule('join')
  await insertService(tenant, 'join-api')
  const alerts = await Promise.all(
    Array.from({ length: 6 }, async () => await insertAlert(ruleId, tenant, 'join-api')),
  )
  const outcomes = await Promise.all(
    alerts.map(async (alertId) => await openIncidentFromAlert(job(), { alertId })),
  )
  assert.equal(new Set(outcomes.map(({ incidentId }) => incidentId)).size, 1)
  assert.equal(outcomes.filter(({ outcome }) => outcome === 'opened').length, 1)
  const incidentId = outcomes[0]?.incidentId ?? ''
  for (const alertId of alerts.slice(1)) {
    await recoverAlert(alertId)
    assert.equal(await recoverIncident(job(), { alertId }), 'still_firing')
  }
  await recoverAlert(alerts[0] ?? '')
  assert.equal(await recoverIncident(job(), { alertId: alerts[0] ?? '' }), 'resolved')
  assert.equal((await getIncident(job(), { incidentId })).state, 'resolved')
})

test('paged, taken by the second, recovered: the timeline tells all of it with times', async () => {
  const ruleId = await insertRule('story')
  const serviceId = await insertService(tenant, 'story-api')
  const alertId = await insertAlert(ruleId, tenant, 'story-api')
  const { incidentId } = await openIncidentFromAlert(job(), { alertId })
  assert.ok(incidentId !== null)
  assert.equal(await fireStep(job(), { incidentId, step: 0 }), 'paged')
  assert.equal(await fireStep(job(), { incidentId, step: 0 }), 'done_before')
  clock.advance(30_000)
  assert.equal(await fireStep(job(), { incidentId, step: 1 }), 'paged')
  clock.advance(12_000)
  const second = world.member(platform, 'on_call', members[1] ?? '')
  const ctx = { ...second, clock }
  const first = await acknowledgeIncident(ctx, { incidentId })
  assert.ok(first.changed)
  const again = await acknowledgeIncident(ctx, { incidentId })
  assert.ok(!again.changed)
  assert.equal(again.acknowledgedAt, first.acknowledgedAt)
  await commentIncident(ctx, { incidentId, text: 'Restarting it.' })
  clock.advance(60_000)
  await recoverAlert(alertId)
  assert.equal(await recoverIncident(job(), { alertId }), 'resolved')
  await assert.rejects(acknowledgeIncident(ctx, { incidentId }), /resolved already/)

  const detail = await getIncident(as(tenant), { incidentId })
  assert.deepEqual(
    detail.timeline.toReversed().map(({ kind }) => kind),
    ['opened', 'paged', 'paged', 'acknowledged', 'comment', 'resolved'],
  )
  assert.match(detail.timeline.find(({ kind }) => kind === 'acknowledged')?.text ?? '', /after 42 s/)
  const malay = await getIncident({ ...as(tenant), language: 'ms' }, { incidentId })
  const told = malay.timeline.toReversed().map(({ text }) => text)
  assert.match(told[0] ?? '', /^Dibuka oleh peraturan story/)
  assert.match(told[3] ?? '', /^Diakui selepas 42 s\. \d+ langkah yang menunggu dibatalkan\.$/)
  assert.equal(told[4], 'Restarting it.', 'what somebody wrote stays')
  assert.deepEqual(
    detail.ladder.map(({ state }) => state),
    ['fired', 'fired'],
  )
  const pages = detail.deliveries.filter(({ purpose }) => purpose === 'page')
  assert.deepEqual(pages.map(({ channel, state }) => `${channel} ${state}`).toSorted(), [
    'email cancelled',
    'email cancelled',
    'in_app sent',
    'in_app sent',
  ])
  assert.deepEqual([...new Set(detail.deliveries.map(({ purpose }) => purpose))].toSorted(), [
    'acknowledged',
    'page',
    'resolved',
  ])
  assert.equal(detail.serviceId, serviceId)
  assert.equal(detail.rule, null, 'a rule of the platform is not for its tenants')
  assert.deepEqual((await getIncident(job(), { incidentId })).rule, {
    id: ruleId,
    name: 'story',
    expr: 'up == 0',
    drawing: { expression: 'up', unit: '', limit: { operator: '==', value: 0 } },
  })
})

test('an acknowledgement before the second step: nobody else is paged, and the decision says why', async () => {
  const alertId = await insertAlert(await insertRule('early'), platform, 'early')
  const { incidentId } = await openIncidentFromAlert(job(), { alertId })
  assert.ok(incidentId !== null)
  await fireStep(job(), { incidentId, step: 0 })
  const taken = await acknowledgeIncident(as(platform), { incidentId })
  assert.equal(taken.cancelledSteps, 1)
  assert.equal(await fireStep(job(), { incidentId, step: 1 }), 'done_before')
  const { deliveries } = await getIncident(job(), { incidentId })
  assert.ok(deliveries.every(({ purpose, step }) => purpose !== 'page' || step === 0))
})

handEscalation(() => ({ world, admin, platform, members, clock, openFromAlert }))

test('an alert that recovered before it was handled opens nothing, and the reason is recorded', async () => {
  const alertId = await insertAlert(await insertRule('flap'), tenant, 'flap', 'resolved')
  assert.deepEqual(await openIncidentFromAlert(job(), { alertId }), {
    outcome: 'recovered',
    incidentId: null,
  })
  const { rows } = await admin.query('select verdict from decision where alert_id = $1', [alertId])
  assert.deepEqual(rows, [{ verdict: 'not_opened' }])
})

test('the other tenant sees no incident, and its ids are like missing ones', async () => {
  const { id } = await openIncident(as(tenant), { title: 'Only for A', severity: 'P2' })
  const codes = async (scope: Scope) =>
    (await listIncidents(as(scope), { state: 'all', limit: 200 })).incidents.map((incident) => incident.id)
  assert.ok((await codes(tenant)).includes(id))
  assert.ok(!(await codes(other)).includes(id))
  assert.ok((await codes(platform)).includes(id))
  const ctx = as(other)
  for (const incidentId of [id, newId()]) {
    await assert.rejects(getIncident(ctx, { incidentId }), isNotFound)
    await assert.rejects(acknowledgeIncident(ctx, { incidentId }), isNotFound)
    await assert.rejects(commentIncident(ctx, { incidentId, text: 'x' }), isNotFound)
    await assert.rejects(resolveIncident(ctx, { incidentId }), isNotFound)
    await assert.rejects(escalateByHand(ctx, { incidentId, step: 0 }), isNotFound)
  }
  assert.equal((await getIncident(as(tenant), { incidentId: id })).state, 'open')
})

test('an incident that a tenant opens by hand is escalated by the policy of its platform', async () => {
  const { id } = await openIncident(as(tenant), { title: 'reported', severity: 'P1' })
  assert.deepEqual((await getIncident(job(), { incidentId: id })).ladder, [])
  assert.equal(await escalateIncident(job(), { incidentId: id }), 'scheduled')
  assert.equal(await escalateIncident(job(), { incidentId: id }), 'unchanged')
  const { ladder } = await getIncident(job(), { incidentId: id })
  assert.deepEqual(
    ladder.map(({ members: who }) => who.map(({ name }) => name)),
    [['first'], ['second']],
  )
})

test('what the engine noticed is on record under the name of the service', async () => {
  const serviceId = await insertService(platform, 'named-db')
  await applyServiceSignal(job(), { serviceId, signal: 'silent' })
  const { entries } = await listAudit(as(platform), { action: 'service.signal', limit: 200 })
  assert.equal(entries.find(({ targetId }) => targetId === serviceId)?.targetName, 'named-db')
})

test('a shared service that is down is told to every tenant of the platform, and nothing else is', async () => {
  const serviceId = await insertService(platform, 'shared-db')
  await applyServiceSignal(job(), { serviceId, signal: 'reporting' })
  const alertId = await insertAlert(await insertRule('shared'), platform, 'shared-db')
  await openIncidentFromAlert(job(), { alertId })
  for (const scope of [tenant, other]) {
    const shared = (await listServices(as(scope))).services.find(({ id }) => id === serviceId)
    assert.equal(shared?.state, 'down')
    assert.ok(shared.shared)
    assert.ok(!JSON.stringify(shared).includes('is down'), 'the incident itself stays inside')
    const { incidents } = await listIncidents(as(scope), { state: 'open', limit: 200 })
    assert.ok(incidents.every(({ tenantId: owner }) => owner === scope.tenantId))
  }
  await recoverAlert(alertId)
  await recoverIncident(job(), { alertId })
  const healthy = (await listServices(as(tenant))).services.find(({ id }) => id === serviceId)
  assert.equal(healthy?.state, 'healthy')
})

test('pages of a list continue where they ended, without gap or repeat', async () => {
  for (let n = 0; n < 7; n += 1) await openIncident(as(other), { title: `n${n}` })
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listIncidents(as(other), {
      state: 'all',
      limit: 3,
      ...(cursor === undefined ? {} : { before: cursor }),
    })
    seen.push(...page.incidents.map(({ id }) => id))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  assert.equal(seen.length, 7)
  assert.equal(new Set(seen).size, 7)
  await assert.rejects(listIncidents(as(other), { before: 'yesterday' }), /before/)
})

test('after all of this the audit chains hold', async () => {
  const verdict = await verifyAudit(as(operatorScope))
  assert.ok(verdict.ok, JSON.stringify(verdict.chains.filter(({ ok }) => !ok)))
})
