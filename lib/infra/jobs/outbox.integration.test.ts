import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { readPayload, writeOutbox } from './outbox-rows.ts'
import { openOutboxWorld, thingJob, type OutboxWorld } from './testing/outbox-world.ts'

describe('outbox', () => {
  let here: OutboxWorld
  before(async () => {
    here = await openOutboxWorld()
  })
  after(async () => await here.close())
  beforeEach(async () => await here.sql('delete from outbox'))

  it('holds a row only when its transaction commits', async () => {
    const ctx = here.world.job({ kind: 'operator' })
    const rolledBack = ctx.db.tx(async (tx) => {
      await writeOutbox(tx, thingJob, here.owner, { thingId: '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77' })
      throw new Error('changed my mind')
    })
    await assert.rejects(rolledBack, /changed my mind/)
    assert.deepEqual(await here.rows(), [])
    await here.ask()
    assert.equal((await here.rows()).length, 1)
  })

  it('refuses a payload that the schema refuses', async () => {
    const ctx = here.world.job({ kind: 'operator' })
    const written = ctx.db.tx(async (tx) => await writeOutbox(tx, thingJob, here.owner, { thingId: 'no id' }))
    await assert.rejects(written, /thingId/)
  })

  it('gives each due row to exactly one of several dispatchers', async () => {
    for (let n = 0; n < 40; n += 1) await here.ask()
    const claims = (await Promise.all([1, 2, 3, 4].map(async () => await here.store.claimDue(15, 30)))).flat()
    const ids = claims.map(({ id }) => id)
    assert.equal(ids.length, 40)
    assert.equal(new Set(ids).size, 40)
    const [first] = claims
    assert.ok(first)
    assert.deepEqual([first.owner, first.kind], [here.owner, 'thing.do'])
    assert.deepEqual(await here.store.claimDue(15, 30), [])
  })

  it('makes a claim due again when it runs out, and counts runs, not claims', async () => {
    await here.ask()
    const [row] = await here.store.claimDue(10, 0)
    assert.ok(row)
    assert.equal(await here.store.releaseExpired(), 1)
    await here.store.claimDue(10, 30)
    assert.equal(await here.store.releaseExpired(), 0)
    assert.equal(await here.store.begin(row.id, 30), 1)
    assert.equal(await here.store.begin(row.id, 30), 2)
    await here.store.done(row.id)
    assert.equal(await here.store.begin(row.id, 30), null)
    assert.deepEqual(await here.rows(), [
      { id: row.id, kind: 'thing.do', state: 'done', attempts: 2, last_error: null },
    ])
  })

  it('keeps the reason of a failure and the time of the next try', async () => {
    await here.ask()
    const [row] = await here.store.claimDue(10, 30)
    assert.ok(row)
    await here.store.giveBack([row.id], 60, 'x'.repeat(2000))
    assert.deepEqual(await here.store.claimDue(10, 30), [])
    const wait = await here.store.msUntilNext()
    assert.ok(wait !== null && wait > 55_000 && wait <= 60_000, `${wait}`)
    assert.equal((await here.rows())[0]?.last_error?.length, 500)
  })

  it('neither begins nor ends a dead row', async () => {
    await here.ask()
    const [row] = await here.store.claimDue(10, 30)
    assert.ok(row)
    await here.store.dead(row.id, 'given up')
    await here.store.done(row.id)
    assert.equal(await here.store.begin(row.id, 30), null)
    assert.equal((await here.rows())[0]?.state, 'dead')
  })

  it('removes only rows that were done long ago', async () => {
    await here.ask()
    await here.ask()
    const [row] = await here.store.claimDue(1, 30)
    assert.ok(row)
    await here.store.done(row.id)
    await here.sql(`update outbox set available_at = now() - interval '10 days'`)
    assert.equal(await here.store.prune(7), 1)
    assert.equal((await here.rows()).length, 1)
  })

  it('shows a payload to its exact owner alone', async () => {
    const thingId = await here.ask()
    const [row] = await here.rows()
    assert.ok(row)
    const ctx = here.world.job({ kind: 'operator' })
    const read = async (kind: string, platformId: string | null) =>
      await ctx.db.read(
        async (tx) => await readPayload(tx, { id: row.id, kind, owner: { platformId, tenantId: null } }),
      )
    assert.deepEqual(await read('thing.do', here.owner.platformId), { payload: { thingId } })
    assert.equal(await read('thing.do', null), null)
    assert.equal(await read('thing.other', here.owner.platformId), null)
  })

  it('lets the role jobs see no payload', async () => {
    await assert.rejects(async () => await here.pool.query('select payload from outbox'), /permission denied/)
  })
})
