import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { startThrowAwayCluster, type ThrowAwayCluster } from '#testing/cluster.ts'
import type { MigrationFiles } from './migrations/files.ts'
import { provisionDatabase, type Provisioned } from './provision.ts'
import { databaseUrl, LOGIN_ROLES, roleUrl } from './role-password.ts'
import { sqlState, withClient } from './with-client.ts'

const secret = 'the secret of this installation'
let folder = ''
let files: MigrationFiles
let cluster: ThrowAwayCluster
let done: Provisioned

const query = async (url: string, sql: string): Promise<Record<string, unknown>[]> =>
  await withClient(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows)
const refusal = async (url: string, sql: string): Promise<string | undefined> =>
  await query(url, sql).then(
    () => 'allowed',
    (error: unknown) => sqlState(error),
  )
const provision = async (adminUrl: string, withSecret = secret): Promise<Provisioned> =>
  await provisionDatabase({ adminUrl, secret: withSecret, files, withQueue: true })

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'roles-'))
  files = { schemaDirectory: join(folder, 'schema'), migrationsDirectory: join(folder, 'migrations') }
  mkdirSync(join(files.migrationsDirectory, '20260101000000_init'), { recursive: true })
  mkdirSync(files.schemaDirectory)
  writeFileSync(join(files.schemaDirectory, 'main.prisma'), 'datasource db {\n  provider = "postgresql"\n}\n')
  writeFileSync(
    join(files.migrationsDirectory, '20260101000000_init/migration.sql'),
    `create table note (id int primary key, tenant_id int);
     alter table note enable row level security; alter table note force row level security;
     create policy note_tenant on note to tenant using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
     create function answer() returns int language sql as 'select 42';
     grant select on note to tenant`,
  )
  cluster = await startThrowAwayCluster()
  done = await provision(databaseUrl(cluster.adminUrl, 'shop'))
})
after(() => {
  cluster.remove()
  rmSync(folder, { recursive: true })
})

test('every role signs in with its derived password, which Postgres keeps only as a verifier', async () => {
  for (const role of LOGIN_ROLES) {
    assert.deepEqual(await query(done.addresses[role], 'select current_user::text as me'), [{ me: role }])
    assert.equal(await refusal(roleUrl(done.addresses[role], role, 'guess'), 'select 1'), '28P01')
  }
  const stored = await query(
    cluster.adminUrl,
    `select from pg_authid where rolcanlogin and rolpassword not like 'SCRAM-SHA-256$%'`,
  )
  assert.deepEqual([stored.length, done.lacking], [0, []])
})

test('only backup passes row-level security, and it can write nothing', async () => {
  const above = await query(
    cluster.adminUrl,
    'select rolname::text as name from pg_roles where rolcanlogin and (rolsuper or rolbypassrls) order by 1',
  )
  assert.deepEqual(
    above.map((row) => row['name']),
    ['backup', 'postgres'],
  )
  await query(databaseUrl(cluster.adminUrl, 'shop'), 'insert into note values (1, 7) on conflict do nothing')
  const count = 'select count(*)::int as n from note'
  assert.deepEqual(await query(done.addresses.backup, count), [{ n: 1 }])
  assert.deepEqual(
    await query(done.addresses.owner, count),
    [{ n: 0 }],
    'forced: the owner sees nothing either',
  )
  assert.equal(await refusal(done.addresses.backup, 'delete from note'), '25006')
  assert.equal(await refusal(done.addresses.backup, 'set transaction read write; delete from note'), '42501')
})

test('nobody but our roles enters the database, nobody but owner makes tables, and a forgotten transaction ends', async () => {
  await query(cluster.adminUrl, `create role stranger login password 'stranger'`)
  assert.equal(await refusal(roleUrl(done.addresses.tenant, 'stranger', 'stranger'), 'select 1'), '42501')
  for (const role of LOGIN_ROLES.filter((name) => name !== 'owner' && name !== 'backup')) {
    assert.equal(await refusal(done.addresses[role], 'create table public.x ()'), '42501', role)
    const [limit] = await query(done.addresses[role], 'show idle_in_transaction_session_timeout')
    assert.deepEqual(limit, { idle_in_transaction_session_timeout: '15s' }, role)
  }
  assert.equal(
    await refusal(done.addresses.tenant, 'select answer()'),
    '42501',
    'functions are not for everybody',
  )
})

test('BullMQ may make its sequences and temporary tables, and nothing else', async () => {
  assert.equal(
    await refusal(done.addresses.jobs, 'create sequence bullmq.a; create temporary table t ()'),
    'allowed',
  )
  assert.equal(await refusal(done.addresses.jobs, 'select count(*) from bullmq.job'), 'allowed')
  assert.equal(await refusal(done.addresses.jobs, 'drop table bullmq.job'), '42501')
  assert.equal(await refusal(done.addresses.tenant, 'select count(*) from bullmq.job'), '42501')
})

test('several machines may start at once on nothing at all, and again', async () => {
  const start = async (): Promise<Provisioned> => await provision(databaseUrl(cluster.adminUrl, 'fresh'))
  for (const expected of [['20260101000000_init'], []]) {
    const four = await Promise.all([start(), start(), start(), start()])
    const applied = four.flatMap((one) => one.applied)
    assert.deepEqual(applied, expected)
  }
})

test('a start with another secret is refused before it changes a password', async () => {
  await assert.rejects(
    provision(databaseUrl(cluster.adminUrl, 'shop'), 'a wrong secret'),
    /^Error: BAILIWICK_SECRET: the database shop belongs/,
  )
  assert.deepEqual(await query(done.addresses.tenant, 'select 1 as one'), [{ one: 1 }])
})

test('a login that is no superuser, as a managed Postgres gives one, is enough and says what it could not do', async () => {
  const own = await startThrowAwayCluster()
  try {
    await query(own.adminUrl, `create role manager login createrole createdb password 'manager'`)
    const result = await provision(databaseUrl(roleUrl(own.adminUrl, 'manager', 'manager'), 'managed'))
    assert.deepEqual(await query(result.addresses.owner, 'select count(*)::int as n from note'), [{ n: 0 }])
    assert.match(result.lacking.join('\n'), /the role backup could not be given BYPASSRLS/)
  } finally {
    own.remove()
  }
})
