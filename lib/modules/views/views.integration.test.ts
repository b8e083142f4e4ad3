// Saved views on real Postgres: whose they are, who sees them, which one a list begins with, and what is refused.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { platformId, tenantId } from '#lib/core/ids.ts'
import type { Role } from '#lib/core/permissions.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { newId } from '#lib/infra/db/index.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { insertMember } from '#testing/insert-member.ts'
import { defaultView } from './domain/screens.ts'
import { changeView, deleteView, listViews, saveView } from './index.ts'
import type { SaveViewInput } from './schemas.ts'

let world: TestWorld
let admin: pg.Client
let platform: Scope
let tenant: Scope
let other: Scope
let members: string[]

before(async () => {
  world = await openTestWorld(5)
  admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
  const ctx = world.console(operatorScope)
  const row = await createPlatform(ctx, { name: 'P' })
  platform = { kind: 'platform', platformId: platformId(row.id) }
  const make = async (name: string): Promise<Scope> => {
    const { id } = await createTenant(ctx, { platformId: row.id, name })
    return { kind: 'tenant', platformId: platformId(row.id), tenantId: tenantId(id) }
  }
  tenant = await make('A')
  other = await make('B')
  members = [await insertMember(admin, 'ann'), await insertMember(admin, 'ben')]
})
after(async () => {
  await admin.end()
  await world.close()
})

const as = (who: number, scope: Scope, role: Role = 'tenant_admin') =>
  world.member(scope, role, members[who] ?? '')
const INPUT: SaveViewInput = { screen: 'incidents', name: 'Mine', query: 'severity=P0&columns=severity,code' }
const namesOf = async (ctx: ReturnType<typeof as>, screen: SaveViewInput['screen'] = 'incidents') =>
  (await listViews(ctx, { screen })).views.map(({ name }) => name)

test("a private view is its maker's alone, a shared one everybody's in exactly this scope", async () => {
  await saveView(as(0, tenant), INPUT)
  await saveView(as(0, tenant), { ...INPUT, name: 'Ours', isShared: true })
  assert.deepEqual(await namesOf(as(0, tenant)), ['Mine', 'Ours'])
  assert.deepEqual(await namesOf(as(1, tenant)), ['Ours'])
  for (const scope of [other, platform, operatorScope])
    assert.deepEqual(await namesOf(as(0, scope, 'operator_admin')), [])
  assert.deepEqual(await namesOf(as(0, tenant), 'audit'), [])
  assert.deepEqual((await listViews(world.console(tenant), { screen: 'incidents' })).views.length, 1)
})

test('a list has one default of a member and one of everybody, and the own one wins', async () => {
  const ann = as(0, tenant)
  const first = await saveView(ann, { ...INPUT, name: 'First', isDefault: true })
  const second = await saveView(ann, { ...INPUT, name: 'Second', isDefault: true })
  const all = await saveView(ann, { ...INPUT, name: 'All', isDefault: true, isShared: true })
  const begins = async (ctx: typeof ann) =>
    defaultView((await listViews(ctx, { screen: 'incidents' })).views)?.id
  assert.equal(await begins(ann), second.id)
  assert.equal(await begins(as(1, tenant)), all.id)
  await changeView(ann, { viewId: first.id, isDefault: true })
  assert.equal(await begins(ann), first.id)
  await changeView(ann, { viewId: first.id, isDefault: false })
  assert.equal(await begins(ann), all.id)
})

test('only its maker changes a view; a shared one is deleted by whoever may share, and each act is audited', async () => {
  const ours = await saveView(as(0, tenant), { ...INPUT, name: 'To go', isShared: true })
  const mine = await saveView(as(0, tenant), { ...INPUT, name: 'To stay' })
  const ben = as(1, tenant)
  await assert.rejects(changeView(ben, { viewId: ours.id, name: 'Taken' }), { code: 'forbidden' })
  for (const viewId of [mine.id, newId()]) {
    await assert.rejects(changeView(ben, { viewId, name: 'Taken' }), { code: 'not_found' })
    await assert.rejects(deleteView(ben, { viewId }), { code: 'not_found' })
  }
  await assert.rejects(deleteView(as(1, tenant, 'tenant_viewer'), { viewId: ours.id }), { code: 'forbidden' })
  await assert.rejects(deleteView(as(0, other), { viewId: mine.id }), { code: 'not_found' })
  await deleteView(ben, { viewId: ours.id })
  await changeView(as(0, tenant), { viewId: mine.id, name: 'Stayed' })
  const { entries } = await listAudit(world.console(tenant), { targetKind: 'saved_view', limit: 200 })
  const actsOn = (id: string) => entries.filter((entry) => entry.targetId === id).map(({ action }) => action)
  assert.deepEqual(actsOn(ours.id), ['view.delete', 'view.save'])
  assert.deepEqual(actsOn(mine.id), ['view.change', 'view.save'])
})

test('whoever may not share saves for themselves alone, and who is no member saves nothing', async () => {
  const viewer = as(1, other, 'tenant_viewer')
  await saveView(viewer, INPUT)
  await assert.rejects(saveView(viewer, { ...INPUT, name: 'x', isShared: true }), { code: 'forbidden' })
  assert.equal((await listViews(viewer, { screen: 'incidents' })).mayShare, false)
  await assert.rejects(saveView(world.console(tenant), INPUT), { code: 'forbidden' })
})

const BAD: readonly (readonly [field: string, input: Partial<Record<keyof SaveViewInput, unknown>>])[] = [
  ['screen', { screen: 'nothing' }],
  ['name', { name: '' }],
  ['name', { name: 'x'.repeat(81) }],
  ['name', { name: 'Mine' }],
  ['query', { query: 'a=<script>' }],
  ['query', { query: 'a=b\u0000' }],
  ['query', { query: 'x'.repeat(2001) }],
  ['isShared', { isShared: 'yes' }],
  ['isDefault', { isDefault: 1 }],
]
test('what cannot be a view is refused by its field, and nothing is kept', async () => {
  const ctx = as(0, tenant)
  const kept = await namesOf(ctx)
  for (const [field, input] of BAD) {
    const asked: SaveViewInput = Object.assign(structuredClone(INPUT), { name: 'bad' }, input)
    await assert.rejects(
      saveView(ctx, asked),
      { code: 'invalid_input', message: new RegExp(`^${field}`) },
      field,
    )
  }
  assert.deepEqual(await namesOf(ctx), kept)
})

test('a member keeps at most fifty views of one list', async () => {
  const ctx = as(1, platform, 'operator')
  for (let n = 0; n < 50; n += 1) await saveView(ctx, { ...INPUT, screen: 'rules', name: `n${n}` })
  await assert.rejects(saveView(ctx, { ...INPUT, screen: 'rules', name: 'more' }), { code: 'limit_exceeded' })
  await saveView(ctx, { ...INPUT, screen: 'sources', name: 'more' })
})
