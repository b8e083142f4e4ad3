// Entries of the first form, whose payload stands in the row: readable, verifiable and erasable beside those of the second.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#lib/infra/db/index.ts'
import { auditCrypto } from './audit-crypto.ts'
import { commitmentTo, entryHash, GENESIS, headMac, type ChainedRecord } from './domain/record.ts'
import { erasePayloadsOf, eraseSubjectPayloads, findMentions, listAudit, verifyAudit } from './index.ts'
import { openChainWorld, type ChainWorld } from './testing/chain-world.ts'

let here: ChainWorld
const member = newId()
before(async () => {
  here = await openChainWorld()
  await insertOld(3)
  for (let n = 0; n < 3; n += 1) await here.act(here.tenant, n)
})
after(async () => await here.close())

/** Writes the first entries of a chain as the version before did. */
async function insertOld(count: number): Promise<void> {
  const { admin, tenant } = here
  const { platformId, tenantId } = tenant
  const chain = `tenant:${tenantId}`
  const crypto = auditCrypto()
  let prev = GENESIS
  for (let seq = 1; seq <= count; seq += 1) {
    const whole = {
      salt: new Uint8Array(16).fill(seq),
      value: { actorName: 'Nadia Alt', ip: '192.0.2.1', targetName: `thing ${seq}`, details: { seq } },
    }
    const record: ChainedRecord = {
      version: 1,
      chain,
      seq: BigInt(seq),
      at: here.world.console(tenant).clock.now(),
      action: 'old.act',
      actorKind: 'member',
      actorId: member,
      targetKind: 'thing',
      targetId: String(seq),
      requestId: newId(),
      commitment: commitmentTo(crypto, whole),
    }
    const hash = entryHash(crypto, prev, record)
    await admin.query(
      `insert into audit_entry (chain, seq, platform_id, tenant_id, at, action, actor_kind, actor_id, target_kind, target_id, request_id, payload, salt, commitment, prev_hash, hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        chain,
        seq,
        platformId,
        tenantId,
        record.at,
        record.action,
        record.actorKind,
        member,
        record.targetKind,
        record.targetId,
        record.requestId,
        whole.value,
        whole.salt,
        record.commitment,
        prev,
        hash,
      ],
    )
    prev = hash
  }
  await admin.query(
    'insert into audit_chain (key, platform_id, tenant_id, seq, head_hash, head_mac) values ($1, $2, $3, $4, $5, $6)',
    [chain, platformId, tenantId, count, prev, headMac(crypto, chain, BigInt(count), prev)],
  )
}

const above = () => ({ kind: 'platform', platformId: here.tenant.platformId }) as const

const verifyOld = async () => await here.verify([await here.exported(above())], [], undefined, 3)

test('they are read, searched and verified by us, and placed by a stranger', async () => {
  const ctx = here.world.console(here.tenant)
  const { entries } = await listAudit(ctx, { text: 'nadia' })
  assert.deepEqual(
    entries.map(({ seq, ip, targetName }) => [seq, ip, targetName]),
    [
      ['3', '192.0.2.1', 'thing 3'],
      ['2', '192.0.2.1', 'thing 2'],
      ['1', '192.0.2.1', 'thing 1'],
    ],
  )
  assert.ok((await verifyAudit(ctx)).ok)
  const verdict = await verifyOld()
  assert.equal(verdict.code, 0, verdict.output)
  assert.match(verdict.output, /"old":3/)
  // Nobody signed them, so a stranger believes in them only as far as the operator said by another way.
  const text = await here.exported(above())
  for (const old of [0, 2]) {
    const { code, fault, seq } = await here.verify([text], [], undefined, old)
    assert.deepEqual([code, fault, seq], [1, 'altered', String(old + 1)])
  }
})

test('a member is erased from them too, and every chain holds', async () => {
  const { world } = here
  const ctx = world.console(above())
  assert.equal((await findMentions(ctx, ['Nadia Alt'])).length, 3)
  const erased = await ctx.db.tx(
    async (tx) =>
      await eraseSubjectPayloads(tx, ctx, { subjects: [{ kind: 'member', id: member }], mentions: [] }),
  )
  assert.deepEqual(erased, { chains: 1, parts: 3 })
  const { entries } = await listAudit(world.console(here.tenant), { action: 'old.' })
  assert.deepEqual(
    entries.map(({ actorName, isErased }) => [actorName, isErased]),
    [1, 2, 3].map(() => [null, true]),
  )
  assert.ok((await verifyAudit(ctx)).ok)
  assert.equal((await verifyOld()).code, 0)
})

test('a tenant that leaves keeps a chain that tells nothing and holds', async () => {
  const { world, tenant } = here
  const ctx = world.console(above())
  const { platformId, tenantId } = tenant
  const parts = await ctx.db.tx(async (tx) => await erasePayloadsOf(tx, ctx, { platformId, tenantId }))
  assert.ok(parts >= 6, String(parts))
  const { entries } = await listAudit(world.console(tenant), {})
  const [last, ...rest] = entries
  assert.equal(last?.action, 'audit.erase')
  assert.equal(last.targetId, String(parts))
  assert.ok(rest.length >= 7)
  for (const entry of rest.filter(({ action }) => action !== 'audit.erase'))
    assert.deepEqual([entry.actorName, entry.targetName, entry.details, entry.ip], [null, null, null, null])
  assert.ok((await verifyAudit(ctx)).ok)
  assert.equal((await verifyOld()).code, 0)
  await here.act(tenant, 9)
  assert.ok((await verifyAudit(ctx)).ok)
})
