// Migrations that fill rows, on rows as the version before wrote them: several tenants, and policies that bind the owner of
// the tables too. One that forgets them changes no row and says nothing.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import type { Client } from 'pg'
import { CANARY_PLATFORM_ID, CANARY_REVIEWER_ID } from '#lib/core/canary.ts'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { createDatabaseBefore } from './older-database.ts'
import { add, addEstate, addMember } from './older-rows.ts'

const MIGRATIONS = resolve(import.meta.dirname, '../prisma/migrations')

/** Migrations that write rows of tables that were there before, with what is tried of each below. */
const FILLING = {
  suspension: '20261121100410_suspension',
  bindings: '20261122090000_one_binding_of_a_role',
  exports: '20261122190000_decided_by_two',
  above: '20261122200000_required_from_above',
  canaryReviews: '20261122211000_canary_reviewer',
  exportsByDelay: '20261122213100_decided_by_delay',
  canaryReviewsAgain: '20261122214000_canary_reviewed_by_neither',
} as const

const sorted = (ids: readonly unknown[]): string[] => ids.map(String).toSorted((a, b) => a.localeCompare(b))

const listOf = async (client: Client, sql: string): Promise<readonly unknown[]> =>
  (await client.query<Record<string, unknown>>(sql)).rows.map((row) => Object.values(row)[0])

/** Tables whose policies do not bind their owner: none, whatever a migration lifted. */
const UNFORCED = `select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'metrics') and c.relkind in ('r', 'p') and c.relrowsecurity and not c.relforcerowsecurity`

/** A migration as somebody writes it who does not think of the policies. */
const forgetful =
  (name: string) =>
  (one: string, sql: string): string =>
    one === name ? sql.replaceAll(/^alter table \w+ (?:no )?force row level security;$/gm, '') : sql

/** Plants rows just before a migration, runs it and all that follow, and hands on what was planted. */
async function across<T>(
  name: string,
  plant: (client: Client) => Promise<T>,
  look: (client: Client, planted: T) => Promise<void>,
  rewrite?: (one: string, sql: string) => string,
): Promise<void> {
  const older = await createDatabaseBefore(name, rewrite)
  try {
    const planted = await withClient(older.admin, plant)
    const applied = await older.migrate()
    assert.equal(applied[0], name)
    assert.equal(
      applied.length,
      readdirSync(MIGRATIONS).filter((one) => one >= name && /^\d/.test(one)).length,
    )
    await withClient(older.admin, async (client) => await look(client, planted))
    if (rewrite === undefined)
      assert.deepEqual(await withClient(older.admin, async (client) => await listOf(client, UNFORCED)), [])
  } finally {
    await older.drop()
  }
}

test('every migration that writes rows which were there before is tried here', () => {
  const writing = readdirSync(MIGRATIONS)
    .filter((name) => /^\d/.test(name))
    .filter((name) => {
      const sql = readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8')
      // What is only written into a function runs later, with the rights of whoever calls it.
      const own = sql.replaceAll(/^--.*$/gm, '').replaceAll(/\bas\s+\$(\w*)\$[^]*?\$\1\$/g, '')
      return (
        /(?:^|\()\s*(?:update\s+\S+(?:\s+\w+)?\s+set|delete\s+from)\b/im.test(own) ||
        /^\s*insert\s+into\b[^;]*\bselect\b/im.test(own)
      )
    })
  assert.deepEqual(writing, Object.values(FILLING).toSorted())
})

test('tenants that were suspended before reasons were recorded have one', async () => {
  await across(
    FILLING.suspension,
    async (client) => {
      const { tenants } = await addEstate(client)
      const [first, , third] = tenants
      await client.query(`update tenant set state = 'suspended' where id = any ($1)`, [
        [first?.id, third?.id],
      ])
      return sorted([first, third].map((tenant) => `${tenant?.platformId} ${tenant?.id}`))
    },
    async (client, suspended) => {
      const { rows } = await client.query<{ place: string; reason: string; ended: boolean }>(
        `select platform_id || ' ' || tenant_id as place, reason, ended_at is not null as ended from suspension`,
      )
      assert.deepEqual(sorted(rows.map(({ place }) => place)), suspended)
      for (const { reason, ended } of rows)
        assert.deepEqual([reason, ended], ['Suspended before reasons were recorded.', false])
    },
  )
})

/** Of one role given twice to the same member: the row that lasts, with the latest use of them all. */
async function plantDoubles(client: Client) {
  const { platforms, tenants } = await addEstate(client)
  const memberId = await addMember(client)
  const kept: { readonly id: string; readonly used: string | null }[] = []
  const owners = [
    { platform_id: null, tenant_id: null, role: 'auditor' },
    { platform_id: platforms[0], tenant_id: null, role: 'viewer' },
    ...tenants.map(({ platformId, id }) => ({
      platform_id: platformId,
      tenant_id: id,
      role: 'tenant_viewer',
    })),
  ]
  for (const owner of owners) {
    const binding = { member_id: memberId, ...owner }
    await add(client, 'role_binding', {
      ...binding,
      expires_at: '2027-01-01Z',
      last_used_at: '2026-11-20T10:00:00Z',
    })
    const lasting = await add(client, 'role_binding', { ...binding, last_used_at: '2026-11-01T10:00:00Z' })
    await add(client, 'role_binding', { ...binding, expires_at: '2028-01-01Z' })
    kept.push({ id: lasting, used: '2026-11-20T10:00:00.000Z' })
    // What a group gave is another binding, and what nobody doubled stays as it is.
    kept.push({
      id: await add(client, 'role_binding', { ...binding, provider_id: randomUUID() }),
      used: null,
    })
  }
  return kept
}

async function readDoubles(client: Client) {
  const { rows } = await client.query<{ id: string; last_used_at: Date | null }>(
    'select id, last_used_at from role_binding where expires_at is null',
  )
  return rows.map(({ id, last_used_at: at }) => ({ id, used: at?.toISOString() ?? null }))
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => a.id.localeCompare(b.id)

test('of a role that a member has twice the one stays that lasts longest, with the latest use', async () => {
  await across(FILLING.bindings, plantDoubles, async (client, kept) => {
    assert.deepEqual((await readDoubles(client)).toSorted(byId), kept.toSorted(byId))
    assert.deepEqual(await listOf(client, 'select count(*)::int from role_binding'), [kept.length])
  })
})

/**
 * Exports of each tenant: approved by a second person, carried out after a day for want of one, and made by the tenant for
 * itself, once with a request of those above that came to nothing. `approved` says what is known of the first kind already.
 */
async function plantExports(
  client: Client,
  approved: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const { tenants } = await addEstate(client)
  const memberId = await addMember(client)
  const decided: string[] = []
  for (const { platformId, id } of tenants) {
    const owner = { platform_id: platformId, tenant_id: id }
    const row = { ...owner, state: 'done', asked_by: 'Mia', asked_at: '2026-11-20Z' }
    const request = async (state: string, result: string | null): Promise<string> =>
      await add(client, 'approval_request', {
        permission: 'tenant:export',
        action: 'tenant.export',
        input: `{"tenantId":"${id}"}`,
        target: 'everything as files',
        reason: 'the tenant leaves, says its letter',
        state,
        requested_by: memberId,
        requested_by_name: 'Mia',
        created_at: '2026-11-19Z',
        expires_at: '2026-11-27Z',
        result,
      })
    decided.push(await add(client, 'tenant_export', { ...row, approved_by: 'Otto', ...approved }))
    const byDelay = await add(client, 'tenant_export', row)
    decided.push(byDelay)
    await request('done', `The export ${byDelay} is being written.`)
    await request('expired', `The export ${await add(client, 'tenant_export', row)} is being written.`)
    await add(client, 'tenant_export', row)
    await request('done', 'An export of this tenant is under way already.')
  }
  return decided
}

async function lookAtExports(client: Client, decided: readonly string[]): Promise<void> {
  const found = await listOf(client, 'select id from tenant_export where decided_by_two')
  assert.deepEqual(sorted(found), sorted(decided))
  assert.deepEqual(await listOf(client, 'select count(*)::int from tenant_export'), [2 * decided.length])
}

test('exports that those above decided as they have to are told from those that a tenant made for itself', async () => {
  await across(FILLING.exports, async (client) => await plantExports(client, {}), lookAtExports)
})

test('where that was written down already, those that were left standing for a day are found', async () => {
  const known = { decided_by_two: true }
  await across(FILLING.exportsByDelay, async (client) => await plantExports(client, known), lookAtExports)
})

/** Providers of the operator, of platforms and of tenants, and sessions of every kind at them. */
async function plantProviders(client: Client) {
  const { platforms, tenants } = await addEstate(client)
  const memberId = await addMember(client)
  const own = {
    kind: 'oidc',
    name: 'Sign-on',
    settings: '{}',
    created_at: '2026-11-20Z',
    updated_at: '2026-11-20Z',
  }
  const provider = async (platformId: string | null, tenantId: string | null): Promise<string> =>
    await add(client, 'identity_provider', { ...own, platform_id: platformId, tenant_id: tenantId })
  const ofPlatforms: string[] = []
  for (const id of platforms) ofPlatforms.push(await provider(id, null))
  const others = [await provider(null, null)]
  for (const { platformId, id } of tenants) others.push(await provider(platformId, id))
  const session = async (row: Readonly<Record<string, unknown>>): Promise<string> =>
    await add(client, 'session', {
      hash: randomBytes(32),
      member_id: memberId,
      created_at: '2026-11-20Z',
      last_seen_at: '2026-11-20Z',
      expires_at: '2027-11-20Z',
      ...row,
    })
  const shown: string[] = []
  for (const providerId of [...ofPlatforms, ...others]) {
    const signOn = { way: 'oidc', provider_id: providerId }
    shown.push(await session({ ...signOn, factor_at: '2026-11-20Z' }))
    await session(signOn)
    await session({ ...signOn, factor_at: '2026-11-20Z', ended_at: '2026-11-21Z' })
  }
  await session({ way: 'password', factor_at: '2026-11-20Z' })
  return { ofPlatforms, shown }
}

test('what the operator wrote above a tenant, and a second factor that only a provider saw, are known as that', async () => {
  await across(FILLING.above, plantProviders, async (client, { ofPlatforms, shown }) => {
    const set = `select id from identity_provider where settings_from = 'operator'`
    assert.deepEqual(sorted(await listOf(client, set)), sorted(ofPlatforms))
    assert.deepEqual(
      await listOf(client, `select count(*)::int from identity_provider where settings_from is null`),
      [5],
    )
    assert.deepEqual(
      sorted(await listOf(client, 'select id from session where factor_by_provider')),
      sorted(shown),
    )
  })
})

/** A review at every height, those of the canaries, which name each other, and one of each decided by neither. */
async function plantReviews(client: Client) {
  const { tenants, platforms } = await addEstate(client)
  const [memberId, decider] = [await addMember(client), await addMember(client)]
  const review = async (
    platformId: string | null,
    tenantId: string | null,
    decidedBy = decider,
  ): Promise<string> =>
    await add(client, 'access_review', {
      platform_id: platformId,
      tenant_id: tenantId,
      binding_id: randomUUID(),
      member_id: memberId,
      member_name: 'Mia',
      role: 'viewer',
      decision: 'confirmed',
      decided_by: decidedBy,
      decided_by_name: 'Otto',
      decided_at: '2026-11-20Z',
    })
  const kept = [await review(null, null)]
  for (const id of platforms) kept.push(await review(id, null))
  for (const { platformId, id } of tenants) kept.push(await review(platformId, id))
  await client.query('insert into platform (id, name) values ($1, $2)', [CANARY_PLATFORM_ID, 'canaries'])
  await client.query('insert into member (id, email, name) values ($1, $2, $3)', [
    CANARY_REVIEWER_ID,
    'reviewer@canary.invalid',
    'Reviewer',
  ])
  const byNeither: string[] = []
  for (const id of [randomUUID(), randomUUID()]) {
    const row = { id, platform_id: CANARY_PLATFORM_ID, name: `canary ${id}` }
    const canary = await add(client, 'tenant', row)
    await review(CANARY_PLATFORM_ID, canary)
    byNeither.push(await review(CANARY_PLATFORM_ID, canary, CANARY_REVIEWER_ID))
  }
  return { kept, byNeither }
}

test('the reviews of the canaries that name each other are gone, and those of nobody else', async () => {
  await across(FILLING.canaryReviews, plantReviews, async (client, { kept }) => {
    assert.deepEqual(sorted(await listOf(client, 'select id from access_review')), sorted(kept))
  })
})

test('those that an older process made again since are gone, too, and it makes none any more', async () => {
  await across(FILLING.canaryReviewsAgain, plantReviews, async (client, { kept, byNeither }) => {
    assert.deepEqual(
      sorted(await listOf(client, 'select id from access_review')),
      sorted([...kept, ...byNeither]),
    )
    // As such a process does: under the same id, and only where it is not there.
    for (const id of [...byNeither, randomUUID()])
      await assert.rejects(
        client.query(
          `insert into access_review (id, platform_id, tenant_id, binding_id, member_id, member_name, role, decision, decided_by, decided_by_name, decided_at)
           select $1, r.platform_id, r.tenant_id, r.binding_id, r.member_id, r.member_name, r.role, r.decision, o.decided_by, 'Otto', now()
             from access_review r, access_review o where r.id = $2 and o.id = $3 on conflict do nothing`,
          [id, byNeither[0], kept[0]],
        ),
        /access_review_of_canary/,
      )
  })
})

test('the same migrations without a thought of the policies fill nothing: these tests would see it', async () => {
  await across(
    FILLING.above,
    plantProviders,
    async (client) => {
      assert.deepEqual(
        await listOf(client, 'select id from identity_provider where settings_from is not null'),
        [],
      )
      assert.deepEqual(await listOf(client, 'select id from session where factor_by_provider'), [])
    },
    forgetful(FILLING.above),
  )
})
