// From an alert to people and back, through real Postgres, BullMQ, SMTP and a signed webhook.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { verifyAckToken } from '#lib/infra/auth/ack-token.ts'
import { eventually } from '#lib/infra/jobs/testing/eventually.ts'
import { verifyAudit } from '#lib/modules/audit/index.ts'
import { acknowledgeIncident, getIncident, listIncidents } from '#lib/modules/incidents/index.ts'
import type { JobsProcess } from './start-jobs.ts'
import { openJobsWorld, type JobsWorld } from '#testing/jobs-world.ts'

let here: JobsWorld
let jobs: JobsProcess
before(async () => {
  here = await openJobsWorld()
  jobs = here.start()
  await eventually('the jobs process is ready', () => jobs.isHealthy())
})
after(async () => {
  await jobs.close(5000)
  await here.close()
})

const incidentOf = async (alertId: string): Promise<string> => {
  await eventually('the incident is open', async () => (await here.incidentOf(alertId)) !== null)
  return (await here.incidentOf(alertId)) ?? ''
}
const detail = async (incidentId: string) => await getIncident(here.world.job(here.platform), { incidentId })

test('an alert becomes an incident of its tenant; the first is paged, then the second, who takes it; recovery ends it', async () => {
  await here.setPolicy(3)
  const began = Date.now()
  const alertId = await here.fire(await here.addRule())
  const incidentId = await incidentOf(alertId)
  const { code, serviceName } = await detail(incidentId)
  assert.equal(serviceName, 'web')

  const toAda = await here.mailbox.waitFor(
    ({ to, mail }) => to === 'ada@example.test' && (mail.subject ?? '').includes(code),
  )
  assert.ok(toAda.at - began < 20_000, `paged after ${toAda.at - began} ms`)
  const call = await here.receiver.waitFor(({ body }) => body.includes(code))
  assert.doesNotThrow(() => new Webhook(here.webhookSecret).verify(call.body, call.headers))
  const token = /\/p\/(bw_ack_\S+)/.exec(toAda.mail.text ?? '')?.[1] ?? ''
  const grant = verifyAckToken(here.own.keyring.ackToken, token, new Date())
  assert.deepEqual([grant?.incidentId, grant?.memberId, grant?.scope], [incidentId, here.ada, here.acme])

  const toKwame = await here.mailbox.waitFor(
    ({ to, mail }) => to === 'kwame@example.test' && (mail.subject ?? '').includes(code),
  )
  const { ladder } = await detail(incidentId)
  const lateMs = toKwame.at - Date.parse(ladder[1]?.dueAt ?? '')
  assert.ok(lateMs >= 0 && lateMs < 5000, `the second step was ${lateMs} ms late`)

  const taken = await acknowledgeIncident(here.world.member(here.platform, 'on_call', here.kwame), {
    incidentId,
  })
  assert.equal(taken.changed, true)
  const notice = await here.mailbox.waitFor(
    ({ to, mail }) =>
      to === 'ada@example.test' &&
      mail.messageId !== toAda.mail.messageId &&
      (mail.subject ?? '').includes(code),
  )
  assert.match(`${notice.mail.subject} ${notice.mail.text}`, /taken|acknowledged/i)

  await here.recover(alertId)
  await eventually('it is resolved', async () => (await detail(incidentId)).state === 'resolved')
  await here.mailbox.waitFor(
    ({ to, mail }) =>
      to === 'kwame@example.test' &&
      /resolved/i.test(mail.subject ?? '') &&
      (mail.subject ?? '').includes(code),
  )

  const { timeline, deliveries } = await detail(incidentId)
  const kinds = timeline.toReversed().map(({ kind }) => kind)
  const expected = ['opened', 'paged', 'paged', 'acknowledged', 'resolved']
  assert.deepEqual(
    kinds.filter((kind) => expected.includes(kind)),
    expected,
  )
  for (const [place, entry] of timeline.entries()) {
    const next = timeline[place + 1]
    assert.ok(next === undefined || entry.at >= next.at, 'newest first, each with its time')
  }
  await eventually('every delivery has ended', async () =>
    (await detail(incidentId)).deliveries.every(({ state }) => state === 'sent'),
  )
  assert.equal(new Set(deliveries.map(({ id }) => id)).size, deliveries.length)
})

test('the incident is its tenant’s: the other tenant sees nothing of it', async () => {
  const mine = await listIncidents(here.world.console(here.acme), { state: 'all' })
  assert.ok(mine.incidents.length > 0)
  const theirs = await listIncidents(here.world.console(here.globex), { state: 'all' })
  assert.deepEqual(theirs.incidents, [])
})

test('acknowledging stops paging: the next step never comes', async () => {
  await here.setPolicy(2)
  const incidentId = await incidentOf(await here.fire(await here.addRule()))
  const { code } = await detail(incidentId)
  await here.mailbox.waitFor(
    ({ to, mail }) => to === 'ada@example.test' && (mail.subject ?? '').includes(code),
  )
  await acknowledgeIncident(here.world.member(here.platform, 'on_call', here.ada), { incidentId })
  await sleep(4000)
  assert.deepEqual(
    here.mailbox.received.filter(
      ({ to, mail }) => to === 'kwame@example.test' && (mail.subject ?? '').includes(code),
    ),
    [],
  )
  assert.deepEqual(
    (await detail(incidentId)).ladder.map(({ state }) => state),
    ['fired', 'cancelled'],
  )
})

test('alerts of one rule and service join one incident, which ends when the last has recovered', async () => {
  await here.setPolicy(600)
  const ruleId = await here.addRule()
  const alerts = [await here.fire(ruleId), await here.fire(ruleId), await here.fire(ruleId)]
  const [first = '', second = '', third = ''] = alerts
  const incidentId = await incidentOf(first)
  assert.deepEqual([await incidentOf(second), await incidentOf(third)], [incidentId, incidentId])
  await here.recover(first)
  await here.recover(second)
  await sleep(700)
  assert.equal((await detail(incidentId)).state, 'open')
  await here.recover(third)
  await eventually('it is resolved', async () => (await detail(incidentId)).state === 'resolved')
})

test('twenty alerts at once: each rule its own incident, every page once', async () => {
  await here.setPolicy(600)
  const rules = await Promise.all(Array.from({ length: 20 }, async () => await here.addRule()))
  const alerts = await Promise.all(rules.map(async (ruleId) => await here.fire(ruleId)))
  const codes: string[] = []
  for (const alertId of alerts) codes.push((await detail(await incidentOf(alertId))).code)
  const mailsTo = (code: string) =>
    here.mailbox.received.filter(
      ({ to, mail }) => to === 'ada@example.test' && (mail.subject ?? '').includes(code),
    )
  await eventually('all are paged', () => codes.every((code) => mailsTo(code).length > 0), 30_000)
  await sleep(500)
  assert.deepEqual(
    codes.filter((code) => mailsTo(code).length !== 1),
    [],
  )
})

test('a heartbeat reaches the watcher, signed', async () => {
  const ruleId = await here.addRule()
  await here.admin.query(
    `insert into outbox (id, platform_id, kind, payload) values (gen_random_uuid(), $1, 'heartbeat.beat', jsonb_build_object('ruleId', $2::text, 'at', $3::text))`,
    [here.platform.platformId, ruleId, new Date().toISOString()],
  )
  const beat = await here.receiver.waitFor(({ body }) => body.includes('heartbeat.beat'))
  assert.match(beat.headers['webhook-signature'] ?? '', /^v1,/)
})

test('our own platform and its rules were made at the start', async () => {
  const { rows } = await here.admin.query<{ rules: number }>(
    `select count(*)::int as rules from rule r join platform p on p.id = r.platform_id where p.is_self`,
  )
  assert.ok((rows[0]?.rules ?? 0) > 5)
})

test('every audit chain still verifies', async () => {
  const verdict = await verifyAudit(here.world.console({ kind: 'operator' }))
  assert.ok(verdict.ok, JSON.stringify(verdict.chains.filter(({ ok }) => !ok)))
})
