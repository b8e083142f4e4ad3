import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase, type TestDatabase } from '#testing/database.ts'
import { databaseUrl } from '../role-password.ts'
import { withClient } from '../with-client.ts'
import { applyMigrations, resolveMigration } from './apply.ts'
import { findDrift, pendingSql } from './drift.ts'
import type { MigrationFiles } from './files.ts'

const SCHEMA = `datasource db {
  provider = "postgresql"
}
model Tenant {
  id   String @id @db.Uuid
  name String
  @@map("tenant")
}
`
const INIT = `create table tenant (id uuid not null, name text not null, constraint tenant_pkey primary key (id));
alter table tenant enable row level security;
alter table tenant force row level security;
create policy tenant_own on tenant to tenant using (id = nullif(current_setting('app.tenant_id', true), '')::uuid);
alter table tenant add constraint tenant_name check (name <> '');
create function shout() returns trigger language plpgsql as $$ begin new.name := upper(new.name); return new; end; $$;
create trigger tenant_shout before insert on tenant for each row execute function shout();
do $$ begin perform 1; end; $$;
grant select on tenant to tenant;
grant update (name) on tenant to staff;
`

let home: TestDatabase // gives us a cluster with the roles; the migrations here go into a database of our own
let folder = ''
let files: MigrationFiles
let name = ''
let url = ''

const query = async (sql: string, at = url): Promise<Record<string, unknown>[]> =>
  await withClient(at, async (client) => (await client.query<Record<string, unknown>>(sql)).rows)
const isThere = async (table: string): Promise<unknown> =>
  (await query(`select to_regclass('${table}') is not null as yes`))[0]?.['yes']
const write = (migration: string, sql: string): void => {
  mkdirSync(join(files.migrationsDirectory, migration), { recursive: true })
  writeFileSync(join(files.migrationsDirectory, migration, 'migration.sql'), sql)
}
const history = async (migration: string): Promise<unknown[]> =>
  await query(`select finished_at is not null as done, rolled_back_at is not null as undone, coalesce(logs, '') as logs
    from _prisma_migrations where migration_name = '${migration}' order by started_at`)
const apply = async (): Promise<readonly string[]> => (await applyMigrations(url, files)).applied

before(async () => {
  home = await createTestDatabase()
})
after(async () => await home.drop())

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  files = { schemaDirectory: join(folder, 'schema'), migrationsDirectory: join(folder, 'migrations') }
  mkdirSync(files.schemaDirectory)
  writeFileSync(join(files.schemaDirectory, 'main.prisma'), SCHEMA)
  write('20260101000000_init', INIT)
  name = `${home.name}_m`
  url = databaseUrl(home.urls.owner, name)
  await query(`create database ${name} owner owner`, home.urls.admin)
})
afterEach(async () => {
  await query(`drop database ${name} with (force)`, home.urls.admin)
  rmSync(folder, { recursive: true })
})

test('of four processes at once one applies, and a second time there is nothing to do', async () => {
  const four = await Promise.all(Array.from({ length: 4 }, apply))
  assert.deepEqual(four.flat(), ['20260101000000_init'])
  assert.deepEqual(await apply(), [])
})

test('a migration is applied whole or not at all, and after its file is mended it is tried again', async () => {
  const broken = '20260102000000_broken'
  write(broken, 'create table half (id int primary key);\ninsert into half values (1);\nselect 1/0;\n')
  await assert.rejects(apply(), /20260102000000_broken[^]*division by zero/)
  assert.equal(await isThere('half'), false)
  const [failed] = await history(broken)
  assert.match(JSON.stringify(failed), /"done":false.*division by zero/)
  write(broken, 'create table half (id int primary key);\ninsert into half values (1);\n')
  assert.deepEqual(await applyMigrations(url, files), { applied: [broken], retried: [broken] })
  assert.equal(await isThere('half'), true)
})

test('an error names the line, and what ends the transaction half-way is refused', async () => {
  write('20260102000000_line', 'select 1;\n\nselect nothing;\n')
  await assert.rejects(apply(), /column "nothing" does not exist[^]*line 3/)
  write('20260102000000_line', 'create table early (id int);\ncommit;\nselect 1/0;\n')
  await assert.rejects(apply(), /transaction control/)
  assert.equal(await isThere('early'), false)
})

test('a migration that was changed after it was applied is refused', async () => {
  await apply()
  write('20260101000000_init', `${INIT}-- one more line\n`)
  await assert.rejects(apply(), /edited after they were applied: 20260101000000_init/)
})

test('what runs outside a transaction is repaired by hand when it fails', async () => {
  const index = '20260102000000_index'
  await apply()
  await query(`create table twice (id int); insert into twice values (1), (1)`)
  write(index, '-- no-transaction\ncreate unique index concurrently twice_id on twice (id);\n')
  await assert.rejects(apply(), /could not create unique index/)
  await assert.rejects(apply(), /repair the database by hand.*resolve 20260102000000_index/)
  await query('drop index twice_id; delete from twice')
  await resolveMigration(url, files, { name: index, as: 'rolled-back' })
  assert.deepEqual(await apply(), [index])
})

/** Applies in a process of its own, which can be killed; `patch` runs before. */
function applyInProcess(patch = ''): { kill(): void; ended: Promise<unknown> } {
  const code = `${patch}
    const { applyMigrations } = await import(${JSON.stringify(new URL('apply.ts', import.meta.url).href)})
    await applyMigrations(${JSON.stringify(url)}, ${JSON.stringify(files)})`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: 'ignore',
    cwd: import.meta.dirname,
  })
  return { kill: () => child.kill('SIGKILL'), ended: once(child, 'close') }
}

test('kill -9 while a migration runs: the server finishes it, and the next start finds it done', async () => {
  await apply()
  write('20260102000000_slow', 'create table slow (id int);\nselect pg_sleep(1.5);\n')
  const run = applyInProcess()
  const isRunning = async (): Promise<boolean> =>
    (
      await query(
        `select from pg_stat_activity where query like '%pg_sleep(1.5)%' and pid <> pg_backend_pid()`,
        home.urls.admin,
      )
    ).length > 0
  while (!(await isRunning())) await sleep(50)
  run.kill()
  await run.ended
  assert.deepEqual(await applyMigrations(url, files), { applied: [], retried: [] })
  assert.equal(await isThere('slow'), true)
})

test('kill -9 between the commit and the bookkeeping of the engine: it counts as applied', async () => {
  await apply()
  write('20260102000000_crash', 'create table crash (id int);\n')
  const run = applyInProcess(`
    import pg from 'pg'
    const query = pg.Client.prototype.query
    pg.Client.prototype.query = function (config, ...rest) {
      if (/^UPDATE "_prisma_migrations"/.test(config.text ?? '')) process.kill(process.pid, 'SIGKILL')
      return query.call(this, config, ...rest)
    }`)
  await run.ended
  assert.equal(await isThere('crash'), true)
  assert.deepEqual(await apply(), [])
})

const drifts = [
  { what: 'a column', change: 'alter table tenant add column extra int', found: /DROP COLUMN "extra"/ },
  {
    what: 'a policy',
    change: 'alter policy tenant_own on tenant using (true)',
    found: /policy public\.tenant\.tenant_own/,
  },
  {
    what: 'row-level security',
    change: 'alter table tenant no force row level security',
    found: /row-level security tenant/,
  },
  { what: 'a grant', change: 'grant insert on tenant to jobs', found: /grants tenant/ },
  {
    what: 'a column grant',
    change: 'grant update (id) on tenant to staff',
    found: /column grants tenant\.id/,
  },
  {
    what: 'a trigger',
    change: 'alter table tenant disable trigger tenant_shout',
    found: /trigger tenant\.tenant_shout/,
  },
  {
    what: 'a check',
    change: 'alter table tenant drop constraint tenant_name',
    found: /constraint tenant\.tenant_name/,
  },
  {
    what: 'a right on a function',
    change: 'grant execute on function shout() to staff',
    found: /function shout\(\)/,
  },
]

test('drift is found wherever it hides, and only then', async () => {
  await query('alter default privileges for role owner revoke execute on functions from public')
  await apply()
  assert.equal(await findDrift(url, files), '')
  for (const { what, change, found } of drifts) {
    const undo = databaseUrl(home.urls.owner, `${name}_copy`)
    await query(`create database ${name}_copy template ${name} owner owner`, home.urls.admin)
    await query(change, undo)
    const drift = await findDrift(undo, files)
    await query(`drop database ${name}_copy with (force)`, home.urls.admin)
    assert.match(drift, found, what)
  }
})

test('a new migration is the difference between the schema files and the migrations', async () => {
  assert.equal(await pendingSql(url, files), '')
  writeFileSync(
    join(files.schemaDirectory, 'main.prisma'),
    SCHEMA.replace('name String', 'name String\n  city String?'),
  )
  assert.match(await pendingSql(url, files), /ALTER TABLE "tenant" ADD COLUMN +"city" TEXT;/)
  assert.equal(await isThere('tenant'), false, 'the database itself is left alone')
  const left = await query(
    `select datname::text from pg_database where datname like 'scratch_%'`,
    home.urls.admin,
  )
  assert.deepEqual(left, [])
})
