import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LOGIN_ROLES } from '#lib/infra/cluster/role-password.ts'
import { sqlState, withClient } from '#lib/infra/cluster/with-client.ts'
import { createTestDatabase } from './database.ts'

const query = async (url: string, sql: string): Promise<Record<string, unknown>[]> =>
  await withClient(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows)

test('each test file has a database of its own with all migrations, for every role', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()])
  for (const role of LOGIN_ROLES) {
    assert.deepEqual(await query(one.urls[role], 'select current_user::text as me'), [{ me: role }])
  }
  const [migrated] = await query(
    one.urls.admin,
    'select count(*)::int as n from _prisma_migrations where finished_at is not null',
  )
  assert.ok(Number(migrated?.['n']) > 0)
  await query(one.urls.jobs, 'select from bullmq.job')
  await query(one.urls.admin, 'create table mine ()')
  assert.deepEqual(await query(two.urls.admin, `select to_regclass('mine')::text as mine`), [{ mine: null }])
  await Promise.all([one.drop(), two.drop()])
  await assert.rejects(query(one.urls.admin, 'select 1'), (error) => sqlState(error) === '3D000')
})

test('a database is dropped under whoever is still connected', async () => {
  const database = await createTestDatabase()
  const waiting = withClient(
    database.urls.tenant,
    async (client) => await client.query('select pg_sleep(60)'),
  )
  const cut = assert.rejects(waiting)
  await database.drop()
  await cut
})
