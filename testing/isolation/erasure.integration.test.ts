// A tenant that was erased: nothing of it is left but the record, not after a kill and not after a restore.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { isRecord } from '#lib/core/unsafe.ts'
import { verifyAudit } from '#lib/modules/audit/index.ts'
import {
  carryOutErasure,
  readLeaving,
  reapplyTenantErasures,
  requestErasure,
} from '#lib/modules/leaving/index.ts'
import { openLeavingWorld, type LeavingWorld } from './leaving-world.ts'

let opened: LeavingWorld
before(async () => {
  opened = await openLeavingWorld()
})
after(async () => await opened.close())

test('an erasure asks for the name and for an export, then leaves nothing but the record, even after a kill', async (t) => {
  const { here, admin, console, job, A, B } = opened
  const { tenantId } = A.ids
  const erasing = { folder: opened.folder, tombstones: opened.tombstones }
  const { rows: named } = await admin.query<{ name: string }>('select name from tenant where id = $1', [
    tenantId,
  ])
  const name = named[0]?.name ?? ''
  await assert.rejects(requestErasure(console, { tenantId, name: `${name} ` }), /name/)
  await assert.rejects(requestErasure(here.world.console(A.scope), { tenantId, name }), /from above/)
  await admin
    .query(
      `insert into metrics.wal (received_at, platform_id, tenant_id, format, payload) values (now(), $1, $2, 1, 'x')`,
      [A.ids.platformId, tenantId],
    )
    .catch(async () => {
      await admin.query('select metrics.ensure_wal_partition(now())')
      await admin.query(
        `insert into metrics.wal (received_at, platform_id, tenant_id, format, payload) values (now(), $1, $2, 1, 'x')`,
        [A.ids.platformId, tenantId],
      )
    })
  const start = { own: await opened.rowsOf(tenantId), other: await opened.rowsOf(B.ids.tenantId) }
  assert.ok(Object.values(start.own).filter((n) => n > 0).length > 15)
  await assert.rejects(requestErasure(console, { tenantId, name }), /no finished export/)
  await opened.makeExport()
  await requestErasure(console, { tenantId, name })
  await assert.rejects(requestErasure(console, { tenantId, name }), /under way/)

  // Somebody holds a table: this try fails in the middle, as if the process had been killed there.
  const holder = new pg.Client(here.world.db.urls.admin)
  await holder.connect()
  await holder.query('begin')
  await holder.query('lock table incident in share mode')
  await assert.rejects(carryOutErasure(job, { tenantId }, erasing))
  await holder.query('rollback')
  await holder.end()
  assert.equal((await readLeaving(console, { tenantId })).erasure?.state, 'running')
  await admin.query('update erasure_record set lease_until = null')
  await carryOutErasure(job, { tenantId }, erasing)
  await carryOutErasure(job, { tenantId }, erasing)

  const left = Object.entries(await opened.rowsOf(tenantId)).filter(
    ([table, n]) => n > 0 && !/audit_\w+$/.test(table),
  )
  assert.deepEqual(left, [])
  assert.deepEqual(await opened.rowsOf(B.ids.tenantId), start.other, 'and nothing of anybody else')
  const { rows: tenants } = await admin.query('select 1 from tenant where id = $1', [tenantId])
  assert.equal(tenants.length, 0)
  const { rows: members } = await admin.query<{ name: string; email: string; state: string }>(
    'select name, email, state from member where id = $1',
    [A.ids.memberId],
  )
  assert.deepEqual(members, [
    { name: 'Erased member', email: `erased-${A.ids.memberId}@erased.invalid`, state: 'disabled' },
  ])
  const { erasure } = await readLeaving(console, { tenantId })
  assert.equal(erasure?.state, 'done')
  assert.ok(isRecord(erasure.counts) && Object.keys(erasure.counts).length > 10)
  const broken = (await verifyAudit(console)).chains.filter(({ ok }) => !ok)
  assert.deepEqual(broken, [], 'the chain holds without its words')
  const { rows: words } = await admin.query<{ n: number }>(
    'select count(*)::int as n from audit_entry where tenant_id = $1 and payload is not null',
    [tenantId],
  )
  assert.equal(words[0]?.n, 0)
  const record = JSON.stringify((await admin.query('select * from erasure_record')).rows)
  assert.ok(!record.includes(A.marker) && !record.includes(`"${name}"`))
  const counted = Object.values(erasure.counts).reduce((sum, n) => sum + n, 0)
  t.diagnostic(`${counted} rows of ${Object.keys(erasure.counts).length} kinds erased, 0 left`)
})

test('a restore brings it back for a moment only: the list outside of the database applies it again', async () => {
  const { admin, console, A } = opened
  const { tenantId, platformId } = A.ids
  await admin.query('delete from erasure_record')
  await admin.query(
    `insert into tenant (id, platform_id, name, state) values ($1, $2, 'back again', 'suspended')`,
    [tenantId, platformId],
  )
  await admin.query(
    `insert into service (id, platform_id, tenant_id, name) values (gen_random_uuid(), $1, $2, 'back again')`,
    [platformId, tenantId],
  )
  assert.deepEqual(
    await reapplyTenantErasures(console, { folder: opened.folder, tombstones: opened.tombstones }),
    [tenantId],
  )
  assert.deepEqual(
    await reapplyTenantErasures(console, { folder: opened.folder, tombstones: opened.tombstones }),
    [],
  )
  const { rows } = await admin.query('select 1 from tenant where id = $1', [tenantId])
  assert.equal(rows.length, 0)
  writeFileSync(opened.tombstones, readFileSync(opened.tombstones, 'utf8').replace(/"at":"2/, '"at":"3'))
  await assert.rejects(
    reapplyTenantErasures(console, { folder: opened.folder, tombstones: opened.tombstones }),
    /altered/,
  )
})
