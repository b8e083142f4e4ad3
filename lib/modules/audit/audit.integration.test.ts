// Bar tests 44 and 45: what a superuser does to the chain is found and named; parallel changes leave no gap.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { auditCrypto } from './audit-crypto.ts'
import { entryHash, sameBytes } from './domain/record.ts'
import { listAudit, recordAudit, verifyAudit } from './index.ts'

let world: TestWorld
let admin: pg.Client
let tenant: Scope
let other: Scope

before(async () => {
  world = await openTestWorld(5)
  admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
  const ctx = world.console(operatorScope)
  const platform = await createPlatform(ctx, { name: 'Audited' })
  const scopeOf = async (name: string): Promise<Scope> => {
    const row = await createTenant(ctx, { platformId: platform.id, name })
    return { kind: 'tenant', platformId: platformId(platform.id), tenantId: tenantId(row.id) }
  }
  tenant = await scopeOf('A')
  other = await scopeOf('B')
})
after(async () => {
  await admin.end()
  await world.close()
})

const act = async (scope: Scope, n: number, fail = false): Promise<void> => {
  const ctx = world.job(scope)
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'test.act',
      target: { kind: 'test', id: String(n), name: `thing ${n}` },
      details: { n },
    })
    if (fail) throw new Error('rolled back on purpose')
  })
}

test('500 parallel changes with random rollbacks: no gap, no fork, the chain holds', async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 500 }, async (_, n) => await act(n % 2 === 0 ? tenant : other, n, n % 7 === 0)),
  )
  const failed = results.filter((result) => result.status === 'rejected').length
  assert.equal(failed, Math.ceil(500 / 7))
  const verdict = await verifyAudit(world.console(operatorScope))
  assert.ok(verdict.ok, JSON.stringify(verdict))
  const entries = verdict.chains
    .filter((chain) => chain.chain.startsWith('tenant:'))
    .reduce((sum, chain) => sum + (chain.entries ?? 0), 0)
  assert.equal(entries, 500 - failed)
})

test('a tenant reads and verifies its own chain and no other', async () => {
  const { entries } = await listAudit(world.console(tenant), { limit: 200 })
  assert.ok(entries.length > 100)
  assert.ok(tenant.kind === 'tenant')
  assert.deepEqual([...new Set(entries.map((entry) => entry.chain))], [`tenant:${tenant.tenantId}`])
  const verdict = await verifyAudit(world.console(tenant))
  assert.deepEqual(
    verdict.chains.map((chain) => chain.chain),
    [`tenant:${tenant.tenantId}`],
  )
})

test('neither a running role nor the owner of the tables can change or remove an entry', async () => {
  for (const url of [world.db.urls.tenant, world.db.urls.staff, world.db.urls.owner]) {
    const client = new pg.Client(url)
    await client.connect()
    try {
      await client.query(`select set_config('app.operator', 'on', false)`)
      for (const sql of [
        'update audit_entry set action = $1',
        'delete from audit_entry where action <> $1',
      ]) {
        const refused = await client.query(sql, ['x']).then(
          (result) => result.rowCount === 0,
          (error: unknown) => /permission denied|append-only/.test(String(error)),
        )
        assert.ok(refused, sql)
      }
      await assert.rejects(client.query('truncate audit_entry'), /permission denied|append-only/)
    } finally {
      await client.end()
    }
  }
})

/** Does something to the chain as superuser with the triggers off, looks, and undoes it. */
async function tampered(
  sql: string,
  values: unknown[] = [],
): Promise<{ fault: string | null; seq: string | null } | undefined> {
  const { rows: entries } = await admin.query('select * from audit_entry')
  const { rows: chains } = await admin.query('select * from audit_chain')
  await admin.query(`set session_replication_role = replica`)
  try {
    await admin.query(sql, values)
    const verdict = await verifyAudit(world.console(tenant))
    const chain = verdict.chains.find((candidate) => !candidate.ok)
    return chain === undefined ? undefined : { fault: chain.fault, seq: chain.seq }
  } finally {
    await admin.query('delete from audit_entry')
    await admin.query('delete from audit_chain')
    await admin.query(
      'insert into audit_chain select * from json_populate_recordset(null::audit_chain, $1)',
      [JSON.stringify(chains.map(hexed))],
    )
    await admin.query(
      'insert into audit_entry select * from json_populate_recordset(null::audit_entry, $1)',
      [JSON.stringify(entries.map(hexed))],
    )
    await admin.query(`set session_replication_role = default`)
  }
}
const hexed = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value,
    ]),
  )

const chainKey = (): string => (tenant.kind === 'tenant' ? `tenant:${tenant.tenantId}` : '')

test('edited, deleted, reordered and truncated as superuser: found, and the first bad record is named', async () => {
  const key = chainKey()
  const last =
    (await admin.query<{ n: string }>('select max(seq) as n from audit_entry where chain = $1', [key]))
      .rows[0]?.n ?? ''
  assert.deepEqual(
    await tampered(`update audit_entry set action = 'x' where chain = $1 and seq = 7`, [key]),
    { fault: 'altered', seq: '7' },
  )
  assert.deepEqual(
    await tampered(`update audit_entry set payload = '{"actorName":"nobody"}' where chain = $1 and seq = 9`, [
      key,
    ]),
    { fault: 'altered', seq: '9' },
  )
  assert.deepEqual(await tampered(`delete from audit_entry where chain = $1 and seq = 11`, [key]), {
    fault: 'deleted',
    seq: '11',
  })
  assert.deepEqual(
    await tampered(
      `update audit_entry set seq = case seq when 13 then 15::bigint else 13 end + 100000 where chain = $1 and seq in (13, 15)`,
      [key],
    ),
    { fault: 'deleted', seq: '13' },
  )
  assert.deepEqual(await tampered(`delete from audit_entry where chain = $1 and seq > 20`, [key]), {
    fault: 'tail_cut',
    seq: '21',
  })
  assert.deepEqual(await tampered(`delete from audit_entry where chain = $1`, [key]), {
    fault: 'tail_cut',
    seq: '1',
  })
  assert.deepEqual(await tampered(`delete from audit_chain where key = $1`, [key]), {
    fault: 'head_forged',
    seq: last,
  })
  assert.equal((await verifyAudit(world.console(tenant))).ok, true, 'the chain is as before')
})

test('two records that changed their numbers are found as reordered', async () => {
  const key = chainKey()
  const swap = `with a as (select seq, action, actor_kind, actor_id, target_kind, target_id, request_id, commitment, prev_hash, hash, payload, salt, at
      from audit_entry where chain = $1 and seq in (13, 15))
    update audit_entry e set action = a.action, actor_kind = a.actor_kind, actor_id = a.actor_id, target_kind = a.target_kind, target_id = a.target_id,
      request_id = a.request_id, commitment = a.commitment, prev_hash = a.prev_hash, hash = a.hash, payload = a.payload, salt = a.salt, at = a.at
    from a where e.chain = $1 and e.seq in (13, 15) and a.seq = 28 - e.seq`
  assert.deepEqual(await tampered(swap, [key]), { fault: 'reordered', seq: '13' })
})

test('1,000 random edits as superuser: every one is found', async () => {
  const key = chainKey()
  const columns = ['action', 'actor_id', 'target_id', 'request_id', 'actor_kind', 'target_kind'] as const
  const { rows } = await admin.query<{ seq: string }>('select seq::text from audit_entry where chain = $1', [
    key,
  ])
  let found = 0
  await admin.query(`set session_replication_role = replica`)
  for (let n = 0; n < 1000; n += 1) {
    const column = columns[n % columns.length]
    const seq = rows[(n * 37) % rows.length]?.seq
    // One edit at a time inside a transaction that is rolled back: the verifier's own query is run on this connection's data.
    await admin.query('begin')
    const { rows: old } = await admin.query<{ old: string }>(
      `select ${column} as old from audit_entry where chain = $1 and seq = $2`,
      [key, seq],
    )
    await admin.query(`update audit_entry set ${column} = $3 where chain = $1 and seq = $2`, [
      key,
      seq,
      `${old[0]?.old}!`,
    ])
    const { rows: entries } = await admin.query<Record<string, unknown>>(
      `select chain, seq::text, platform_id, tenant_id, at, action, actor_kind, actor_id, target_kind, target_id, request_id, payload, salt, commitment, prev_hash, hash
       from audit_entry where chain = $1 and seq between $2::bigint and $2::bigint order by seq`,
      [key, seq],
    )
    await admin.query('rollback')
    if (!isIntact(entries[0])) found += 1
  }
  await admin.query(`set session_replication_role = default`)
  assert.equal(found, 1000)
})

function isIntact(row: Record<string, unknown> | undefined): boolean {
  assert.ok(row)
  const text = (name: string): string => String(row[name])
  const bytes = (name: string): Uint8Array => (Buffer.isBuffer(row[name]) ? row[name] : new Uint8Array())
  const record = {
    chain: text('chain'),
    seq: BigInt(text('seq')),
    at: row['at'] instanceof Date ? row['at'] : new Date(0),
    action: text('action'),
    actorKind: text('actor_kind'),
    actorId: text('actor_id'),
    targetKind: text('target_kind'),
    targetId: text('target_id'),
    requestId: text('request_id'),
    commitment: bytes('commitment'),
  }
  return sameBytes(entryHash(auditCrypto(), bytes('prev_hash'), record), bytes('hash'))
}
