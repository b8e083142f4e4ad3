// A dump is worth what its restore is worth: into an empty cluster on another port, table by table, chain by chain.
import assert from 'node:assert/strict'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { databaseUrl } from '#lib/infra/cluster/role-password.ts'
import { ensureRoles } from '#lib/infra/cluster/roles.ts'
import { roleAddresses } from '#lib/infra/cluster/provision.ts'
import { openDatabase } from '#lib/infra/db/index.ts'
import { verifyAudit } from '#lib/modules/audit/index.ts'
import { openIncident } from '#lib/modules/incidents/index.ts'
import { createPlatform, createTenant, listTenants } from '#lib/modules/tenancy/index.ts'
import { startThrowAwayCluster, type ThrowAwayCluster } from '#testing/cluster.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { restoreDump, takeDump, type Manifest } from './index.ts'
import { compareRows } from './restore-dump.ts'

let world: TestWorld
let cluster: ThrowAwayCluster
let dump: Manifest & { readonly path: string }
const directory = mkdtempSync(join(tmpdir(), 'bailiwick-dump-'))
const TENANTS = 30

before(async () => {
  world = await openTestWorld()
  const ctx = world.console(operatorScope)
  const platform = await createPlatform(ctx, { name: 'Backed up' })
  for (let n = 0; n < TENANTS; n += 1) {
    const tenant = await createTenant(ctx, { platformId: platform.id, name: `Tenant ${n}` })
    const scope = {
      kind: 'tenant',
      platformId: platformId(platform.id),
      tenantId: tenantId(tenant.id),
    } as const
    await openIncident(world.console(scope), { title: `Incident ${n}`, severity: 'P2' })
  }
  dump = await takeDump(ctx, { directory, url: world.db.urls.backup, productVersion: 'test' })
  cluster = await startThrowAwayCluster()
  await ensureRoles(cluster.adminUrl, TEST_SECRET)
})
after(async () => {
  await world.close()
  cluster.remove()
  rmSync(directory, { recursive: true, force: true })
})

const emptyDatabase = async (name: string): Promise<string> => {
  const client = new pg.Client(cluster.adminUrl)
  await client.connect()
  await client.query(`create database ${name} owner owner`)
  await client.end()
  return databaseUrl(cluster.adminUrl, name)
}

test('the manifest names what was dumped, and both files are for their owner alone', () => {
  assert.equal(dump.rows['public.tenant'], TENANTS)
  assert.ok(dump.bytes > 10_000)
  assert.match(dump.sha256, /^[0-9a-f]{64}$/)
  assert.deepEqual(
    readdirSync(directory).filter((name) => name.endsWith('.partial')),
    [],
  )
  assert.equal(statSync(dump.path).mode & 0o077, 0)
  assert.ok(!readFileSync(dump.path).includes(TEST_SECRET), 'the secret is not in the dump')
})

test('restored into an empty cluster: every table holds its rows, policies and chains hold', async () => {
  const url = await emptyDatabase('restored')
  const restored = await restoreDump({ file: dump.path, url })
  assert.deepEqual(restored.differences, [])
  assert.ok(restored.tables > 25)
  const { auth, tenant, staff } = roleAddresses(url, TEST_SECRET)
  const database = openDatabase({ auth, tenant, staff }, 'restored')
  try {
    const original = world.console(operatorScope)
    const ctx = {
      ...original,
      db: {
        ...original.db,
        read: async <T>(fn: Parameters<typeof database.withScope<T>>[1]) =>
          await database.withScope<T>(operatorScope, fn),
      },
    }
    assert.equal((await listTenants(ctx)).total, TENANTS)
    const verdict = await verifyAudit(ctx)
    assert.ok(verdict.ok, JSON.stringify(verdict))
    assert.ok(verdict.chains.length > TENANTS)
  } finally {
    await database.close()
  }
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query<{ forced: number; policies: number }>(
    `select (select count(*)::int from pg_class where relforcerowsecurity) as forced, (select count(*)::int from pg_policies) as policies`,
  )
  await client.end()
  assert.ok(
    (rows[0]?.forced ?? 0) > 25 && (rows[0]?.policies ?? 0) > 50,
    'row security came back with the tables',
  )
})

test('a dump that is cut, or has one other byte, is refused before anything is restored', async () => {
  const damaged = (name: string, damage: (file: string) => void): string => {
    const file = join(directory, `${name}.dump`)
    writeFileSync(file, readFileSync(dump.path))
    writeFileSync(join(directory, `${name}.json`), readFileSync(dump.path.replace(/\.dump$/, '.json')))
    damage(file)
    return file
  }
  const cut = damaged('cut', (file) => truncateSync(file, Math.floor(dump.bytes * 0.6)))
  const flipped = damaged('flipped', (file) => {
    const bytes = readFileSync(file)
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1
    writeFileSync(file, bytes)
  })
  const url = await emptyDatabase('untouched')
  for (const file of [cut, flipped]) await assert.rejects(restoreDump({ file, url }), /SHA-256 differs/)
  await assert.rejects(restoreDump({ file: join(directory, 'absent.dump'), url }), /manifest/)
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query(`select from pg_tables where schemaname = 'public'`)
  await client.end()
  assert.equal(rows.length, 0)
})

test('a dump with a table missing says which, although the tool was content', () => {
  assert.deepEqual(compareRows({ a: 3, b: 2 }, { a: 3 }), [{ table: 'b', expected: 2, found: 0 }])
  assert.deepEqual(compareRows({ a: 3 }, { a: 2, c: 1 }), [
    { table: 'a', expected: 3, found: 2 },
    { table: 'c', expected: 0, found: 1 },
  ])
})

test('an address that nobody answers on is an error that says so, and leaves no half file', async () => {
  const url = new URL(world.db.urls.backup)
  url.port = '1'
  await assert.rejects(
    takeDump(world.console(operatorScope), { directory, url: url.href, productVersion: 'test' }),
  )
  assert.deepEqual(
    readdirSync(directory).filter((name) => name.endsWith('.partial')),
    [],
  )
})
