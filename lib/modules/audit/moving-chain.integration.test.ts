// Chains are checked and exported while others write, erase and anchor: nobody sound is accused.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { newId } from '#lib/infra/db/index.ts'
import { erasePayloadsOf, verifyAudit } from './index.ts'
import { openChainWorld, type ChainWorld } from './testing/chain-world.ts'

let here: ChainWorld
before(async () => {
  here = await openChainWorld()
})
after(async () => await here.close())

const above = () => ({ kind: 'platform', platformId: here.tenant.platformId }) as const

async function erase(): Promise<void> {
  const ctx = here.world.console(above())
  const { platformId, tenantId } = here.tenant
  await ctx.db.tx(async (tx) => await erasePayloadsOf(tx, ctx, { platformId, tenantId }))
}

/** The head of the chain as a witness gets it at this moment. */
async function anchor(): Promise<void> {
  const id = newId()
  await here.admin.query('insert into audit_anchor (id, at, heads) values ($1, now(), 1)', [id])
  await here.admin.query(
    `insert into audit_anchor_head (anchor_id, chain, seq, hash, at, signature, platform_id, tenant_id)
     select $1, key, seq, head_hash, now(), '', platform_id, tenant_id from audit_chain where key = $2`,
    [id, `tenant:${here.tenant.tenantId}`],
  )
}

/** The same context, in which something happens behind every transaction. */
const interrupted = (ctx: RequestContext, happen: () => Promise<void>): RequestContext => ({
  ...ctx,
  db: {
    ...ctx.db,
    async read(fn) {
      const result = await ctx.db.read(fn)
      await happen()
      return result
    },
  },
})

test('a chain that grows, is anchored and loses details while it is checked holds', async () => {
  for (let n = 0; n < 5; n += 1) await here.act(here.tenant, n)
  const ctx = here.world.console(here.tenant)
  const grows = await verifyAudit(
    interrupted(ctx, async () => {
      await here.act(here.tenant, 1)
      await anchor()
    }),
  )
  assert.ok(grows.ok, JSON.stringify(grows.chains))
  let reads = 0
  const loses = await verifyAudit(
    interrupted(ctx, async () => {
      reads += 1
      // Behind the end of the chain, before its records.
      if (reads === 2) await erase()
    }),
  )
  assert.ok(reads > 3)
  assert.ok(loses.ok, JSON.stringify(loses.chains))
})

test('a chain is checked while four at once write into it', async () => {
  const done = new AbortController()
  const writers = Array.from({ length: 4 }, async (_, n) => {
    while (!done.signal.aborted) await here.act(here.tenant, n)
  })
  for (let n = 0; n < 5; n += 1) {
    const { ok, chains } = await verifyAudit(here.world.console(here.tenant))
    assert.ok(ok, JSON.stringify(chains))
  }
  done.abort()
  await Promise.all(writers)
})

test('what is erased during an export is not called taken away', async () => {
  for (let n = 0; n < 5; n += 1) await here.act(here.tenant, n)
  const ctx = here.world.console(above())
  let reads = 0
  const text = await here.exportedBy(
    interrupted(ctx, async () => {
      reads += 1
      // Behind the heads, before the records.
      if (reads === 1) await erase()
    }),
    { chain: `tenant:${here.tenant.tenantId}` },
  )
  assert.ok(reads > 1)
  const verdict = await here.verify([text])
  assert.equal(verdict.code, 0, verdict.output)
  assert.match(verdict.output, /"erased":[1-9]/)
})
