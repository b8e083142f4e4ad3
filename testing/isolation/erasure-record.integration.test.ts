// The record that opens the functions which erase a tenant: nobody writes one about a tenant of somebody else.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'

let world: TestWorld
before(async () => {
  world = await openTestWorld()
})
after(async () => await world.close())

const console = () => world.console(operatorScope)
async function platformWithTenant(name: string) {
  const platform = await createPlatform(console(), { name })
  const tenant = await createTenant(console(), { platformId: platform.id, name: `${name} One` })
  const scope: Scope = { kind: 'platform', platformId: platformId(platform.id) }
  return { scope, platformId: platform.id, tenantId: tenantId(tenant.id) }
}
type Place = Awaited<ReturnType<typeof platformWithTenant>>

const write = async (by: Scope, about: { platformId: string; tenantId: string }): Promise<string> =>
  await world.database.withScope(by, async (tx) => {
    const row = await tx.erasureRecord.create({
      data: {
        platformId: about.platformId,
        subjectId: about.tenantId,
        state: 'running',
        nameSalt: new Uint8Array(16),
        nameDigest: new Uint8Array(32),
        askedBy: 'somebody',
        askedAt: console().clock.now(),
      },
      select: { id: true },
    })
    return row.id
  })

const rowsOf = async ({ tenantId: id }: Place): Promise<number> =>
  await world.database.withScope(operatorScope, async (tx) => await tx.tenant.count({ where: { id } }))

test('in the scope of one platform no tenant of another can be erased, by no way of writing the record', async () => {
  const [own, foreign] = [await platformWithTenant('Own'), await platformWithTenant('Foreign')]
  for (const platform of [own.platformId, foreign.platformId])
    await assert.rejects(write(own.scope, { platformId: platform, tenantId: foreign.tenantId }))
  await assert.rejects(write(operatorScope, { platformId: own.platformId, tenantId: foreign.tenantId }))
  const id = await write(own.scope, own)
  await assert.rejects(
    world.database.withScope(
      own.scope,
      async (tx) => await tx.erasureRecord.update({ where: { id }, data: { subjectId: foreign.tenantId } }),
    ),
  )
  await assert.rejects(
    world.database.withScope(
      own.scope,
      async (tx) => await tx.$queryRaw`select erase_tenant_itself(${foreign.tenantId}::uuid)`,
    ),
  )
  assert.equal(await rowsOf(foreign), 1)
})
