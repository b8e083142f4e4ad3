// Access review: who is listed, who may decide, and that a decision is one transaction with its record.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { manualClock, systemClock } from '#lib/core/clock.ts'
import { DomainError } from '#lib/core/errors.ts'
import { memberId, platformId, tenantId } from '#lib/core/ids.ts'
import type { Role } from '#lib/core/permissions.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { addMember } from '#testing/isolation/owned-set.ts'
import { confirmBindings, listAccessReview, listReviewDecisions, removeReviewed } from './index.ts'
import type { ReviewedBinding } from './schemas.ts'

const DAY_MS = 86_400_000

/** A member with one role, and what they review with. */
interface Person {
  readonly memberId: string
  readonly bindingId: string
  readonly ctx: RequestContext
}

let world: TestWorld
let platform: Scope
let tenant: Scope
let otherTenant: Scope
let admin: Person
const clock = manualClock(systemClock.now())

async function join(role: Role, scope: Scope): Promise<Person> {
  const added = await addMember(world, scope, role, `the ${role}`)
  const ctx = world.member(scope, role, added.memberId)
  return { ...added, ctx: { ...ctx, clock, stepUpUntil: new Date(clock.now().getTime() + 365 * DAY_MS) } }
}

before(async () => {
  world = await openTestWorld()
  const console = world.console(operatorScope)
  const { id } = await createPlatform(console, { name: 'Sankofa' })
  platform = { kind: 'platform', platformId: platformId(id) }
  const make = async (name: string): Promise<Scope> => {
    const row = await createTenant(console, { platformId: id, name })
    return { kind: 'tenant', platformId: platformId(id), tenantId: tenantId(row.id) }
  }
  tenant = await make('Acme')
  otherTenant = await make('Globex')
  admin = await join('operator_admin', operatorScope)
})
after(async () => await world.close())

async function bindingOf(person: Person, by: Person = admin): Promise<ReviewedBinding | undefined> {
  const { bindings } = await listAccessReview(by.ctx, { limit: 500 })
  return bindings.find(({ id }) => id === person.bindingId)
}

const isRefused =
  (code: DomainError['code'], words = /./) =>
  (error: unknown): boolean =>
    error instanceof DomainError && error.code === code && words.test(error.message)

const setUsed = async (person: Person, at: Date): Promise<void> => {
  await world.database.asAuth(
    async (tx) =>
      await tx.roleBinding.updateMany({ where: { id: person.bindingId }, data: { lastUsedAt: at } }),
  )
}

test('each scope reviews what is its own: a tenant its members, the operator all of them', async () => {
  const mine = await join('tenant_viewer', tenant)
  const theirs = await join('tenant_viewer', otherTenant)
  const tenantAdmin = await join('tenant_admin', tenant)
  const { bindings, summary, periodDays } = await listAccessReview(tenantAdmin.ctx, { limit: 500 })
  const ids = bindings.map(({ id }) => id)
  assert.ok(ids.includes(mine.bindingId))
  assert.ok(!ids.includes(theirs.bindingId) && !ids.includes(admin.bindingId))
  assert.deepEqual([bindings.length, summary.open + summary.confirmed], [summary.total, summary.total])
  assert.equal(periodDays, 90)
  const above = await join('platform_admin', platform)
  const decisions = [
    (await bindingOf(tenantAdmin, tenantAdmin))?.decision,
    (await bindingOf(admin, above))?.decision,
    (await bindingOf(theirs, above))?.decision,
    (await bindingOf(above))?.decision,
  ]
  assert.deepEqual(decisions, ['own', 'above', 'yours', 'yours'])
})

test('roles come a page at a time, each once', async () => {
  const all = (await listAccessReview(admin.ctx, { limit: 500 })).bindings.map(({ id }) => id)
  const paged: string[] = []
  let last: string | undefined
  do {
    const from = last === undefined ? {} : { after: last }
    const page = await listAccessReview(admin.ctx, { limit: 2, ...from })
    paged.push(...page.bindings.map(({ id }) => id))
    last = page.next ?? undefined
  } while (last !== undefined)
  assert.deepEqual(paged, all)
  assert.ok(all.length >= 4)
})

test('what is confirmed stands for 90 days and is recorded with what was known', async () => {
  const person = await join('tenant_viewer', tenant)
  assert.equal((await bindingOf(person))?.state, 'new')
  const usedAt = clock.now()
  await setUsed(person, usedAt)
  assert.deepEqual(
    await confirmBindings(admin.ctx, { bindingIds: [person.bindingId], reason: 'still on the team' }),
    { confirmed: 1, at: clock.now().toISOString() },
  )
  const confirmed = await bindingOf(person)
  assert.deepEqual([confirmed?.state, confirmed?.confirmedBy], ['confirmed', 'the operator_admin'])
  const [decision] = (await listReviewDecisions(admin.ctx)).decisions
  assert.deepEqual(
    [decision?.decision, decision?.bindingId, decision?.reason, decision?.lastUsedAt],
    ['confirmed', person.bindingId, 'still on the team', usedAt.toISOString()],
  )
  const { entries } = await listAudit(world.console(tenant), { limit: 5 })
  assert.ok(entries.some(({ action }) => action === 'access.confirm'))

  clock.advance(90 * DAY_MS + 1000)
  const due = await bindingOf(person)
  assert.deepEqual([due?.state, due?.isUnused], ['due', true])
  for (const show of ['open', 'unused'] as const) {
    const { bindings } = await listAccessReview(admin.ctx, { show, limit: 500 })
    assert.ok(
      bindings.some(({ id }) => id === person.bindingId),
      show,
    )
  }
  await setUsed(person, clock.now())
  const { bindings: idle } = await listAccessReview(admin.ctx, { show: 'unused', limit: 500 })
  assert.ok(!idle.some(({ id }) => id === person.bindingId))
})

test('several are confirmed together or not at all, and never the own one', async () => {
  const person = await join('tenant_viewer', tenant)
  const id = person.bindingId
  const refuse = async (bindingIds: string[], code: DomainError['code']) =>
    await assert.rejects(confirmBindings(admin.ctx, { bindingIds }), isRefused(code))
  await refuse([id, admin.bindingId], 'forbidden')
  await refuse([id, memberId('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77')], 'not_found')
  await refuse([id, id], 'invalid_input')
  await refuse([], 'invalid_input')
  assert.equal((await bindingOf(person))?.state, 'new')
})

test('a tenant admin decides about the own tenant alone', async () => {
  const tenantAdmin = await join('tenant_admin', tenant)
  const theirs = await join('tenant_viewer', otherTenant)
  const mine = await join('tenant_viewer', tenant)
  const bindingIds = [theirs.bindingId]
  await assert.rejects(confirmBindings(tenantAdmin.ctx, { bindingIds }), isRefused('not_found'))
  const removal = { bindingId: theirs.bindingId, reason: 'gone' }
  await assert.rejects(removeReviewed(tenantAdmin.ctx, removal), isRefused('not_found'))
  assert.equal((await confirmBindings(tenantAdmin.ctx, { bindingIds: [mine.bindingId] })).confirmed, 1)
  const seen = (await listReviewDecisions(tenantAdmin.ctx)).decisions
  assert.ok(seen.every(({ scope }) => scope.startsWith('tenant:')) && seen.length > 0)
})

test('a removal ends the role, with its reason in the record and in the audit chain', async () => {
  const person = await join('tenant_admin', tenant)
  const removal = { bindingId: person.bindingId, reason: 'left the company' }
  const decided = await removeReviewed(admin.ctx, removal)
  assert.deepEqual([decided.decision, decided.memberName], ['removed', 'the tenant_admin'])
  assert.equal(await bindingOf(person), undefined)
  const { entries } = await listAudit(world.console(tenant), { limit: 3 })
  const entry = entries.find(({ action }) => action === 'member.remove-binding')
  assert.match(JSON.stringify(entry), /left the company/)
  assert.equal((await listReviewDecisions(admin.ctx)).decisions[0]?.decision, 'removed')
  await assert.rejects(removeReviewed(admin.ctx, removal), isRefused('not_found'))
})

test('the last operator admin stays', async () => {
  const second = await join('operator_admin', operatorScope)
  await removeReviewed(second.ctx, { bindingId: admin.bindingId, reason: 'changed teams' })
  await assert.rejects(
    removeReviewed(admin.ctx, { bindingId: second.bindingId, reason: 'changed teams' }),
    isRefused('precondition_failed'),
  )
  admin = second
})

test('who may look may not decide, a removal needs step-up, and neither key nor console reviews', async () => {
  const person = await join('tenant_viewer', tenant)
  const bindingIds = [person.bindingId]
  const removal = { bindingId: person.bindingId, reason: 'gone' }
  const auditor = (await join('auditor', operatorScope)).ctx
  await listAccessReview(auditor)
  await assert.rejects(confirmBindings(auditor, { bindingIds }), isRefused('forbidden'))
  const viewer = (await join('viewer', operatorScope)).ctx
  await assert.rejects(listAccessReview(viewer), isRefused('forbidden'))
  await assert.rejects(listReviewDecisions(viewer), isRefused('forbidden'))
  const security = (await join('security', operatorScope)).ctx
  await assert.rejects(removeReviewed(security, removal), isRefused('forbidden'))
  await assert.rejects(
    removeReviewed({ ...admin.ctx, stepUpUntil: null }, removal),
    isRefused('step_up_required'),
  )
  const console = world.console(operatorScope)
  await assert.rejects(confirmBindings(console, { bindingIds }), isRefused('forbidden', /person/))
  await assert.rejects(removeReviewed(console, removal), isRefused('forbidden', /person/))
  assert.equal((await bindingOf(person))?.state, 'new')
})

test('nobody reviews themselves past the verbs either', async () => {
  await assert.rejects(
    world.database.withScope(operatorScope, async (tx) => {
      await tx.accessReview.create({
        data: {
          bindingId: admin.bindingId,
          memberId: admin.memberId,
          memberName: 'Admin',
          role: 'operator_admin',
          decision: 'confirmed',
          decidedBy: admin.memberId,
          decidedByName: 'Admin',
          decidedAt: clock.now(),
        },
      })
    }),
    /access_review_another/,
  )
})
