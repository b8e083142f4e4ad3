// Sealed secrets on a real database: one data key per owner, wrapped by a key that is not in it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, ownerOf, type Owner, type Scope } from '#lib/core/scope.ts'
import { newId } from '#lib/infra/db/index.ts'
import { createKeyring } from './keys.ts'
import { operatorOwner, SealError, type SealedPlace } from './seal.ts'
import { createSealer } from './sealer.ts'

const keyring = createKeyring('a secret of the installation, 32 or more')
let world: TestWorld
let a: Scope
let b: Scope

before(async () => {
  world = await openTestWorld()
  const [p, t, u] = [newId(), newId(), newId()]
  await world.database.withScope(operatorScope, async (tx) => {
    await tx.platform.create({ data: { id: p, name: 'P' } })
    for (const [id, name] of [
      [t, 'T'],
      [u, 'U'],
    ] as const)
      await tx.tenant.create({ data: { id, platformId: p, name } })
  })
  a = { kind: 'tenant', platformId: platformId(p), tenantId: tenantId(t) }
  b = { kind: 'tenant', platformId: platformId(p), tenantId: tenantId(u) }
})
after(async () => await world.close())

const place = (owner: Owner, rowId: string = newId()): SealedPlace => ({
  owner,
  table: 'channel',
  column: 'secret',
  rowId,
})
const dataKeys = async (scope: Scope): Promise<number> =>
  await world.database.withScope(scope, async (tx) => await tx.dataKey.count({ where: ownerOf(scope) }))
const sealer = () => createSealer(world.database, keyring)

test('each owner gets one data key, at its first secret', async () => {
  const own = sealer()
  for (const scope of [operatorScope, a, b]) {
    assert.equal(await dataKeys(scope), 0)
    for (let round = 0; round < 3; round += 1) {
      const at = place(ownerOf(scope))
      assert.equal(await own.open(at, await own.seal(at, 'secret')), 'secret')
    }
    assert.equal(await dataKeys(scope), 1)
  }
})

test('another process opens what this one sealed', async () => {
  const at = place(ownerOf(a))
  const sealed = await sealer().seal(at, 'secret')
  assert.equal(await sealer().open(at, sealed), 'secret')
})

test('what was sealed for one tenant does not open for another, nor for the operator', async () => {
  const at = place(ownerOf(a))
  const sealed = await sealer().seal(at, 'secret')
  for (const owner of [ownerOf(b), operatorOwner]) {
    await assert.rejects(sealer().open({ ...at, owner }, sealed), SealError)
    const warm = sealer()
    await warm.open(at, sealed)
    await assert.rejects(
      warm.open({ ...at, owner }, sealed),
      SealError,
      'a data key in memory opens no other place',
    )
  }
})

test('with another secret nothing opens; with the old one kept beside the new, all does', async () => {
  const at = place(ownerOf(a))
  const sealed = await sealer().seal(at, 'secret')
  const next = 'the next secret of the installation, long'
  await assert.rejects(createSealer(world.database, createKeyring(next)).open(at, sealed), SealError)
  const rotating = createSealer(
    world.database,
    createKeyring(next, 'a secret of the installation, 32 or more'),
  )
  assert.equal(await rotating.open(at, sealed), 'secret')
})

test('ten first secrets at once all open afterwards, whoever made the data key', async () => {
  const at = Array.from({ length: 10 }, () => place(operatorOwner))
  const sealed = await Promise.all(at.map(async (where) => await sealer().seal(where, where.rowId)))
  for (const [n, where] of at.entries())
    assert.equal(await sealer().open(where, sealed[n] ?? new Uint8Array()), where.rowId)
})

test('a data key that was wrapped for another tenant is noticed', async () => {
  const at = place(ownerOf(a))
  const sealed = await sealer().seal(at, 'secret')
  const own = ownerOf(b)
  await world.database.withScope(operatorScope, async (tx) => {
    const [mine] = await tx.dataKey.findMany({ where: ownerOf(a) })
    const [theirs] = await tx.dataKey.findMany({ where: own })
    assert.ok(mine !== undefined && theirs !== undefined)
    await tx.dataKey.update({ where: { id: mine.id }, data: { wrapped: theirs.wrapped } })
  })
  await assert.rejects(sealer().open(at, sealed), SealError)
})
