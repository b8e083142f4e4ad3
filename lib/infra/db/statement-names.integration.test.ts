// Statements that stay prepared guard each tenant's rows as fresh ones do, and follow the schema.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'

let world: TestWorld
let admin: pg.Client
const scopes: Scope[] = []

before(async () => {
  world = await openTestWorld(1) // one connection: everybody is answered by the same prepared statements
  admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
  const platform = await world.database.withScope(
    operatorScope,
    async (tx) => await tx.platform.create({ data: { name: 'P' } }),
  )
  for (const name of ['A', 'B']) {
    const row = await world.database.withScope(
      operatorScope,
      async (tx) => await tx.tenant.create({ data: { platformId: platform.id, name } }),
    )
    scopes.push({ kind: 'tenant', platformId: platformId(platform.id), tenantId: tenantId(row.id) })
  }
})
after(async () => {
  await admin.end()
  await world.close()
})

const namesSeen = async (scope: Scope): Promise<string[]> =>
  await world.database.withScope(scope, async (tx) =>
    (await tx.tenant.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name),
  )

test('what is asked often stays prepared, and still shows each tenant its own', async () => {
  for (let round = 0; round < 20; round += 1)
    for (const [at, scope] of scopes.entries()) assert.deepEqual(await namesSeen(scope), [['A'], ['B']][at])
  const prepared = await world.database.withScope(
    scopes[0] ?? operatorScope,
    async (tx) =>
      await tx.$queryRaw<
        { statement: string }[]
      >`select statement from pg_prepared_statements where name like 'hot%'`,
  )
  assert.ok(prepared.some(({ statement }) => statement.includes('"tenant"."name"')))
})

test('it follows a policy that goes and comes back, and a column that is added', async () => {
  const [scope = operatorScope] = scopes
  await admin.query('drop policy tenant_tenant on tenant')
  assert.deepEqual(await namesSeen(scope), [])
  await admin.query(
    'create policy tenant_tenant on tenant to tenant using (id = (select app_tenant())) with check (id = (select app_tenant()))',
  )
  assert.deepEqual(await namesSeen(scope), ['A'])
  await admin.query(`alter table tenant add column later text not null default ''`)
  assert.deepEqual(await namesSeen(scope), ['A'])
})
