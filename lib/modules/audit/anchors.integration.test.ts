// Heads of chains reach witnesses outside, over the real protocols of each; what they keep finds a chain that was written
// anew with our own key.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { manualClock, systemClock } from '#lib/core/clock.ts'
import { DomainError } from '#lib/core/errors.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { trustParsed } from '#lib/core/unsafe.ts'
import { createRuntime, installRuntime, type Runtime } from '#lib/infra/context/runtime.ts'
import { newId } from '#lib/infra/db/index.ts'
import { createOutgoing } from '#lib/infra/http/outgoing.ts'
import { ownAddresses } from '#lib/infra/http/own-addresses.ts'
import { createWebhookSender } from '#lib/infra/http/webhook.ts'
import { createMailer, mailServerAddresses, type Mailer } from '#lib/infra/mail/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { bucketOf, openLockedBucket, type LockedBucket } from '#testing/locked-bucket.ts'
import { openMailbox, type Mailbox } from '#testing/mailbox.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { openWebhookReceiver, type WebhookReceiver } from '#testing/webhook-receiver.ts'
import type { AnchorOptions } from './anchor-heads.ts'
import { auditCrypto } from './audit-crypto.ts'
import { headMac } from './domain/record.ts'
import {
  addWitness,
  anchorHeads,
  listAnchors,
  listAudit,
  readWitnessing,
  removeWitness,
  verifyAudit,
} from './index.ts'
import { openChainWorld, type ChainWorld } from './testing/chain-world.ts'
import { rehash, whileTampered } from './testing/tampering.ts'

let here: ChainWorld
let own: Runtime
let mailer: Mailer
let mailbox: Mailbox
let receiver: WebhookReceiver
let store: LockedBucket
let folder = ''
let options: AnchorOptions
const clock = manualClock(systemClock.now())
const witnesses = new Map<string, { id: string; secret: string | null }>()

before(async () => {
  here = await openChainWorld()
  folder = await mkdtemp(join(tmpdir(), 'witness-'))
  mailbox = await openMailbox()
  receiver = await openWebhookReceiver()
  store = await openLockedBucket()
  const log = createLogger('anchors', 'silent')
  own = createRuntime({
    secret: TEST_SECRET,
    database: here.world.database,
    log,
    publicUrl: 'https://bw.example',
    clock,
  })
  installRuntime(own)
  mailer = createMailer({ url: mailbox.url, from: 'Bailiwick <bailiwick@example.test>' })
  const outgoing = createOutgoing({ log })
  for (const port of [receiver.port, store.port])
    await here.admin.query(
      `insert into outgoing_allow (id, cidr, port, reason, created_by) values ($1, '127.0.0.1/32', $2, 'a test', 'test')`,
      [newId(), port],
    )
  options = {
    own,
    mailer,
    webhooks: createWebhookSender(outgoing, clock),
    outgoing,
    bucket: null,
    stateDirectory: folder,
    everyMinutes: 15,
    // The receivers of this test stand on loopback; to the machine that is meant here they are somebody else's.
    ownAddresses: () => ['192.0.2.7'],
    mailServer: async () => await mailServerAddresses(mailbox.url),
  }
  for (let n = 0; n < 6; n += 1) await here.act(here.tenant, n)
})
after(async () => {
  mailer.close()
  await mailbox.close()
  await receiver.close()
  await store.close()
  await rm(folder, { recursive: true })
  await here.close()
})

const ctx = () => here.world.console(operatorScope, clock)
const job = () => here.world.job(operatorScope, clock)
const path = (): string => join(folder, 'anchors.jsonl')
const later = (minutes: number): void => clock.advance(minutes * 60_000)

/** What became of the last delivery to the witness of a kind. */
async function lastOf(kind: string): Promise<{ state: string; isOutside: boolean; answer: string }> {
  const last = (await listAnchors(ctx())).witnesses.find((one) => one.kind === kind)?.last
  assert.ok(last !== undefined && last !== null, kind)
  return { state: last.state, isOutside: last.isOutside, answer: last.answer ?? '' }
}

test('without a witness anchors are on record, and the page says that there is none outside', async () => {
  assert.deepEqual(await anchorHeads(job(), options), { heads: 1, delivered: 0, failed: 0 })
  assert.equal((await listAnchors(ctx())).hasOutsideWitness, false)
  assert.deepEqual(await anchorHeads(job(), options), { heads: 0, delivered: 0, failed: 0 })
})

test('a file on the same disk gets the heads and is no witness', async () => {
  witnesses.set('file', await addWitness(ctx(), { kind: 'file', target: path() }, own))
  const { delivered } = await anchorHeads(job(), options)
  assert.equal(delivered, 1)
  assert.match(await readFile(path(), 'utf8'), /"type":"head","chain":"tenant:/)
  const { hasOutsideWitness, witnesses: listed } = await listAnchors(ctx())
  assert.equal(hasOutsideWitness, false)
  assert.deepEqual(await readWitnessing(here.world.console(here.tenant)), { outside: [] })
  assert.deepEqual(
    listed.map(({ last }) => [last?.state, last?.answer]),
    [['delivered', 'on the disk of the installation']],
  )
})

test('webhook, mailbox and locked bucket get them over their own protocols, each only once', async () => {
  witnesses.set('webhook', await addWitness(ctx(), { kind: 'webhook', target: receiver.url }, own))
  witnesses.set('email', await addWitness(ctx(), { kind: 'email', target: 'auditor@example.test' }, own))
  const all = { ...options, bucket: bucketOf(store) }
  const round = await anchorHeads(job(), all)
  assert.deepEqual([round.delivered, round.failed], [4, 0])
  const call = receiver.calls[0]
  assert.ok(call)
  new Webhook(witnesses.get('webhook')?.secret ?? '').verify(call.body, call.headers)
  assert.match(call.body, /audit\.anchor/)
  const { mail } = await mailbox.waitFor(({ to }) => to === 'auditor@example.test')
  assert.match(mail.text ?? '', /"type":"head"/)
  const [object] = [...store.objects.values()]
  assert.ok(object)
  assert.equal(object.mode, 'COMPLIANCE')
  assert.ok(object.retainUntil.getTime() > Date.now() + 29 * 86_400_000)
  assert.deepEqual(store.refusals, [])
  assert.equal((await listAnchors(ctx())).hasOutsideWitness, true)
  // Everybody who reads a chain is told of the kinds and the moment, and not who they are.
  const seen = await readWitnessing(here.world.console(here.tenant))
  assert.deepEqual(
    seen.outside.map(({ kind }) => kind),
    ['bucket', 'email', 'webhook'],
  )
  for (const { lastAt } of seen.outside) assert.ok(!Number.isNaN(Date.parse(lastAt)))
  for (const secret of ['auditor@example.test', receiver.url, folder])
    assert.ok(!JSON.stringify(seen).includes(secret))
  assert.deepEqual(await anchorHeads(job(), all), { heads: 0, delivered: 0, failed: 0 })
})

test('receivers on this machine get the heads and are no witnesses, and each answer says why', async () => {
  assert.deepEqual(await mailServerAddresses(mailbox.url), ['127.0.0.1'])
  assert.ok((await mailServerAddresses('smtp://localhost:25')).includes('127.0.0.1'))
  const onThisMachine = { ...options, bucket: bucketOf(store), ownAddresses }
  later(15)
  await here.act(here.tenant, 6)
  const round = await anchorHeads(job(), onThisMachine)
  assert.deepEqual([round.delivered, round.failed], [4, 0])
  later(31)
  const { hasOutsideWitness, lastOutsideAt } = await listAnchors(ctx())
  assert.deepEqual([hasOutsideWitness, lastOutsideAt], [false, null])
  assert.deepEqual(await readWitnessing(here.world.console(here.tenant, clock)), { outside: [] })
  const inside = /^the receiver is on this machine \(127\.0\.0\.1\); its answer: /
  for (const kind of ['webhook', 'email', 'bucket']) {
    const { answer, ...rest } = await lastOf(kind)
    assert.deepEqual(rest, { state: 'delivered', isOutside: false }, kind)
    assert.match(answer, inside, kind)
  }
})

test('a mail server of which nobody knows where it is speaks for nobody', async () => {
  await here.act(here.tenant, 6)
  await anchorHeads(job(), { ...options, mailServer: async () => await mailServerAddresses(undefined) })
  const email = await lastOf('email')
  assert.deepEqual([email.state, email.isOutside], ['delivered', false])
  assert.match(email.answer, /^where the receiver is could not be found out; /)
  assert.equal((await lastOf('webhook')).isOutside, true)
})

test('the next anchor comes when it is due, holds what is new, and a witness that is away is tried again', async () => {
  later(14)
  await here.act(here.tenant, 7)
  assert.equal((await anchorHeads(job(), options)).heads, 0)
  later(1)
  const wrong = { ...bucketOf(store), secretAccessKey: 'wrong' }
  const round = await anchorHeads(job(), { ...options, bucket: wrong })
  assert.ok(round.heads >= 1)
  assert.deepEqual([round.delivered, round.failed], [3, 1])
  const { entries } = await listAudit(ctx(), { action: 'audit-anchor.fail' })
  assert.equal(entries.length, 1)
  assert.match(JSON.stringify(entries[0]?.details), /403/)
  const again = await anchorHeads(job(), { ...options, bucket: bucketOf(store) })
  assert.deepEqual([again.delivered, again.failed], [1, 0])
  assert.equal((await listAudit(ctx(), { action: 'audit-anchor.recover' })).entries.length, 1)
})

test('a witness that was away for hours gets every head that it missed', async () => {
  const wrong = { ...options, bucket: { ...bucketOf(store), secretAccessKey: 'wrong' } }
  const stored = store.objects.size
  let missed = 0
  for (let round = 0; round < 25; round += 1) {
    later(15)
    if (round < 3) await here.act(here.tenant, round)
    if ((await anchorHeads(job(), wrong)).heads > 0) missed += 1
  }
  assert.ok(missed >= 3, String(missed))
  const { outside } = await readWitnessing(here.world.console(here.tenant, clock))
  assert.deepEqual(
    outside.map(({ kind }) => kind),
    ['email', 'webhook'],
  )
  const back = await anchorHeads(job(), { ...options, bucket: bucketOf(store) })
  assert.deepEqual([back.delivered, back.failed], [missed, 0])
  assert.equal(store.objects.size, stored + missed)
})

test('a bucket that is set no longer is no witness once the next anchors were made', async () => {
  const kinds = async (): Promise<string[]> =>
    (await readWitnessing(here.world.console(here.tenant, clock))).outside.map(({ kind }) => kind)
  assert.deepEqual(await kinds(), ['bucket', 'email', 'webhook'])
  later(15)
  await here.act(here.tenant, 1)
  assert.ok((await anchorHeads(job(), options)).heads > 0)
  later(31)
  assert.deepEqual(await kinds(), ['email', 'webhook'])
  const { hasOutsideWitness, lastOutsideAt } = await listAnchors(ctx())
  assert.equal(hasOutsideWitness, true)
  assert.equal(lastOutsideAt, new Date(clock.now().getTime() - 31 * 60_000).toISOString())
})

test('a file in memory is on no other disk', async () => {
  const memory = await mkdtemp('/dev/shm/witness-')
  const kept = await addWitness(ctx(), { kind: 'file', target: join(memory, 'anchors.jsonl') }, own)
  await anchorHeads(job(), options)
  const { witnesses: listed } = await listAnchors(ctx())
  const { last } = listed.find(({ id }) => id === kept.id) ?? {}
  assert.deepEqual([last?.state, last?.isOutside], ['delivered', false])
  assert.match(last?.answer ?? '', /^in memory/)
  await removeWitness(ctx(), { witnessId: kept.id })
  await rm(memory, { recursive: true })
})

test('what a witness keeps finds a chain that was written anew with the real key, also for us by our receipts', async () => {
  const { admin, tenant, world } = here
  const chain = `tenant:${tenant.tenantId}`
  const kept = await readFile(path(), 'utf8')
  const { rows } = await admin.query<{ seq: string }>('select seq::text from audit_chain where key = $1', [
    chain,
  ])
  const head = rows[0]?.seq ?? ''
  const insider = async (): Promise<void> => {
    await admin.query(`update audit_entry set action = 'harmless.act' where chain = $1 and seq = 3`, [chain])
    const last = await rehash(admin, { chain, from: 3, to: Number(head), secret: TEST_SECRET })
    const mac = headMac(auditCrypto(), chain, BigInt(head), last)
    await admin.query('update audit_chain set head_hash = $2, head_mac = $3 where key = $1', [
      chain,
      last,
      mac,
    ])
  }
  const above = { kind: 'platform', platformId: tenant.platformId } as const
  await whileTampered(admin, insider, async () => {
    const file = await here.exported(above, { chain })
    assert.equal((await here.verify([file])).code, 0, 'nobody sees it without a witness')
    const verdict = await here.verify([file], [kept])
    assert.deepEqual([verdict.code, verdict.fault, verdict.seq], [1, 'rewritten', '1'])
    const ours = (await verifyAudit(world.console(tenant))).chains.find(({ ok }) => !ok)
    assert.equal(ours?.fault, 'rewritten')
  })
  assert.equal((await here.verify([await here.exported(above, { chain })], [kept])).code, 0)
  assert.ok((await verifyAudit(world.console(tenant))).ok)
})

test('nobody without the permission, a fresh factor and operator scope changes witnesses', async () => {
  const { world, tenant } = here
  const input = { kind: 'email', target: 'x@example.test' } as const
  const refused: [Parameters<typeof addWitness>[0], string][] = [
    [world.member(operatorScope, 'operator_admin', newId(), false), 'step_up_required'],
    [world.member(operatorScope, 'auditor', newId(), true), 'forbidden'],
    [world.console(tenant), 'forbidden'],
  ]
  for (const [who, code] of refused)
    await assert.rejects(
      addWitness(who, input, own),
      (error: unknown) => error instanceof DomainError && error.code === code,
    )
  await assert.rejects(listAnchors(world.console(tenant)), /operator scope/)
})

test('bad targets are refused by the name of their field, and the same one twice', async () => {
  const bad: [string, Record<string, unknown>][] = [
    ['kind', { kind: 'pigeon', target: 'x' }],
    ['target', { kind: 'file', target: 'relative.jsonl' }],
    ['target', { kind: 'webhook', target: 'javascript:alert(1)' }],
    ['target', { kind: 'email', target: '<b>@x' }],
    ['target', { kind: 'email', target: '' }],
    ['target', { kind: 'file', target: `/${'x'.repeat(600)}` }],
    ['target', { kind: 'file', target: '/a\u0000b' }],
    ['target', { kind: 'email', target: 5 }],
  ]
  for (const [field, input] of bad)
    await assert.rejects(
      addWitness(ctx(), trustParsed(input), own),
      (error: unknown) => error instanceof DomainError && error.faults[0]?.field === field,
      JSON.stringify(input),
    )
  await assert.rejects(addWitness(ctx(), { kind: 'file', target: path() }, own), /there already/)
  const { id = '' } = witnesses.get('file') ?? {}
  await removeWitness(ctx(), { witnessId: id })
  await assert.rejects(removeWitness(ctx(), { witnessId: id }), /nothing with this id/)
})
