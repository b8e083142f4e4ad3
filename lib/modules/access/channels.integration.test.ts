// Ways to reach oneself, and the operator's list of private addresses.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { SealError } from '#lib/infra/auth/seal.ts'
import { findChannelSecret } from './channel-repository.ts'
import {
  addChannel,
  allowOutgoing,
  listChannels,
  listOutgoingAllow,
  openChannelSecret,
  rotateChannel,
  removeChannel,
  removeOutgoingAllow,
  testChannel,
} from './index.ts'
import {
  accessWorld,
  type AccessWorld,
  type TestMember,
  makeTenancy,
  type TestTenancy,
} from './testing/access-world.ts'

const URL_A = 'https://example.com/hooks/a'
let world: TestWorld
let access: AccessWorld
let admin: TestMember
let one: TestMember
let two: TestMember
let platform: TestTenancy['platform']
let tenant: TestTenancy['tenant']

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  const ctx = world.console(operatorScope, access.clock)
  admin = await access.setUp(ctx)
  ;({ platform, tenant } = await makeTenancy(ctx))
  one = await access.join(ctx, { email: 'one@example.test', role: 'tenant_admin', scope: tenant })
  two = await access.join(ctx, { email: 'two@example.test', role: 'tenant_admin', scope: tenant })
})
after(async () => await world.close())

/** What a channel holds that was never rotated. */
const NEVER_ROTATED = { oldSecret: null, oldSecretUntil: null }

const as = async (member: TestMember, scope: Scope = tenant) => await access.as(member.sid, scope)
/** The sealed secret of a channel as the sender in jobs finds it. */
const sealedOf = async (id: string): Promise<Uint8Array> => {
  const sealed = await world.database.withScope(operatorScope, async (tx) => await findChannelSecret(tx, id))
  assert.notEqual(sealed, null)
  return sealed ?? new Uint8Array()
}

test('a webhook gets a secret of its own that signs as Standard Webhooks, and is shown once', async () => {
  const ctx = await as(one)
  const { channel, secret } = await addChannel(ctx, { kind: 'webhook', target: URL_A }, access.runtime)
  assert.match(secret ?? '', /^whsec_[\w+/]{43}=$/)
  const [opened = ''] = await openChannelSecret(
    { ...NEVER_ROTATED, id: channel.id, secret: await sealedOf(channel.id) },
    access.clock.now(),
    access.runtime,
  )
  assert.equal(opened, secret)
  const now = new Date()
  const signature = new Webhook(opened).sign('msg_1', now, '{}')
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signature,
  }
  assert.deepEqual(new Webhook(secret ?? '').verify('{}', headers), {})
  const listed = await listChannels(ctx)
  assert.deepEqual(listed, { email: one.email, channels: [channel] })
  assert.ok(!JSON.stringify(listed).includes('whsec_'))
  await removeChannel(ctx, { channelId: channel.id })
})

test('a sealed secret that was moved to another channel does not open', async () => {
  const ctx = await as(one)
  const a = await addChannel(ctx, { kind: 'webhook', target: `${URL_A}/1` }, access.runtime)
  const b = await addChannel(ctx, { kind: 'webhook', target: `${URL_A}/2` }, access.runtime)
  assert.notEqual(a.secret, b.secret)
  const moved = await sealedOf(a.channel.id)
  const swapped = { ...NEVER_ROTATED, id: b.channel.id, secret: moved }
  await assert.rejects(openChannelSecret(swapped, access.clock.now(), access.runtime), SealError)
  for (const { channel } of [a, b]) await removeChannel(ctx, { channelId: channel.id })
})

test('a rotated secret signs beside the one before it until the overlap ends', async () => {
  const ctx = await as(one)
  const made = await addChannel(ctx, { kind: 'webhook', target: `${URL_A}/r` }, access.runtime)
  const channelId = made.channel.id
  const stored = async () =>
    await world.database.withScope(
      operatorScope,
      async (tx) =>
        await tx.channel.findUniqueOrThrow({
          where: { id: channelId },
          select: { id: true, secret: true, oldSecret: true, oldSecretUntil: true },
        }),
    )
  const opened = async () => {
    const { secret, ...rest } = await stored()
    assert.ok(secret !== null)
    return await openChannelSecret({ ...rest, secret }, access.clock.now(), access.runtime)
  }
  const rotated = await rotateChannel(ctx, { channelId, overlapSeconds: 60 }, access.runtime)
  assert.notEqual(rotated.secret, made.secret)
  assert.equal(rotated.channel.oldSecretUntil, new Date(ctx.clock.now().getTime() + 60_000).toISOString())
  assert.deepEqual(await opened(), [rotated.secret, made.secret])
  // Sealed for its own column: the bytes of the one are of no use in the other.
  const { secret, oldSecret, ...rest } = await stored()
  const exchanged = { ...rest, secret: oldSecret ?? new Uint8Array(), oldSecret: secret }
  await assert.rejects(openChannelSecret(exchanged, access.clock.now(), access.runtime), SealError)
  access.clock.advance(60_001)
  assert.deepEqual(await opened(), [rotated.secret])
  const fresh = await as(one)
  const last = await rotateChannel(fresh, { channelId }, access.runtime)
  assert.deepEqual(await opened(), [last.secret], 'without an overlap the old one ends at once')
  assert.ok(!JSON.stringify(await listChannels(fresh)).includes('whsec_'))
  const { channel } = await addChannel(fresh, { kind: 'email', target: 'r@example.test' }, access.runtime)
  await assert.rejects(rotateChannel(fresh, { channelId: channel.id }, access.runtime), {
    code: 'precondition_failed',
  })
  for (const id of [channelId, channel.id]) await removeChannel(fresh, { channelId: id })
})

test('an e-mail channel has no secret, and each target is there once', async () => {
  const ctx = await as(one)
  const { channel, secret } = await addChannel(
    ctx,
    { kind: 'email', target: ' Pager@Example.test ' },
    access.runtime,
  )
  assert.equal(secret, null)
  assert.equal(channel.target, 'pager@example.test')
  await assert.rejects(addChannel(ctx, { kind: 'email', target: 'pager@example.test' }, access.runtime), {
    code: 'conflict',
  })
  await removeChannel(ctx, { channelId: channel.id })
  assert.deepEqual((await listChannels(ctx)).channels, [])
  await assert.rejects(removeChannel(ctx, { channelId: channel.id }), { code: 'not_found' })
})

test('nobody sees, tests or removes somebody else’s channel, not even an operator admin', async () => {
  const { channel } = await addChannel(
    await as(one),
    { kind: 'email', target: 'mine@example.test' },
    access.runtime,
  )
  for (const ctx of [await as(two), await as(admin, operatorScope)]) {
    assert.deepEqual((await listChannels(ctx)).channels, [])
    await assert.rejects(removeChannel(ctx, { channelId: channel.id }), { code: 'not_found' })
    await assert.rejects(testChannel(ctx, { channelId: channel.id }), { code: 'not_found' })
  }
  assert.equal((await listChannels(await as(one))).channels.length, 1)
  await removeChannel(await as(one), { channelId: channel.id })
})

test('a test is asked for by ids alone', async () => {
  const ctx = await as(one)
  const { channel } = await addChannel(ctx, { kind: 'webhook', target: `${URL_A}/test` }, access.runtime)
  await testChannel(ctx, { channelId: channel.id })
  const rows = await world.database.withScope(
    tenant,
    async (tx) => await tx.outbox.findMany({ where: { kind: 'channel.test' } }),
  )
  assert.deepEqual(
    rows.map((row) => row.payload),
    [{ channelId: channel.id, memberId: one.id }],
  )
  await removeChannel(ctx, { channelId: channel.id })
})

test('channels belong to people: the console has none', async () => {
  await assert.rejects(listChannels(world.console(tenant)), { code: 'forbidden' })
})

const allow = { cidr: '10.20.0.0/16', port: 9100, reason: 'exporters in the rack' }

test('a private range is opened with a second factor, for all platforms or for one', async () => {
  const ctx = await access.fresh(admin, operatorScope)
  const id = platform.platformId
  const everywhere = await allowOutgoing(ctx, allow)
  const here = await allowOutgoing(ctx, { ...allow, cidr: 'fd00:1::/48', platformId: id })
  assert.equal(everywhere.createdBy, 'Admin')
  const inOperator = (await listOutgoingAllow(ctx)).entries.map((entry) => [entry.cidr, entry.platformId])
  assert.deepEqual(inOperator, [
    ['fd00:1::/48', id],
    ['10.20.0.0/16', null],
  ])
  assert.equal((await listOutgoingAllow(world.console(platform))).entries.length, 2)
  assert.deepEqual(
    (await listOutgoingAllow(world.console(tenant))).entries,
    [],
    'it never opens anything to a tenant',
  )
  access.clock.advance(300_000)
  await assert.rejects(allowOutgoing(ctx, allow), { code: 'step_up_required' })
  await assert.rejects(removeOutgoingAllow(ctx, { entryId: here.id }), { code: 'step_up_required' })
  const later = await access.fresh(admin, operatorScope)
  for (const entry of [everywhere, here]) await removeOutgoingAllow(later, { entryId: entry.id })
  await assert.rejects(removeOutgoingAllow(later, { entryId: here.id }), { code: 'not_found' })
  assert.deepEqual((await listOutgoingAllow(later)).entries, [])
})

test('the list is changed in operator scope only, by whoever may', async () => {
  await assert.rejects(allowOutgoing(await access.fresh(admin, platform), allow), {
    code: 'forbidden',
    message: /operator scope/,
  })
  await assert.rejects(allowOutgoing(await as(one), allow), { code: 'forbidden' })
  const elsewhere = { ...allow, platformId: '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77' }
  await assert.rejects(allowOutgoing(world.console(operatorScope), elsewhere), { code: 'not_found' })
})

test('ranges are written unambiguously and are not wider than a network', async () => {
  const ctx = world.console(operatorScope)
  for (const cidr of [
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/7',
    'fd00::/16',
    '10.20.0.1/16',
    '10.20.0.0',
    '10.20.0.0/33',
    'localhost/8',
    '1.2.3/24',
  ]) {
    await assert.rejects(
      allowOutgoing(ctx, { ...allow, cidr }),
      { code: 'invalid_input', message: /^cidr: / },
      cidr,
    )
  }
  for (const port of [0, 65_536, 1.5])
    await assert.rejects(allowOutgoing(ctx, { ...allow, port }), { code: 'invalid_input' })
  await assert.rejects(allowOutgoing(ctx, { ...allow, reason: ' ' }), { code: 'invalid_input' })
})
