// A member has a role in a scope once from each source, also when two give it at the same moment.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { DomainError } from '#lib/core/errors.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { newId } from '#lib/infra/db/index.ts'
import { bindRole } from './index.ts'
import { insertGroupBindings } from './membership-repository.ts'
import { accessWorld, type AccessWorld } from './testing/access-world.ts'
import { makeVictims } from './testing/guessers.ts'

const MIGRATION = new URL(
  '../../../prisma/migrations/20261122090000_one_binding_of_a_role/migration.sql',
  import.meta.url,
)

let world: TestWorld
let access: AccessWorld
let admin: pg.Client
let memberId = ''
before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
})
after(async () => {
  await admin.end()
  await world.close()
})

/** A member with the role viewer, by hand. */
async function newMember(): Promise<void> {
  const [made] = await makeVictims(access, 1)
  memberId = made?.id ?? ''
}

const console = () => world.console(operatorScope, access.clock)

const held = async (role: string): Promise<unknown[]> =>
  (
    await admin.query<Record<string, unknown>>(
      'select expires_at, last_used_at, scim_group_id, provider_id from role_binding where member_id = $1 and role = $2 order by id',
      [memberId, role],
    )
  ).rows

async function untilTwoWait(watcher: pg.Client): Promise<void> {
  for (let look = 0; look < 200; look += 1) {
    const { rows } = await watcher.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    if (rows[0]?.n === 2) return
    await new Promise((settle) => setTimeout(settle, 25))
  }
  assert.fail('the two did not meet')
}

test('of two who give the same role at the same moment one does, and the other is told so', async () => {
  await newMember()
  const watcher = new pg.Client(world.db.urls.admin)
  await watcher.connect()
  try {
    // Both have looked, and found that the member does not hold it.
    await admin.query('begin')
    await admin.query('lock table role_binding in share mode')
    const both = Promise.allSettled(
      [1, 2].map(async () => await bindRole(console(), { memberId, role: 'on_call' })),
    )
    await untilTwoWait(watcher)
    await admin.query('commit')
    const results = await both
    assert.deepEqual(results.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    const refused = results.find((one) => one.status === 'rejected')
    const reason: unknown = refused?.reason
    assert.ok(reason instanceof DomainError, String(reason))
    assert.equal(reason.code, 'conflict')
    assert.match(reason.message, /already has this role/)
    assert.equal((await held('on_call')).length, 1)
  } finally {
    await watcher.end()
  }
})

test('each source keeps its own binding of a role, and gives it once', async () => {
  await newMember()
  const [group, provider] = [newId(), newId()]
  const owner = { platformId: null, tenantId: null }
  const row = { memberId, role: 'viewer', createdAt: access.clock.now() }
  await world.database.withScope(operatorScope, async (tx) => {
    for (const [scimGroupId, providerId] of [
      [group, null],
      [null, provider],
      [group, null],
    ] as const)
      await insertGroupBindings(tx, owner, [{ ...row, scimGroupId, providerId }])
  })
  assert.equal((await held('viewer')).length, 3, 'by hand, by a group, by a provider')
})

test('the migration keeps of doubled bindings the one that lasts longest, with the latest use', async () => {
  await newMember()
  await admin.query('drop index role_binding_once')
  const insert = async (role: string, expiresAt: string | null, usedAt: string | null) =>
    await admin.query(
      'insert into role_binding (id, member_id, role, expires_at, last_used_at) values ($1, $2, $3, $4, $5)',
      [newId(), memberId, role, expiresAt, usedAt],
    )
  await insert('on_call', '2030-01-01', '2026-11-01')
  await insert('on_call', '2031-01-01', null)
  await insert('on_call', '2029-01-01', '2026-11-20')
  await insert('viewer', '2030-01-01', null)
  await admin.query(readFileSync(MIGRATION, 'utf8'))
  const kept = { scim_group_id: null, provider_id: null }
  assert.deepEqual(await held('on_call'), [
    { ...kept, expires_at: new Date('2031-01-01'), last_used_at: new Date('2026-11-20') },
  ])
  assert.deepEqual(await held('viewer'), [{ ...kept, expires_at: null, last_used_at: null }])
  await assert.rejects(insert('viewer', null, null), { code: '23505' })
})
