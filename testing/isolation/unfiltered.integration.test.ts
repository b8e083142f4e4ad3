// Bar test 6: a repository that forgets its filter. Every table is read, changed and deleted from without any condition, in
// the scope of one tenant: row-level security alone decides what is touched.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { openIsolationWorld, type IsolationWorld } from './isolation-world.ts'

let here: IsolationWorld
let admin: pg.Client
let tenant: pg.Client

before(async () => {
  here = await openIsolationWorld({ roles: [] })
  admin = new pg.Client(here.world.db.urls.admin)
  tenant = new pg.Client(here.world.db.urls.tenant)
  await Promise.all([admin.connect(), tenant.connect()])
})
after(async () => {
  await Promise.all([admin.end(), tenant.end()])
  await here.close()
})

interface OwnedTable {
  readonly name: string
  readonly columns: readonly string[]
}

/** Tables with rows of tenants that the role `tenant` may act on in this way, each with columns that it may name. */
async function tablesFor(act: 'select' | 'update' | 'delete'): Promise<OwnedTable[]> {
  const { rows } = await admin.query<OwnedTable>(
    `select c.relname as name, array_agg(a.attname::text) as columns
       from pg_class c join pg_namespace s on s.oid = c.relnamespace
       join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and case when $1 = 'delete' then has_table_privilege('tenant', c.oid, 'delete')
                 else has_column_privilege('tenant', c.oid, a.attnum, $1) end
      where c.relkind in ('r', 'p') and s.nspname = 'public' group by 1 order by 1`,
    [act],
  )
  return rows
}

const ownersOf = async (table: string): Promise<Record<string, string>> => {
  const { rows } = await admin.query<{ tenant: string; sum: string }>(
    `select coalesce(tenant_id::text, 'above') as tenant, md5(string_agg(md5(t::text), '' order by md5(t::text))) as sum
       from ${table} t group by 1`,
  )
  return Object.fromEntries(rows.map(({ tenant: owner, sum }) => [owner, sum]))
}

/** The owners of the rows that A reads from a table without a word about whose they are. */
async function readAsA(table: string): Promise<(string | null)[]> {
  await tenant.query('begin read only')
  await tenant.query(`select set_config('app.tenant_id', $1, true)`, [here.sets.A.ids.tenantId])
  const { rows } = await tenant.query<{ tenant_id: string | null }>(`select tenant_id from ${table}`)
  await tenant.query('commit')
  return rows.map((row) => row.tenant_id)
}

test('reading without a filter shows rows of the own tenant only', async (t) => {
  const tables = await tablesFor('select')
  const { tenantId } = here.sets.A.ids
  let own = 0
  for (const { name, columns } of tables) {
    if (!columns.includes('tenant_id')) continue
    const owners = await readAsA(name)
    assert.deepEqual(
      owners.filter((owner) => owner !== tenantId),
      [],
      name,
    )
    own += owners.length
  }
  assert.ok(tables.length > 25 && own > 25, `${own} rows of ${tables.length} tables`)
  t.diagnostic(`bar test 6: ${tables.length} tables read without a filter, ${own} own rows, 0 foreign rows`)
})

/** What stays as it was: a refusal by a key or a trigger is as good as no change. */
async function refuseTouching(name: string, sql: string): Promise<number> {
  const { tenantId } = here.sets.A.ids
  const others = async (): Promise<Record<string, string>> => {
    const { [tenantId]: _own, ...rest } = await ownersOf(name)
    return rest
  }
  const untouched = await others()
  let touched = 0
  await tenant.query('begin')
  await tenant.query(`select set_config('app.tenant_id', $1, true)`, [tenantId])
  try {
    const { rowCount } = await tenant.query(sql)
    touched = rowCount ?? 0
    await tenant.query('commit')
  } catch (error) {
    await tenant.query('rollback')
    assert.ok(error instanceof pg.DatabaseError, String(error))
  }
  assert.deepEqual(await others(), untouched, `${name}: ${sql}`)
  return touched
}

test('changing and deleting without a filter reach rows of the own tenant only', async (t) => {
  let touched = 0
  const changed = await tablesFor('update')
  for (const { name, columns } of changed)
    touched += await refuseTouching(name, `update ${name} set "${columns[0] ?? ''}" = "${columns[0] ?? ''}"`)
  const deleted = await tablesFor('delete')
  for (const { name } of deleted) touched += await refuseTouching(name, `delete from ${name}`)
  assert.ok(changed.length > 15 && deleted.length > 3 && touched > 15, `${touched} own rows`)
  t.diagnostic(
    `bar test 6: ${changed.length} tables changed and ${deleted.length} deleted from without a filter, ${touched} own rows, 0 foreign rows`,
  )
})
