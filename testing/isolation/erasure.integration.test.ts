// A tenant that was erased: nothing of it is left but the record, not after a kill and not after a restore.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { systemClock } from '#lib/core/clock.ts'
import { memberId as brandMember } from '#lib/core/ids.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { newId } from '#lib/infra/db/index.ts'
import { bindRole } from '#lib/modules/access/index.ts'
import { APPROVABLES } from '#lib/modules/approvables/index.ts'
import { approveRequest, carryOutRequest, requestApproval } from '#lib/modules/approvals/index.ts'
import { listAudit, verifyAudit } from '#lib/modules/audit/index.ts'
import { commentIncident } from '#lib/modules/incidents/index.ts'
import {
  carryOutErasure,
  readLeaving,
  reapplyTenantErasures,
  requestErasure,
} from '#lib/modules/leaving/index.ts'
import { updateTenant } from '#lib/modules/tenancy/index.ts'
import { rowsTelling } from '../planted-person.ts'
import { openLeavingWorld, type LeavingWorld } from './leaving-world.ts'
import { addMember, type OwnedIds } from './owned-set.ts'

let opened: LeavingWorld
before(async () => {
  opened = await openLeavingWorld()
})
after(async () => await opened.close())

interface People {
  /** Members of A and of nothing else. */
  readonly gone: readonly { readonly id: string; readonly email: string }[]
  /** Who is somebody elsewhere as well, or was never one of A, and how many roles they have left. */
  readonly staying: readonly { readonly id: string; readonly bound: number }[]
}

/** Members of A, of nothing else or of something else as well. */
async function addPeople(): Promise<People> {
  const { here, admin, A, B } = opened
  const add = async (name: string): Promise<string> =>
    (await addMember(here.world, A.scope, 'tenant_viewer', name)).memberId
  const [alone, expired, former, neighbour, operator] = [
    await add('Alma Alleinmann'),
    await add('Emil Endemann'),
    await add('Frieda Ehemann'),
    await add('Nora Nachbarmann'),
    await add('Otto Obermann'),
  ]
  const bind = async (memberId: string, tenantId: string | null, expiresAt: Date | null): Promise<void> => {
    const platformId = tenantId === null ? null : B.ids.platformId
    await admin.query(
      `insert into role_binding (id, member_id, role, platform_id, tenant_id, expires_at) values (gen_random_uuid(), $1, $2, $3, $4, $5)`,
      [memberId, tenantId === null ? 'auditor' : 'tenant_viewer', platformId, tenantId, expiresAt],
    )
  }
  await bind(expired, B.ids.tenantId, new Date('2026-01-01T00:00:00Z'))
  // Their role was taken before; the tenant's provider, its reviews and its chain still know them.
  const once = [former, await add('Gerd Gehmann'), await add('Hugo Habemann'), await add('Ida Immermann')]
  const [, signedOn = '', recorded = '', reviewed = ''] = once
  await bindRole(here.world.console(A.scope), { memberId: recorded, role: 'tenant_admin' })
  await leaveTraces({ provisioned: former, signedOn, reviewed })
  // They sign on at B as well, where nobody gave them a role yet; B switched the second one off.
  const [both, leftBoth, keyMaker] = [
    await add('Gisela Gemeinsamm'),
    await add('Ludwig Lossmann'),
    (await addMember(here.world, operatorScope, 'auditor', 'Kurt Kennmann')).memberId,
  ]
  for (const memberId of [both, leftBoth]) for (const { ids } of [A, B]) await addFederated(memberId, ids)
  await addProvisioned(leftBoth, B.ids)
  // They looked after A until their time was over, and left a key there.
  await addKey(keyMaker)
  await admin.query('delete from role_binding where member_id = any ($1)', [
    [...once, both, leftBoth, keyMaker],
  ])
  await bind(neighbour, B.ids.tenantId, null)
  await bind(operator, null, null)
  const gone = [alone, expired, ...once, leftBoth].map((id) => ({ id, email: `${id}@example.test` }))
  // What a member of A does elsewhere is told elsewhere: by a timeline, and in the chain of the operator.
  const ctx = {
    ...here.world.member(operatorScope, 'operator_admin', alone, true),
    actor: {
      kind: 'member',
      id: brandMember(alone),
      name: 'Alma Alleinmann',
      email: gone[0]?.email ?? '',
    } as const,
  }
  await commentIncident(
    { ...ctx, scope: here.sets.P1.scope, db: here.world.member(here.sets.P1.scope, 'on_call', alone).db },
    { incidentId: here.sets.P1.ids.incidentId, text: 'seen by Alma Alleinmann' },
  )
  const staying = [
    { id: neighbour, bound: 1 },
    { id: operator, bound: 1 },
    { id: both, bound: 0 },
    { id: keyMaker, bound: 0 },
  ]
  return { gone, staying }
}

type Place = Pick<OwnedIds, 'platformId' | 'tenantId' | 'providerId'>

/** An account at the provider of a tenant. */
async function addFederated(memberId: string, { platformId, tenantId, providerId }: Place): Promise<void> {
  const { here } = opened
  const now = here.runtime.clock.now()
  const subject = {
    providerId,
    issuer: 'https://id.example',
    subject: memberId,
    email: `${memberId}@example.test`,
  }
  await here.world.database.withScope(operatorScope, async (tx) => {
    await tx.federatedAccount.createMany({
      data: [{ memberId, ...subject, createdAt: now, lastSignInAt: now, platformId, tenantId }],
    })
  })
}

/** Somebody whom the provisioning of a tenant keeps in its list, switched off. */
async function addProvisioned(memberId: string, { platformId, tenantId }: Place): Promise<void> {
  const { here } = opened
  const now = here.runtime.clock.now()
  const userName = `${memberId}@example.test`
  const names = { userName, userNameKey: userName, email: userName, displayName: 'Frieda Ehemann' }
  await here.world.database.withScope(operatorScope, async (tx) => {
    const times = { createdAt: now, updatedAt: now }
    await tx.scimUser.createMany({
      data: [{ memberId, ...names, ...times, active: false, platformId, tenantId }],
    })
  })
}

/** A key of A that somebody made. */
async function addKey(memberId: string): Promise<void> {
  const { here, A } = opened
  const { platformId, tenantId } = A.ids
  const hash = crypto.getRandomValues(new Uint8Array(32))
  await here.world.database.withScope(operatorScope, async (tx) => {
    const key = { memberId, name: 'k', hint: 'k', permissions: ['incident:read'], hash }
    await tx.apiKey.createMany({ data: [{ ...key, platformId, tenantId }] })
  })
}

/** What a tenant keeps of people beside their roles. */
async function leaveTraces(of: {
  readonly provisioned: string
  readonly signedOn: string
  readonly reviewed: string
}): Promise<void> {
  const { here, A } = opened
  const { platformId, tenantId, memberId: decidedBy } = A.ids
  await addProvisioned(of.provisioned, A.ids)
  await addFederated(of.signedOn, A.ids)
  await here.world.database.withScope(operatorScope, async (tx) => {
    const decidedAt = here.runtime.clock.now()
    const decided = { decision: 'removed', decidedBy, decidedByName: 'x', decidedAt }
    const person = { memberId: of.reviewed, memberName: 'Ida Immermann', role: 'tenant_viewer' }
    await tx.accessReview.createMany({
      data: [{ bindingId: newId(), ...person, ...decided, platformId, tenantId }],
    })
  })
}

/** The erasure by two people, as the product does it: one asks, the other approves, a job carries it out. */
async function askTwoPeople({
  reason,
  ...input
}: {
  tenantId: string
  name: string
  reason: string
}): Promise<void> {
  const { here } = opened
  const parts = { approvables: APPROVABLES, own: here.runtime }
  // The clock of this world stands still, and what the system does is dated by it.
  here.pass(systemClock.now().getTime() - here.runtime.clock.now().getTime())
  const [first, second] = [
    await addMember(here.world, operatorScope, 'operator_admin', 'first'),
    await addMember(here.world, operatorScope, 'operator_admin', 'second'),
  ]
  const as = (id: string) => here.world.member(operatorScope, 'operator_admin', id, true)
  const asked = await requestApproval(as(first.memberId), { action: 'tenant.erase', input, reason }, parts)
  await approveRequest(as(second.memberId), { requestId: asked.id })
  assert.deepEqual(
    await carryOutRequest(
      here.world.jobOf('approval.carry-out', operatorScope),
      { requestId: asked.id },
      parts,
    ),
    { state: 'done' },
  )
}

/** Nothing of the words is anywhere, in clear or in a chain, and whoever is more than a member of A is who they were. */
async function assertForgotten(people: People, words: readonly string[]): Promise<void> {
  const { admin, console } = opened
  assert.deepEqual(await rowsTelling(admin, words), [])
  for (const text of words) assert.equal((await listAudit(console, { text })).entries.length, 0, text)
  const { rows } = await admin.query<{ id: string; name: string; state: string; bound: number }>(
    `select id, name, state, (select count(*)::int from role_binding b where b.member_id = member.id) as bound from member where id = any ($1)`,
    [[...people.gone, ...people.staying].map(({ id }) => id)],
  )
  assert.equal(rows.length, people.gone.length + people.staying.length)
  for (const { id, name, state, bound } of rows) {
    const stays = people.staying.find((one) => one.id === id)
    assert.deepEqual(
      [name === 'Erased member', state, bound],
      stays === undefined ? [true, 'disabled', 0] : [false, 'active', stays.bound],
      name,
    )
  }
  const requests = await admin.query<{ target: string; input: string; reason: string; by: string }>(
    `select target, input, reason, requested_by_name as by from approval_request where action = 'tenant.erase'`,
  )
  const [request] = requests.rows
  assert.equal(request?.target, 'a tenant that was erased')
  assert.deepEqual([request.reason, request.by], ['(erased) goes, says its letter', 'Test operator_admin'])
}

test('an erasure asks for the name and for an export, then leaves nothing but the record, even after a kill', async (t) => {
  const { here, admin, console, A, B } = opened
  const job = here.world.jobOf('tenant-erasure.carry-out', operatorScope)
  const { tenantId } = A.ids
  const erasing = opened.erasureParts
  await updateTenant(console, { tenantId, name: 'Zwiebelfisch Verlag' })
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
  const people = await addPeople()
  const start = { own: await opened.rowsOf(tenantId), other: await opened.rowsOf(B.ids.tenantId) }
  assert.ok(Object.values(start.own).filter((n) => n > 0).length > 15)
  await assert.rejects(requestErasure(console, { tenantId, name }), /no finished export/)
  await opened.makeExport()
  await askTwoPeople({ tenantId, name, reason: `${name} goes, says its letter` })
  await assert.rejects(requestErasure(console, { tenantId, name }), /under way/)

  // Somebody holds a table: this try fails in the middle, as if the process had been killed there.
  const holder = new pg.Client(here.world.db.urls.admin)
  await holder.connect()
  await holder.query('begin')
  await holder.query('lock table scrape_target in share mode')
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
  const { 'public.role_binding': bindings = 0, ...others } = start.other
  // The role of the member that had run out in B goes with the person.
  const expected: Record<string, number> = { ...others, 'public.role_binding': bindings - 1 }
  // Members of these tests share a name, and so the neighbour's chain says that a part of it went.
  const neighbours = Object.entries(await opened.rowsOf(B.ids.tenantId))
  const changed = neighbours.filter(([table, n]) => n !== expected[table] && !table.includes('audit_'))
  assert.deepEqual(changed, [], 'and nothing of anybody else')
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
  await assertForgotten(people, [name, 'Alma Alleinmann', ...people.gone.map((one) => one.email)])
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
  assert.deepEqual(await reapplyTenantErasures(console, opened.erasureParts), [tenantId])
  assert.deepEqual(await reapplyTenantErasures(console, opened.erasureParts), [])
  const { rows } = await admin.query('select 1 from tenant where id = $1', [tenantId])
  assert.equal(rows.length, 0)
  writeFileSync(opened.tombstones, readFileSync(opened.tombstones, 'utf8').replace(/"at":"2/, '"at":"3'))
  await assert.rejects(reapplyTenantErasures(console, opened.erasureParts), /altered/)
})
