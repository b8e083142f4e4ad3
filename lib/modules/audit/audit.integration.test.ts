// Bar tests 44 and 45, representatives: what a superuser does to the chain is found and named, by us and by a stranger
// who has the export and our public key; parallel changes leave no gap.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { operatorScope } from '#lib/core/scope.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { auditCrypto } from './audit-crypto.ts'
import { chainCrypto } from './chain-crypto.ts'
import { headMac } from './domain/record.ts'
import { listAudit, verifyAudit } from './index.ts'
import { openChainWorld, type ChainWorld } from './testing/chain-world.ts'
import { proveExport } from './testing/prove-export.ts'
import { proveTampering } from './testing/prove-tampering.ts'
import { rehash, whileTampered } from './testing/tampering.ts'

let here: ChainWorld
before(async () => {
  here = await openChainWorld()
})
after(async () => await here.close())

test('60 random edits as superuser: each is found by us and by a stranger, who name the first bad record', async (t) => {
  const proof = await proveTampering(here, 60, 44)
  t.diagnostic(JSON.stringify(proof))
  assert.equal(proof.foundByStranger + proof.foundByWitness, 60)
})

test('100 parallel changes with random rollbacks, exported by cursor meanwhile: no gap, no fork, export = table', async (t) => {
  t.diagnostic(JSON.stringify(await proveExport(here, 100)))
})

test('a tenant reads and verifies its own chain and no other', async () => {
  const { world, tenant } = here
  const { entries } = await listAudit(world.console(tenant), { limit: 200 })
  assert.ok(entries.length > 10)
  assert.deepEqual([...new Set(entries.map((entry) => entry.chain))], [`tenant:${tenant.tenantId}`])
  const verdict = await verifyAudit(world.console(tenant))
  assert.deepEqual(
    verdict.chains.map((chain) => chain.chain),
    [`tenant:${tenant.tenantId}`],
  )
})

test('neither a running role nor the owner of the tables can change or remove an entry', async () => {
  const { urls } = here.world.db
  for (const url of [urls.tenant, urls.staff, urls.owner]) {
    const client = new pg.Client(url)
    await client.connect()
    try {
      await client.query(`select set_config('app.operator', 'on', false)`)
      for (const sql of [
        `update audit_entry set action = 'x'`,
        `update audit_entry set payload = '{}'`,
        `update audit_entry set salt = 'x'`,
        `delete from audit_entry`,
        `update audit_payload set sealed = 'x'`,
        `update audit_payload set ref = 'x'`,
        `delete from audit_payload`,
        `delete from audit_subject`,
        `update audit_subject set ref = 'x'`,
      ]) {
        const refused = await client.query(sql).then(
          (result) => result.rowCount === 0,
          (error: unknown) => /permission denied|append-only/.test(String(error)),
        )
        assert.ok(refused, sql)
      }
      for (const table of ['audit_entry', 'audit_payload', 'audit_subject'])
        await assert.rejects(
          client.query(`truncate ${table} cascade`),
          /permission denied|append-only/,
          table,
        )
    } finally {
      await client.end()
    }
  }
})

test('a chain written anew with the real key looks right, until a witness is asked', async () => {
  const { admin, world, tenant } = here
  const chain = `tenant:${tenant.tenantId}`
  const above = { kind: 'platform', platformId: tenant.platformId } as const
  const witness = await here.exported(above, { chain })
  const { seq: head = '' } =
    (await admin.query<{ seq: string }>('select seq::text from audit_chain where key = $1', [chain]))
      .rows[0] ?? {}
  const insider = async (): Promise<void> => {
    await admin.query(`update audit_entry set action = 'harmless.act' where chain = $1 and seq = 5`, [chain])
    const last = await rehash(admin, { chain, from: 5, to: Number(head), secret: TEST_SECRET })
    const mac = headMac(auditCrypto(), chain, BigInt(head), last)
    await admin.query('update audit_chain set head_hash = $2, head_mac = $3 where key = $1', [
      chain,
      last,
      mac,
    ])
  }
  await whileTampered(admin, insider, async () => {
    assert.ok((await verifyAudit(world.console(tenant))).ok)
    const file = await here.exported(above, { chain })
    assert.equal((await here.verify([file])).code, 0)
    const verdict = await here.verify([file], [witness])
    assert.deepEqual([verdict.code, verdict.fault, verdict.seq], [1, 'rewritten', '1'])
  })
  const right = await here.verify([await here.exported(above, { chain })], [witness])
  assert.equal(right.code, 0, right.output)
})

test('a head that was set by hand is not made right by going on', async () => {
  const { admin, world, tenant } = here
  const chain = `tenant:${tenant.tenantId}`
  await whileTampered(
    admin,
    async () => {
      await admin.query(
        `update audit_chain set head_hash = set_byte(head_hash, 0, get_byte(head_hash, 0) # 1) where key = $1`,
        [chain],
      )
    },
    async () => {
      await here.act(tenant, 1)
      const verdict = await verifyAudit(world.console(tenant))
      assert.equal(verdict.ok, false)
    },
  )
})

test('the key of somebody else proves nothing, and files that are none are refused with a reason', async () => {
  const { tenant } = here
  const file = await here.exported(tenant)
  const foreign = chainCrypto({ present: 'another secret' }).publicKey.key
  const verdict = await here.verify([file], [], foreign)
  assert.equal(verdict.code, 1)
  for (const [text, reason] of [
    ['{}\n', /no audit export/],
    ['no json\n', /no JSON/],
    [await here.exported(tenant, { action: 'test.' }), /filtered/],
  ] as const) {
    const refused = await here.verify([text])
    assert.equal(refused.code, 2)
    assert.match(refused.output, reason)
  }
  const cut = await here.verify([file.slice(0, file.lastIndexOf('\n', file.length - 2) + 1)])
  assert.deepEqual([cut.code, cut.fault], [1, 'tail_cut'])
})

test('a stranger is told in ten lines what to do', async () => {
  const { output, code } = await here.help()
  assert.equal(code, 0)
  const lines = output.trim().split('\n')
  assert.ok(lines.length <= 10, output)
  for (const fault of [
    'altered',
    'deleted',
    'inserted',
    'reordered',
    'tail_cut',
    'rewritten',
    'clock_backwards',
  ])
    assert.ok(output.includes(fault), fault)
})

test('an export in parts is checked as one, and a part that is missing is missed', async () => {
  const { tenant } = here
  const first = await here.exported(tenant, { limit: 5 })
  const rest = await here.exported(tenant, { after: `tenant:${tenant.tenantId}@5` })
  assert.equal((await here.verify([first, rest])).code, 0)
  assert.deepEqual((await here.verify([rest])).fault, 'deleted')
  assert.deepEqual((await here.verify([first])).fault, 'tail_cut')
})

test('a chain that is taken out of an export of the operator is missed', async () => {
  const { tenant } = here
  const file = await here.exported(operatorScope)
  assert.equal((await here.verify([file])).code, 0)
  const without = file
    .split('\n')
    .filter((line) => !line.includes(tenant.tenantId))
    .join('\n')
  const verdict = await here.verify([without])
  assert.deepEqual([verdict.code, verdict.fault], [1, 'deleted'])
})
