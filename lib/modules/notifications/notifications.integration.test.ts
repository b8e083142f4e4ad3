// The ledger on real Postgres, a real SMTP server and a real receiver: sent once, again after a crash, never silently lost.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import pg from 'pg'
import { Webhook } from 'standardwebhooks'
import { platformId } from '#lib/core/ids.ts'
import { systemClock } from '#lib/core/clock.ts'
import { operatorScope, ownerOf, type Scope } from '#lib/core/scope.ts'
import { createRuntime, installRuntime, type Runtime } from '#lib/infra/context/runtime.ts'
import { openPool } from '#lib/infra/db/index.ts'
import { createOutgoing } from '#lib/infra/http/outgoing.ts'
import { createWebhookSender } from '#lib/infra/http/webhook.ts'
import { createMailer } from '#lib/infra/mail/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { addChannel, allowOutgoing } from '#lib/modules/access/index.ts'
import {
  acknowledgeIncident,
  escalateByHand,
  fireStep,
  getIncident,
  openIncident,
} from '#lib/modules/incidents/index.ts'
import { getEscalationPolicy, policyFor, setEscalationPolicy } from '#lib/modules/oncall/index.ts'
import { createPlatform } from '#lib/modules/tenancy/index.ts'
import { openMailbox, type Mailbox } from '#testing/mailbox.ts'
import { openWebhookReceiver, type WebhookReceiver } from '#testing/webhook-receiver.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { insertMember } from '#testing/insert-member.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { dueDeliveries, sendDelivery, type SendParts } from './index.ts'
import { inboxOfMembers } from './testing/inbox-of-members.ts'

let world: TestWorld
let admin: pg.Client
let own: Runtime
let mailbox: Mailbox
let receiver: WebhookReceiver
let parts: SendParts
let pool: ReturnType<typeof openPool>
let platform: Scope
let memberIds: string[]
let secret: string

const job = () => world.job(platform)
const dueIds = async (): Promise<string[]> =>
  (await dueDeliveries(pool).due(100)).map(({ work }) => String(Object.values(work.data.payload ?? {})[0]))
const begin = async (): Promise<string> => {
  const { id } = await openIncident(world.console(platform), { title: 'api does not answer', severity: 'P1' })
  await fireStep(job(), { incidentId: id, step: 0 })
  return id
}

before(async () => {
  world = await openTestWorld(5)
  admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
  const log = createLogger('test', 'error')
  own = createRuntime({
    secret: TEST_SECRET,
    database: world.database,
    log,
    publicUrl: 'https://bailiwick.example',
  })
  installRuntime(own)
  mailbox = await openMailbox()
  receiver = await openWebhookReceiver()
  const outgoing = createOutgoing({ log })
  parts = {
    own,
    leaseSeconds: 1,
    senders: {
      mailer: createMailer({ url: mailbox.url, from: 'Bailiwick <b@example.test>' }),
      webhooks: createWebhookSender(outgoing, systemClock),
      clock: systemClock,
    },
  }
  pool = openPool(world.db.urls.jobs, 'test', 2)
  const row = await createPlatform(world.console(operatorScope), { name: 'Paged' })
  platform = { kind: 'platform', platformId: platformId(row.id) }
  memberIds = [await insertMember(admin, 'ada'), await insertMember(admin, 'sam')]
  const [ada, sam] = memberIds
  assert.ok(ada !== undefined && sam !== undefined)
  await allowOutgoing(world.console(operatorScope), {
    cidr: '127.0.0.1/32',
    port: receiver.port,
    reason: 'the test',
  })
  const added = await addChannel(
    world.member(operatorScope, 'on_call', ada),
    { kind: 'webhook', target: receiver.url },
    own,
  )
  secret = added.secret ?? ''
  await setEscalationPolicy(world.console(platform), {
    steps: [
      { delaySeconds: 0, memberIds: [ada] },
      { delaySeconds: 600, memberIds: [sam] },
    ],
  })
})
after(async () => {
  parts.senders.mailer.close()
  await pool.end()
  await admin.end()
  await mailbox.close()
  await receiver.close()
  await world.close()
})
beforeEach(async () => {
  await admin.query(
    `update delivery set state = 'cancelled' where state in ('pending', 'failed', 'unknown', 'sending')`,
  )
})

test('a page goes out by mail and by a signed webhook, once each, however often the job runs', async () => {
  const incidentId = await begin()
  const ids = await dueIds()
  assert.equal(ids.length, 2)
  const mails = mailbox.received.length
  const calls = receiver.calls.length
  const sendAll = async () =>
    await Promise.all(ids.map(async (deliveryId) => await sendDelivery(job(), { deliveryId }, parts)))
  for (let run = 0; run < 3; run += 1) await sendAll()
  assert.equal(mailbox.received.length, mails + 1)
  assert.equal(receiver.calls.length, calls + 1)
  const call = receiver.calls.at(-1)
  assert.ok(call)
  assert.doesNotThrow(() => new Webhook(secret).verify(call.body, call.headers))
  assert.ok(call.body.includes(incidentId))
  const mail = mailbox.received.at(-1)
  assert.match(mail?.mail.text ?? '', /https:\/\/bailiwick\.example\/p\/bw_ack_/)
  const { deliveries } = await getIncident(job(), { incidentId })
  assert.deepEqual(
    deliveries.filter(({ purpose }) => purpose === 'page').map(({ state }) => state),
    ['sent', 'sent', 'sent'],
  )
})

test('a member who chose Malay is paged in Malay; the webhook says the same to every program', async () => {
  const [ada] = memberIds
  await admin.query(`update member set language = 'ms' where id = $1`, [ada])
  await begin()
  for (const deliveryId of await dueIds()) await sendDelivery(job(), { deliveryId }, parts)
  const mail = mailbox.received.at(-1)?.mail
  assert.match(mail?.text ?? '', /^Anda dipanggil\.\n\nApa: api does not answer\nKeterukan: P1\n/)
  assert.match(mail?.html ?? '', /<html lang="ms">/)
  assert.match(receiver.calls.at(-1)?.body ?? '', /"type":"incident\.page"/)
  await admin.query('update member set language = null where id = $1', [ada])
})

test('a worker that died after sending: the delivery is taken over when its lease is over, with the same key', async () => {
  await begin()
  const calls = receiver.calls.length
  for (const id of await dueIds()) {
    // What a process leaves behind that was killed between taking and recording.
    await admin.query(
      `update delivery set state = 'sending', attempt = 1, fence = 1, lease_until = now() + interval '300 ms' where id = $1`,
      [id],
    )
    assert.equal(await sendDelivery(job(), { deliveryId: id }, parts), 'not_due')
  }
  await new Promise((done) => setTimeout(done, 400))
  const ids = await dueIds()
  assert.equal(ids.length, 2)
  for (const deliveryId of ids) assert.equal(await sendDelivery(job(), { deliveryId }, parts), 'sent')
  assert.ok(ids.includes(receiver.calls.at(-1)?.headers['webhook-id'] ?? ''))
  assert.equal(receiver.calls.length, calls + 1)
})

test('who holds no role any more is not paged, and a policy of nobody is passed over', async () => {
  const end = async (until: string | null) =>
    await admin.query('update role_binding set expires_at = $2 where member_id = any($1::uuid[])', [
      memberIds,
      until,
    ])
  await begin()
  const waiting = await dueIds()
  const mails = mailbox.received.length
  await end(new Date(Date.now() - 1000).toISOString())
  try {
    for (const deliveryId of waiting) assert.equal(await sendDelivery(job(), { deliveryId }, parts), 'dead')
    assert.equal(mailbox.received.length, mails)
    const { origin } = await world.database.withScope(
      platform,
      async (tx) => await policyFor(tx, ownerOf(platform), new Date()),
    )
    assert.equal(origin, 'fallback')
    assert.equal(
      (await getEscalationPolicy(world.console(platform), {})).origin,
      'own',
      'it is still what was set',
    )
  } finally {
    await end(null)
  }
})

test('who holds an older fence writes nothing', async () => {
  await begin()
  const [id] = await dueIds()
  assert.ok(id !== undefined)
  const slow: SendParts = {
    ...parts,
    senders: {
      ...parts.senders,
      mailer: {
        close: () => undefined,
        async send(mail) {
          await admin.query(`update delivery set fence = fence + 1 where id = $1`, [id])
          return await Promise.resolve({ messageId: mail.messageId, response: '250 ok' })
        },
      },
      webhooks: {
        async send() {
          await admin.query(`update delivery set fence = fence + 1 where id = $1`, [id])
          return await Promise.resolve({ outcome: 'delivered', status: 204, addresses: [] })
        },
      },
    },
  }
  assert.equal(await sendDelivery(job(), { deliveryId: id }, slow), 'lost_lease')
})

test('a page whose incident somebody has is withdrawn, and whoever was paged is told', async () => {
  const incidentId = await begin()
  const ids = await dueIds()
  const [first, second] = ids
  assert.ok(first !== undefined && second !== undefined)
  assert.equal(await sendDelivery(job(), { deliveryId: first }, parts), 'sent')
  await acknowledgeIncident(world.console(platform), { incidentId })
  assert.equal(await sendDelivery(job(), { deliveryId: second }, parts), 'not_due')
  const notices = await dueIds()
  assert.equal(notices.length, 1)
  for (const deliveryId of notices) assert.equal(await sendDelivery(job(), { deliveryId }, parts), 'sent')
})

test('a page that whoever has the incident asked for is sent, although it was acknowledged', async () => {
  const incidentId = await begin()
  await acknowledgeIncident(world.console(platform), { incidentId })
  await admin.query(`update delivery set state = 'cancelled' where state = 'pending'`)
  await escalateByHand(world.console(platform), { incidentId, step: 1 })
  assert.equal(await fireStep(job(), { incidentId, step: 1 }), 'paged')
  const [mail, ...rest] = await dueIds()
  assert.ok(mail !== undefined)
  assert.deepEqual(rest, [], 'sam has an address and no other way')
  assert.equal(await sendDelivery(job(), { deliveryId: mail }, parts), 'sent')
})

test('a delivery that is given up is told, and the next step is due at once when no way is left', async () => {
  const incidentId = await begin()
  const dead: SendParts = {
    ...parts,
    senders: {
      ...parts.senders,
      mailer: {
        ...parts.senders.mailer,
        send: async (mail) => await parts.senders.mailer.send({ ...mail, to: 'not an address' }),
      },
      webhooks: { send: async () => await Promise.resolve({ outcome: 'gone', status: 410 }) },
    },
  }
  for (const deliveryId of await dueIds())
    assert.equal(await sendDelivery(job(), { deliveryId }, dead), 'dead')
  const detail = await getIncident(job(), { incidentId })
  assert.equal(detail.timeline.filter(({ kind }) => kind === 'not_delivered').length, 2)
  const next = detail.ladder.find(({ step }) => step === 1)
  assert.ok(
    next !== undefined && Date.parse(next.dueAt) <= Date.now() + 1000,
    'the second step was due in ten minutes',
  )
  const { rows } = await admin.query(`select enabled, disabled from channel where member_id = $1`, [
    memberIds[0],
  ])
  assert.deepEqual(rows, [{ enabled: false, disabled: 'The receiver wants nothing more (410).' }])
  await admin.query('update channel set enabled = true, disabled = null')
})

test('a failure is tried again later, not at once', async () => {
  await begin()
  const failing: SendParts = {
    ...parts,
    senders: {
      ...parts.senders,
      webhooks: {
        send: async () =>
          await Promise.resolve({
            outcome: 'failed',
            status: 500,
            reason: 'The receiver answered 500.',
            detail: null,
            retryAfterSeconds: null,
          }),
      },
    },
  }
  const outcomes = []
  for (const deliveryId of await dueIds()) outcomes.push(await sendDelivery(job(), { deliveryId }, failing))
  assert.deepEqual(outcomes.toSorted(), ['failed', 'sent'])
  assert.deepEqual(await dueIds(), [])
  const ms = await dueDeliveries(pool).msUntilNext()
  assert.ok(ms !== null && ms > 500 && ms <= 2100, `${ms} ms`)
})

inboxOfMembers(() => ({ world, platform, memberIds, begin }))
