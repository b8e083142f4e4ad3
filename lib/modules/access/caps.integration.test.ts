// There is a most of everything that is made one by one; one more is refused by the field that asks for it, with what to do.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { CAPS, MOST_LISTED, type Cap } from '#lib/core/caps.ts'
import { DomainError } from '#lib/core/errors.ts'
import { operatorScope, ownerOf } from '#lib/core/scope.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import {
  addChannel,
  allowOutgoing,
  createApiKey,
  createScrapeTarget,
  createSource,
  inviteMember,
  listApiKeys,
  listSources,
  revokeSource,
} from './index.ts'
import { accessWorld, makeTenancy, type AccessWorld, type TestTenancy } from './testing/access-world.ts'

let world: TestWorld
let access: AccessWorld
let tenancy: TestTenancy
let admin: pg.Client
before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  const console = world.console(operatorScope, access.clock)
  await access.setUp(console)
  tenancy = await makeTenancy(console)
  admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
})
after(async () => {
  await admin.end()
  await world.close()
})

const console = () => world.console(tenancy.tenant, access.clock)

/** So many rows of a table for the tenant, as `columns` of n. */
async function fill(table: string, most: number, columns: Readonly<Record<string, string>>): Promise<void> {
  const { platformId, tenantId } = ownerOf(tenancy.tenant)
  const names = Object.keys(columns).join(', ')
  await admin.query(
    `insert into ${table} (id, platform_id, tenant_id, ${names})
     select gen_random_uuid(), $1, $2, ${Object.values(columns).join(', ')} from generate_series(1, $3::int) n`,
    [platformId, tenantId, most],
  )
}

async function refused(cap: Cap, act: () => Promise<unknown>): Promise<void> {
  await assert.rejects(act(), (error) => {
    assert.ok(error instanceof DomainError, String(error))
    assert.deepEqual([error.code, error.faults[0]?.field], ['conflict', cap.field])
    assert.ok(error.message.endsWith(cap.fix), error.message)
    return true
  })
}

const CREDENTIAL = {
  name: `'made ' || n`,
  hash: `sha256(('x' || n)::bytea)`,
  hint: `'x'`,
}

test('sources: what was revoked or has ended takes no room; revoking one makes some', async () => {
  const over = { revoked_at: 'now()', hash: `sha256(('r' || n)::bytea)` }
  await fill('source', 10, { ...CREDENTIAL, ...over })
  await fill('source', 10, {
    ...CREDENTIAL,
    hash: `sha256(('e' || n)::bytea)`,
    expires_at: `'2020-01-01'::timestamptz`,
  })
  await fill('source', CAPS.sources.most - 1, CREDENTIAL)
  const last = await createSource(console(), { name: 'the last one' }, access.runtime)
  await refused(CAPS.sources, async () => await createSource(console(), { name: 'more' }, access.runtime))
  await revokeSource(console(), { sourceId: last.source.id })
  await createSource(console(), { name: 'in its place' }, access.runtime)
})

test('keys: the same, and a list that is cut says so', async () => {
  await fill('api_key', CAPS.apiKeys.most, { ...CREDENTIAL, permissions: `'{}'` })
  await refused(
    CAPS.apiKeys,
    async () => await createApiKey(console(), { name: 'more', permissions: ['rule:read'] }, access.runtime),
  )
  assert.equal((await listApiKeys(console())).more, false)
  assert.equal((await listSources(console())).more, false)
  await fill('api_key', MOST_LISTED, {
    ...CREDENTIAL,
    hash: `sha256(('r' || n)::bytea)`,
    permissions: `'{}'`,
    revoked_at: 'now()',
  })
  const { keys, more } = await listApiKeys(console())
  assert.deepEqual([keys.length, more], [MOST_LISTED, true])
})

test('scrape targets, invitations and channels: one more is refused', async () => {
  await fill('scrape_target', CAPS.scrapeTargets.most, {
    url: `'http://10.0.0.1:9100/' || n`,
    job: `'node'`,
    interval_seconds: '15',
    timeout_seconds: '10',
    labels: `'{}'`,
  })
  const target = { url: 'http://192.0.2.1:9100/metrics', job: 'node' }
  await refused(CAPS.scrapeTargets, async () => await createScrapeTarget(console(), target))
  await fill('invitation', CAPS.invitations.most, {
    email: `n || '@example.test'`,
    name: `'somebody'`,
    role: `'tenant_viewer'`,
    token_hash: `sha256(('i' || n)::bytea)`,
    invited_by: `'console'`,
    expires_at: `'2999-01-01'::timestamptz`,
  })
  const invited = { email: 'one.more@example.test', name: 'One', role: 'tenant_viewer' } as const
  await refused(CAPS.invitations, async () => await inviteMember(console(), invited, access.runtime))
  const member = await access.join(world.console(operatorScope, access.clock), {
    email: 'holder@example.test',
    role: 'viewer',
    scope: operatorScope,
  })
  await admin.query(
    `insert into channel (id, member_id, kind, target) select gen_random_uuid(), $1, 'email', n || '@example.test' from generate_series(1, $2::int) n`,
    [member.id, CAPS.channels.most],
  )
  const ctx = world.member(operatorScope, 'viewer', member.id)
  const channel = { kind: 'email', target: 'more@example.test' } as const
  await refused(CAPS.channels, async () => await addChannel(ctx, channel, access.runtime))
})

test('allowed addresses of the whole installation: one more is refused', async () => {
  await admin.query(
    `insert into outgoing_allow (id, cidr, port, reason, created_by) select gen_random_uuid(), '10.' || n / 250 || '.' || n % 250 || '.0/24', 443, 'a test', 'console' from generate_series(1, $1::int) n`,
    [CAPS.outgoingAllow.most],
  )
  const entry = { cidr: '192.168.7.0/24', port: 443, reason: 'a reason to test' }
  await refused(
    CAPS.outgoingAllow,
    async () => await allowOutgoing(world.console(operatorScope, access.clock), entry),
  )
})
