// Bar test 4, for writing: the role `tenant` tries to insert, change and delete in every table that it may write to, without
// a scope, and in the scope of one tenant in the name of another. What refuses has to be the policy, not a missing column.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { columnsOf, insertRow, plantRow, plausibleRow, type CatalogueColumn } from '../plausible-row.ts'
import { openIsolationWorld, type IsolationWorld } from './isolation-world.ts'

interface WritableTable {
  readonly name: string
  /** Whose a row is, by this column. */
  readonly owner: 'tenant_id' | 'member_id' | 'id'
  readonly columns: readonly CatalogueColumn[]
  readonly mayInsert: readonly string[]
  readonly mayUpdate: readonly string[]
  readonly mayDelete: boolean
}

/** Somebody in whose name a row is written. */
interface Owner {
  readonly platform_id: string
  readonly tenant_id: string
  readonly member_id: string
  /** In the table of the members: who it is. */
  readonly id: string
}

let here: IsolationWorld
let admin: pg.Client
let tenant: pg.Client
let tables: WritableTable[] = []
let mine: Owner
let theirs: Owner

before(async () => {
  here = await openIsolationWorld({ roles: [] })
  admin = new pg.Client(here.world.db.urls.admin)
  tenant = new pg.Client(here.world.db.urls.tenant)
  await Promise.all([admin.connect(), tenant.connect()])
  mine = ownerOf(here.sets.A.ids)
  theirs = ownerOf(here.sets.B.ids)
  tables = await writableTables()
  for (const table of tables.filter(({ owner }) => owner !== 'id'))
    for (const owner of [mine, theirs]) await plantRow(admin, table.name, rowOf(table, table.columns, owner))
})
after(async () => {
  await Promise.all([admin.end(), tenant.end()])
  await here.close()
})

const ownerOf = (ids: { platformId: string; tenantId: string; memberId: string }): Owner => ({
  platform_id: ids.platformId,
  tenant_id: ids.tenantId,
  member_id: ids.memberId,
  id: ids.memberId,
})

/** Every table in which the role `tenant` may write, with the columns that it may name. */
async function writableTables(): Promise<WritableTable[]> {
  const { rows } = await admin.query<Omit<WritableTable, 'columns'>>(
    `select s.nspname || '.' || c.relname as name, case when bool_or(a.attname = 'tenant_id') then 'tenant_id' when c.relname = 'member' then 'id' else 'member_id' end as owner,
            coalesce(array_agg(a.attname::text) filter (where has_column_privilege('tenant', c.oid, a.attnum, 'insert')), '{}') as "mayInsert",
            coalesce(array_agg(a.attname::text) filter (where has_column_privilege('tenant', c.oid, a.attnum, 'update')), '{}') as "mayUpdate",
            has_table_privilege('tenant', c.oid, 'delete') as "mayDelete"
       from pg_class c join pg_namespace s on s.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relkind in ('r', 'p') and s.nspname not in ('pg_catalog', 'information_schema')
        and has_schema_privilege('tenant', s.oid, 'usage')
        and (has_any_column_privilege('tenant', c.oid, 'insert, update') or has_table_privilege('tenant', c.oid, 'delete'))
      group by c.oid, s.nspname, c.relname order by 1`,
  )
  const found: WritableTable[] = []
  for (const row of rows) found.push({ ...row, columns: await columnsOf(admin, row.name) })
  return found
}

/** A row of `table` in the name of `owner`; the key of an audit chain says whose it is as well. */
function rowOf(
  { name, columns: all, owner: column }: WritableTable,
  columns: readonly CatalogueColumn[],
  owner: Owner,
): Record<string, string | null> {
  const chain = `tenant:${owner.tenant_id}`
  const given: Record<string, string> = { platform_id: owner.platform_id, [column]: owner[column] }
  if (all.some((one) => one.name === 'chain')) given['chain'] = chain
  // Its true key is taken already.
  if (name === 'public.audit_chain') given['key'] = `${chain}:planted`
  return plausibleRow(columns, given)
}

const insertableRow = (table: WritableTable, owner: Owner): Record<string, string | null> =>
  rowOf(
    table,
    table.mayInsert.length === 0
      ? table.columns
      : table.columns.filter(({ name }) => table.mayInsert.includes(name)),
    owner,
  )

/** What an attempt came to: so many rows, or the code and message of the refusal. */
type Outcome = number | { readonly code: string; readonly message: string }

/** Tries something as the role `tenant`, in the scope of `owner` or in none; nothing of it stays. */
async function attempt(owner: Owner | null, act: () => Promise<number>): Promise<Outcome> {
  await tenant.query('begin')
  if (owner !== null)
    await tenant.query(
      `select set_config('app.platform_id', $1, true), set_config('app.tenant_id', $2, true), set_config('app.member_id', $3, true)`,
      [owner.platform_id, owner.tenant_id, owner.member_id],
    )
  try {
    return await act()
  } catch (error) {
    assert.ok(error instanceof pg.DatabaseError, String(error))
    return { code: error.code ?? '', message: error.message }
  } finally {
    await tenant.query('rollback')
  }
}

const inserting =
  (table: WritableTable, owner: Owner, above = false) =>
  async (): Promise<number> => {
    const row = insertableRow(table, owner)
    await insertRow(tenant, table.name, above ? { ...row, [table.owner]: null } : row)
    return 1
  }
const running =
  (sql: string, values: string[] = []) =>
  async (): Promise<number> =>
    (await tenant.query(sql, values)).rowCount ?? 0

const isPolicy = (outcome: Outcome): boolean =>
  typeof outcome !== 'number' &&
  outcome.code === '42501' &&
  outcome.message.includes('row-level security policy')
const isNoRight = (outcome: Outcome): boolean =>
  typeof outcome !== 'number' && outcome.code === '42501' && outcome.message.startsWith('permission denied')

/** The audit chain only moves forward, says its trigger before any policy is asked. */
const isForward = (outcome: Outcome): boolean =>
  typeof outcome !== 'number' && outcome.message === 'an audit chain only moves forward by one'

/** The policy, where the role may insert at all; else the missing right. */
const isRefused = ({ mayInsert }: WritableTable, outcome: Outcome): boolean =>
  mayInsert.length > 0 ? isPolicy(outcome) : isNoRight(outcome)

const told = (outcome: Outcome): string => JSON.stringify(outcome)

/** Changing and deleting, with a condition or without: no row, or no right to it. */
async function touchesNothing(table: WritableTable, owner: Owner | null): Promise<number> {
  const { name, mayUpdate, mayDelete } = table
  const [condition, values] =
    owner === null ? ['', []] : [` where ${table.owner} = $1`, [theirs[table.owner]]]
  const column = mayUpdate[0] ?? table.owner
  const changed = await attempt(
    owner,
    running(`update ${name} set "${column}" = "${column}"${condition}`, values),
  )
  assert.ok(mayUpdate.length > 0 ? changed === 0 : isNoRight(changed), `update ${name}: ${told(changed)}`)
  const deleted = await attempt(owner, running(`delete from ${name}${condition}`, values))
  assert.ok(mayDelete ? deleted === 0 : isNoRight(deleted), `delete ${name}: ${told(deleted)}`)
  return 2
}

test('without a scope the policies refuse a row in every table, and no row is changed or deleted', async (t) => {
  let inserts = 0
  let others = 0
  for (const table of tables) {
    for (const owner of [mine, theirs]) {
      const outcome = await attempt(null, inserting(table, owner))
      assert.ok(isRefused(table, outcome), `${table.name}: ${told(outcome)}`)
      if (isPolicy(outcome)) inserts += 1
    }
    others += await touchesNothing(table, null)
  }
  assert.ok(tables.length > 30 && inserts > 50 && others > 60, `${inserts} inserts, ${others} others`)
  t.diagnostic(
    `bar test 4: ${tables.length} tables, ${inserts} INSERT refused by the policy, ${others} UPDATE and DELETE: 0 rows`,
  )
})

test('in the scope of one tenant nothing is written in the name of another, nor in that of a platform', async (t) => {
  let refused = 0
  let others = 0
  for (const table of tables) {
    const outcome = await attempt(mine, inserting(table, theirs))
    assert.ok(isRefused(table, outcome), `insert into ${table.name}: ${told(outcome)}`)
    if (isPolicy(outcome)) refused += 1
    if (table.owner === 'tenant_id') {
      const above = await attempt(mine, inserting(table, mine, true))
      assert.ok(isPolicy(above), `insert above ${table.name}: ${told(above)}`)
      refused += 1
    }
    others += await touchesNothing(table, mine)
    if (!table.mayUpdate.includes(table.owner)) continue
    const given = await attempt(
      mine,
      running(`update ${table.name} set ${table.owner} = $1`, [theirs[table.owner]]),
    )
    assert.ok(
      isPolicy(given) || (table.name === 'public.audit_chain' && isForward(given)),
      `giving away ${table.name}: ${told(given)}`,
    )
    refused += 1
  }
  assert.ok(refused > 60 && others > 60, `${refused} refused, ${others} others`)
  t.diagnostic(
    `bar test 4: ${tables.length} tables, ${refused} rows in another's name refused by the policy, ${others} UPDATE and DELETE of another's: 0 rows`,
  )
})

test('the same rows in the own name are refused by no policy: it is the name that decides', async (t) => {
  let taken = 0
  const insertable = tables.filter(({ mayInsert }) => mayInsert.length > 0)
  for (const table of insertable) {
    const outcome = await attempt(mine, inserting(table, mine))
    assert.ok(!isPolicy(outcome) && !isNoRight(outcome), `${table.name}: ${told(outcome)}`)
    if (outcome === 1) taken += 1
  }
  assert.ok(taken > 15, `${taken} of ${insertable.length} rows taken`)
  t.diagnostic(
    `control: ${insertable.length} tables, ${taken} rows taken, ${insertable.length - taken} refused by a key or a check`,
  )
})
