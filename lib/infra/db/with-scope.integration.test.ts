// Bar tests 3 to 6: what holds in Postgres whatever the code above forgets.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { DomainError } from '#lib/core/errors.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { newId } from './new-id.ts'
import { policyFaults, readCatalogue } from './policy-faults.ts'

interface Tenant {
  readonly scope: Extract<Scope, { kind: 'tenant' }>
  readonly incidents: string[]
}

let world: TestWorld
let admin: pg.Client
const tenants: Tenant[] = []
const INCIDENTS = 5

const insertIncident = async (scope: Tenant['scope'], id = newId()): Promise<string> => {
  await world.database.withScope(scope, async (tx) => {
    await tx.incident.create({
      data: {
        id,
        platformId: scope.platformId,
        tenantId: scope.tenantId,
        code: id.slice(-8),
        title: `of ${scope.tenantId}`,
        severity: 'P2',
        dedupKey: id,
        openKey: id,
        openedAt: new Date(),
        policy: {},
      },
    })
  })
  return id
}

before(async () => {
  world = await openTestWorld(5)
  admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
  for (let p = 0; p < 4; p += 1) {
    const platform = await world.database.withScope(
      operatorScope,
      async (tx) => await tx.platform.create({ data: { name: `P${p}` } }),
    )
    for (let t = 0; t < 5; t += 1) {
      const row = await world.database.withScope(
        operatorScope,
        async (tx) => await tx.tenant.create({ data: { platformId: platform.id, name: `T${t}` } }),
      )
      const scope = {
        kind: 'tenant',
        platformId: platformId(platform.id),
        tenantId: tenantId(row.id),
      } as const
      const incidents: string[] = []
      for (let i = 0; i < INCIDENTS; i += 1) incidents.push(await insertIncident(scope))
      tenants.push({ scope, incidents })
    }
  }
})
after(async () => {
  await admin.end()
  await world.close()
})

/** Tables whose rows belong to somebody. */
const scopedTables = async (client: pg.ClientBase = admin): Promise<string[]> => {
  const { rows } = await client.query<{ table_name: string }>(
    `select distinct c.table_schema || '.' || c.table_name as table_name from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE' and c.table_schema in ('public', 'metrics') order by 1`,
  )
  return rows.map((row) => row.table_name)
}

interface CatalogueFault {
  readonly what: string
}

/** Bar test 3, as a function: what is wrong with the catalogue, by name. */
async function catalogueFaults(client: pg.ClientBase): Promise<string[]> {
  const faults: CatalogueFault[] = []
  const add = (rows: CatalogueFault[]): void => {
    faults.push(...rows)
  }
  const query = async (sql: string): Promise<void> => add((await client.query<CatalogueFault>(sql)).rows)
  const owned = `select t.oid, n.nspname, t.relname, t.relrowsecurity, t.relforcerowsecurity from pg_class t
    join pg_namespace n on n.oid = t.relnamespace join pg_attribute a on a.attrelid = t.oid and a.attname = 'tenant_id' and not a.attisdropped
    where t.relkind in ('r', 'p') and n.nspname in ('public', 'metrics')`
  await query(
    `select 'no forced row security: ' || relname as what from (${owned}) o where not (relrowsecurity and relforcerowsecurity)`,
  )
  await query(`select 'no tenant policy: ' || relname as what from (${owned}) o where nspname = 'public' and not exists (
    select from pg_policies p where p.tablename = o.relname and p.roles = '{tenant}'
      and p.qual = '(tenant_id = ( SELECT app_tenant() AS app_tenant))' and p.with_check = p.qual)`)
  await query(`select 'more than one tenant policy: ' || relname as what from (${owned}) o where nspname = 'public' and
    (select count(*) from pg_policies p where p.tablename = o.relname and 'tenant' = any (p.roles)) <> 1`)
  await query(`select 'tenant may touch: ' || relname as what from (${owned}) o where nspname = 'metrics'
    and has_table_privilege('tenant', oid, 'select, insert, update, delete')`)
  // A reference between two owned tables carries the owner: its platform always, its tenant where the row has one.
  await query(`select 'reference without owner: ' || c.conname as what from pg_constraint c
    join (${owned}) child on child.oid = c.conrelid join (${owned}) parent on parent.oid = c.confrelid
    where c.contype = 'f' and not exists (select from unnest(c.conkey) k join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k
      where a.attname in ('platform_id', 'tenant_id', 'chain'))`) // the key of a chain names its owner
  // A unique key that people can fill in (anything but random ids and hashes) is led by the tenant.
  await query(`select 'unique key without tenant: ' || i.relname as what from pg_index x join pg_class i on i.oid = x.indexrelid
    join (${owned}) o on o.oid = x.indrelid where x.indisunique and o.nspname = 'public'
    and not exists (select from unnest(x.indkey::int[]) k join pg_attribute a on a.attrelid = o.oid and a.attnum = k
      where a.attname in ('tenant_id', 'id', 'hash', 'token_hash', 'previous_hash', 'old_hash', 'key', 'chain', 'incident_id', 'platform_id') )`)
  await query(`select 'view without security_invoker: ' || c.relname as what from pg_class c
    join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and n.nspname in ('public', 'metrics')
    and not coalesce(c.reloptions::text, '') like '%security_invoker=true%'`)
  await query(`select 'role above row security: ' || rolname as what from pg_roles
    where rolname in ('auth', 'tenant', 'staff', 'engine', 'jobs') and (rolsuper or rolbypassrls or rolcreaterole)`)
  await query(`select r || ' owns ' || c.relname as what from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join unnest(array['auth', 'tenant', 'staff', 'jobs']) r on pg_get_userbyid(c.relowner) = r where n.nspname = 'public'`)
  await query(`select r || ' may truncate ' || o.relname as what from (${owned}) o
    join unnest(array['auth', 'tenant', 'staff', 'engine', 'jobs']) r on has_table_privilege(r, o.oid, 'truncate') where o.nspname = 'public'`)
  return faults.map((fault) => fault.what)
}

test('the catalogue is as the design says: policies, references, keys, owners', async (t) => {
  assert.deepEqual(await catalogueFaults(admin), [])
  const catalogue = await world.database.withScope(operatorScope, readCatalogue)
  assert.deepEqual(policyFaults(catalogue), [])
  const tables = await scopedTables()
  assert.ok(tables.length >= 20, `${tables.length} tables seen`)
  t.diagnostic(`bar test 3: ${tables.length} tables, 0 faults`)
})

test('each dropped policy, and each table without row security, turns the catalogue test red', async (t) => {
  const { rows: policies } = await admin.query<{ tablename: string; policyname: string }>(
    `select tablename, policyname from pg_policies where roles = '{tenant}' and policyname = tablename || '_tenant'
     and exists (select from information_schema.columns c where c.table_name = tablename and c.column_name = 'tenant_id' and c.table_schema = 'public')`,
  )
  assert.ok(policies.length >= 20)
  for (const { tablename, policyname } of policies) {
    await admin.query('begin')
    await admin.query(`drop policy ${policyname} on ${tablename}`)
    assert.ok((await catalogueFaults(admin)).includes(`no tenant policy: ${tablename}`), tablename)
    await admin.query('rollback')
    await admin.query('begin')
    await admin.query(`alter table ${tablename} no force row level security`)
    assert.ok((await catalogueFaults(admin)).includes(`no forced row security: ${tablename}`), tablename)
    await admin.query('rollback')
  }
  t.diagnostic(`bar test 6: ${policies.length} policies dropped, ${policies.length} times red`)
})

test('the tenant role without a scope reads, changes and deletes nothing', async (t) => {
  const client = new pg.Client(world.db.urls.tenant)
  await client.connect()
  try {
    const tables = await scopedTables()
    t.diagnostic(`bar test 4: ${tables.length} tables`)
    for (const table of tables) {
      const { rows } = await admin.query<{ may: string }>(
        `select p as may from unnest(array['select', 'insert', 'update', 'delete']) p where has_table_privilege('tenant', $1, p)`,
        [table],
      )
      const may = new Set(rows.map((row) => row.may))
      const attempt = async (kind: string, sql: string): Promise<void> => {
        if (!may.has(kind)) {
          await assert.rejects(client.query(sql), /permission denied/, `${kind} ${table}`)
          return
        }
        const result = await client.query(sql)
        assert.equal(result.rowCount, 0, `${kind} ${table}`)
      }
      await attempt('select', `select * from ${table}`)
      await attempt('update', `update ${table} set tenant_id = tenant_id`)
      await attempt('delete', `delete from ${table}`)
    }
  } finally {
    await client.end()
  }
})

test('a foreign row is invisible, cannot be changed, and cannot be referred to: each the same not_found', async () => {
  const [mine, theirs] = tenants
  assert.ok(mine && theirs)
  const foreign = theirs.incidents[0] ?? ''
  const inMine = async (fn: Parameters<typeof world.database.withScope>[1]) =>
    await world.database.withScope(mine.scope, fn)
  assert.equal(await inMine(async (tx) => await tx.incident.findUnique({ where: { id: foreign } })), null)
  const isNotFound = (error: unknown): boolean => error instanceof DomainError && error.code === 'not_found'
  await assert.rejects(
    inMine(async (tx) => await tx.incident.update({ where: { id: foreign }, data: { title: 'x' } })),
    isNotFound,
  )
  const entry = {
    platformId: mine.scope.platformId,
    tenantId: mine.scope.tenantId,
    at: new Date(),
    kind: 'note',
    actorKind: 'member',
    actorName: 'x',
    text: 'x',
  }
  for (const incidentId of [foreign, newId()]) {
    await assert.rejects(
      inMine(async (tx) => await tx.timelineEntry.create({ data: { ...entry, incidentId } })),
      isNotFound,
    )
  }
  await assert.rejects(
    inMine(
      async (tx) =>
        await tx.timelineEntry.create({
          data: { ...entry, tenantId: theirs.scope.tenantId, incidentId: foreign },
        }),
    ),
    isNotFound,
  )
  const { rows } = await admin.query('select title from incident where id = $1', [foreign])
  assert.deepEqual(rows, [{ title: `of ${theirs.scope.tenantId}` }])
})

test('a read-only scope cannot write', async () => {
  const [mine] = tenants
  assert.ok(mine)
  await assert.rejects(
    world.database.withScope(
      mine.scope,
      async (tx) =>
        await tx.incident.update({ where: { id: mine.incidents[0] ?? '' }, data: { title: 'x' } }),
      { readOnly: true },
    ),
    /read-only/,
  )
})

test('20 tenants over a pool of five with aborts and time-outs: no foreign row, no connection handed on dirty', async (t) => {
  let read = 0
  let foreign = 0
  let aborted = 0
  const one = async (round: number): Promise<void> => {
    const mine = tenants[round % tenants.length]
    assert.ok(mine)
    try {
      await world.database.withScope(mine.scope, async (tx) => {
        for (let n = 0; n < 5; n += 1) {
          const rows = await tx.incident.findMany({ select: { tenantId: true } })
          read += rows.length
          foreign += rows.filter((row) => row.tenantId !== mine.scope.tenantId).length
          if ((round * 7 + n) % 11 === 3) throw new Error('aborted on purpose')
          // A query still in flight while the transaction fails.
          if ((round * 5 + n) % 17 === 4) {
            const late = tx.incident.count()
            late.catch(() => undefined)
            throw new Error('aborted with a query in flight')
          }
        }
      })
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes('aborted')) {
        if (!(error instanceof DomainError && error.code === 'unavailable')) throw error
      }
      aborted += 1
    }
  }
  for (let batch = 0; batch < 5; batch += 1)
    await Promise.all(Array.from({ length: 200 }, async (_, i) => await one(batch * 200 + i)))
  assert.equal(foreign, 0)
  assert.ok(read > 10_000, `${read} rows read`)
  assert.ok(aborted > 200, `${aborted} aborted`)
  t.diagnostic(`bar test 5: ${read} rows read, ${foreign} foreign, ${aborted} transactions aborted`)
  const pool = world.database.roles.tenant?.pool
  assert.ok(pool)
  assert.equal(pool.dirtyConnections, 0)
  const { rows } = await admin.query(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and usename = 'tenant' and state <> 'idle'`,
  )
  assert.deepEqual(rows, [{ n: 0 }])
})
