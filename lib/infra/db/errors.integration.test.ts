// What PostgreSQL says in the middle of raw statements is told in the words of the product.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DomainError } from '#lib/core/errors.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'

let world: TestWorld
const ids: string[] = []

before(async () => {
  world = await openTestWorld(3)
  await world.database.withScope(operatorScope, async (tx) => {
    for (const name of ['One', 'Two']) ids.push((await tx.platform.create({ data: { name } })).id)
  })
})
after(async () => await world.close())

/** Locks both platforms, the second when `met` says that the other transaction has its first. */
const lockBoth = async (first: string, second: string, met: () => Promise<void>): Promise<void> =>
  await world.database.withScope(operatorScope, async (tx) => {
    await tx.$queryRaw`select id from platform where id = ${first}::uuid for update`
    await met()
    await tx.$queryRaw`select id from platform where id = ${second}::uuid for update`
  })

test('of two transactions that wait for each other one is a conflict, and the other goes on', async () => {
  const both = Promise.withResolvers<undefined>()
  let arrived = 0
  const met = async (): Promise<void> => {
    arrived += 1
    if (arrived === 2) both.resolve(undefined)
    await both.promise
  }
  const [one = '', two = ''] = ids
  const ends = await Promise.allSettled([lockBoth(one, two, met), lockBoth(two, one, met)])
  const reasons = ends.flatMap((end): unknown[] => (end.status === 'rejected' ? [end.reason] : []))
  assert.equal(reasons.length, 1)
  assert.ok(reasons[0] instanceof DomainError && reasons[0].code === 'conflict', String(reasons[0]))
})

test('a serialization failure is a conflict too', async () => {
  const failing = world.database.withScope(
    operatorScope,
    async (tx) => await tx.$executeRaw`do $$ begin raise exception using errcode = '40001'; end $$`,
  )
  await assert.rejects(failing, (error) => error instanceof DomainError && error.code === 'conflict')
})
