// Four eyes from the request to the act: what the job does, what time does, and what counts at the moment of doing.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { DomainError } from '#lib/core/errors.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, ownerOf, type Scope } from '#lib/core/scope.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import {
  approveRequest,
  carryOutRequest,
  listRequests,
  readRequest,
  refuseRequest,
  settleDueRequest,
} from './index.ts'
import { HOUR, openApprovalsWorld, type ApprovalsWorld } from './testing/approvals-world.ts'

let here: ApprovalsWorld
before(async () => {
  here = await openApprovalsWorld()
})
after(async () => await here.world.close())
beforeEach(async () => {
  here.performed.length = 0
  here.failWith(null)
  await here.removeAllRoles()
})

test('one asks, another approves, the job does it as the system, and every step is in the chain', async () => {
  const [ada, bob] = [await here.person('platform_admin', 'Ada'), await here.person('platform_admin', 'Bob')]
  const tenant = await here.addTenant()
  const asked = await here.ask(ada.ctx, tenant)
  assert.deepEqual(
    [asked.state, asked.isOwn, asked.mayDecide, asked.notBefore],
    ['waiting', true, false, null],
  )
  assert.equal(new Date(asked.expiresAt).getTime() - here.clock.now().getTime(), 24 * HOUR)
  assert.deepEqual(await here.noticesOf(bob.id), ['approval.asked'])
  assert.deepEqual(await here.noticesOf(ada.id), [])
  assert.equal((await listRequests(bob.ctx, {})).waitingForMe, 1)
  assert.equal((await listRequests(ada.ctx, {})).waitingForMe, 0)

  const approved = await approveRequest(bob.ctx, { requestId: asked.id })
  assert.deepEqual([approved.state, approved.decidedBy], ['approved', 'Bob'])
  assert.deepEqual(await here.outboxKinds(asked.id), ['approval.carry-out'])
  assert.equal(here.performed.length, 0, 'nothing is done before the job')

  assert.deepEqual(await carryOutRequest(here.job(), { requestId: asked.id }, here.parts), { state: 'done' })
  assert.deepEqual(here.performed, [`${tenant} Ada Bob`])
  const done = await readRequest(ada.ctx, { requestId: asked.id })
  assert.deepEqual([done.state, done.result, done.error], ['done', 'It was erased.', null])
  assert.deepEqual(await here.actionsOf(asked.id), [
    'approval.request',
    'approval.approve',
    'approval.carry-out',
  ])
  assert.deepEqual(await here.noticesOf(ada.id), ['approval.outcome'])
  const { entries } = await listAudit(here.world.console(operatorScope), { action: 'approval.carry-out' })
  const details = entries.find(({ targetId }) => targetId === asked.id)?.details
  assert.deepEqual([details?.['requestedBy'], details?.['approvedBy']], ['Ada', 'Bob'])
})

test('carrying out twice, and twice at once, does it once', async () => {
  const [ada, bob] = [await here.person('platform_admin', 'Ada'), await here.person('platform_admin', 'Bob')]
  const { id: requestId } = await here.ask(ada.ctx, await here.addTenant())
  await approveRequest(bob.ctx, { requestId })
  await Promise.all([
    carryOutRequest(here.job(), { requestId }, here.parts),
    carryOutRequest(here.job(), { requestId }, here.parts),
  ])
  await carryOutRequest(here.job(), { requestId }, here.parts)
  assert.equal(here.performed.length, 1)
})

test('a request that nobody decides expires after 24 hours, also before a sweep has seen it', async () => {
  const [ada, bob] = [await here.person('platform_admin', 'Ada'), await here.person('platform_admin', 'Bob')]
  const { id: requestId } = await here.ask(ada.ctx, await here.addTenant())
  assert.deepEqual(await settleDueRequest(here.job(), { requestId }), { state: 'waiting' })
  here.clock.advance(24 * HOUR)
  assert.equal((await readRequest(ada.ctx, { requestId })).state, 'expired')
  assert.equal((await listRequests(bob.ctx, {})).waitingForMe, 0)
  await assert.rejects(approveRequest(bob.ctx, { requestId }), { code: 'conflict' })
  assert.deepEqual(await settleDueRequest(here.job(), { requestId }), { state: 'expired' })
  assert.deepEqual(await settleDueRequest(here.job(), { requestId }), { state: 'expired' })
  assert.deepEqual(await here.actionsOf(requestId), ['approval.request', 'approval.expire'])
  assert.deepEqual(await here.noticesOf(ada.id), ['approval.outcome'])
})

test('without a second person 24 hours take its place, and every operator admin is told', async () => {
  await here.removeAllRoles()
  const root = await here.person('operator_admin', 'Root', operatorScope)
  const { id: requestId, notBefore } = await here.ask(root.ctx, await here.addTenant())
  assert.equal(new Date(notBefore ?? '').getTime() - here.clock.now().getTime(), 24 * HOUR)
  assert.deepEqual(await here.noticesOf(root.id), ['approval.delayed'])
  here.clock.advance(23 * HOUR)
  assert.deepEqual(await settleDueRequest(here.job(operatorScope), { requestId }), { state: 'waiting' })
  here.clock.advance(HOUR)
  assert.deepEqual(await settleDueRequest(here.job(operatorScope), { requestId }), { state: 'approved' })
  assert.deepEqual(await here.outboxKinds(requestId), ['approval.carry-out'])
  assert.deepEqual(await carryOutRequest(here.job(operatorScope), { requestId }, here.parts), {
    state: 'done',
  })
  assert.match(here.performed.join(), /Root nobody$/)
  assert.deepEqual(await here.actionsOf(requestId), [
    'approval.request',
    'approval.delay-over',
    'approval.carry-out',
  ])
})

test('during the delay an admin who came meanwhile can refuse', async () => {
  await here.removeAllRoles()
  const root = await here.person('operator_admin', 'Root', operatorScope)
  const { id: requestId } = await here.ask(root.ctx, await here.addTenant())
  const late = await here.person('operator_admin', 'Late', operatorScope)
  assert.equal((await refuseRequest(late.ctx, { requestId, reason: 'not by one alone' })).state, 'refused')
  here.clock.advance(25 * HOUR)
  assert.deepEqual(await settleDueRequest(here.job(operatorScope), { requestId }), { state: 'refused' })
})

test('whoever could be the second person when the delay is over is asked, and nothing goes through without them', async () => {
  await here.removeAllRoles()
  const root = await here.person('operator_admin', 'Root', operatorScope)
  const { id: requestId } = await here.ask(root.ctx, await here.addTenant())
  const back = await here.person('operator_admin', 'Back', operatorScope)
  here.clock.advance(24 * HOUR)
  assert.deepEqual(await settleDueRequest(here.job(operatorScope), { requestId }), { state: 'waiting' })
  assert.deepEqual(await here.noticesOf(back.id), ['approval.asked'])
  const askedAt = await here.world.database.withScope(
    operatorScope,
    async (tx) => await tx.notice.findMany({ where: { memberId: back.id }, select: { createdAt: true } }),
  )
  assert.deepEqual(
    askedAt.map(({ createdAt }) => createdAt),
    [here.clock.now()],
    'told of when it began to wait for them, not a day before',
  )
  assert.deepEqual(await here.outboxKinds(requestId), [])
  const waiting = await readRequest(back.ctx, { requestId })
  assert.deepEqual([waiting.notBefore, waiting.mayDecide], [null, true])
  here.clock.advance(24 * HOUR)
  assert.deepEqual(await settleDueRequest(here.job(operatorScope), { requestId }), { state: 'expired' })
  assert.deepEqual(await here.actionsOf(requestId), [
    'approval.request',
    'approval.second-found',
    'approval.expire',
  ])
})

test('whoever lost the permission meanwhile loses the request: it fails at the moment of doing', async () => {
  const [ada, bob] = [await here.person('platform_admin', 'Ada'), await here.person('platform_admin', 'Bob')]
  const { id: requestId } = await here.ask(ada.ctx, await here.addTenant())
  await approveRequest(bob.ctx, { requestId })
  await here.world.database.withScope(
    operatorScope,
    async (tx) => await tx.roleBinding.delete({ where: { id: ada.bindingId } }),
  )
  assert.deepEqual(await carryOutRequest(here.job(), { requestId }, here.parts), { state: 'failed' })
  assert.equal(here.performed.length, 0)
  assert.match(
    (await readRequest(bob.ctx, { requestId })).error ?? '',
    /Ada, who asked, does not hold tenant:erase/,
  )
})

test('whoever approved and was disabled or lost the permission meanwhile approved nothing: the record and the notice say it', async () => {
  const disable = async (id: string): Promise<void> =>
    await here.world.database.asAuth(async (tx) => {
      await tx.member.update({ where: { id }, data: { state: 'disabled' }, select: { id: true } })
    })
  const removeRole = async (_id: string, bindingId: string): Promise<void> =>
    await here.world.database.withScope(operatorScope, async (tx) => {
      await tx.roleBinding.delete({ where: { id: bindingId } })
    })
  for (const takeAway of [disable, removeRole]) {
    const [ada, bob] = [
      await here.person('platform_admin', 'Ada'),
      await here.person('platform_admin', 'Bob'),
    ]
    const { id: requestId } = await here.ask(ada.ctx, await here.addTenant())
    await approveRequest(bob.ctx, { requestId })
    await takeAway(bob.id, bob.bindingId)
    assert.deepEqual(await carryOutRequest(here.job(), { requestId }, here.parts), { state: 'failed' })
    assert.equal(here.performed.length, 0)
    const words = /Bob, who approved, does not hold tenant:erase here any more/
    assert.match((await readRequest(ada.ctx, { requestId })).error ?? '', words)
    const { entries } = await listAudit(here.world.console(operatorScope), { action: 'approval.fail' })
    const details = entries.find(({ targetId }) => targetId === requestId)?.details
    assert.match(String(details?.['error']), words)
    const [notice] = await here.world.database.withScope(
      operatorScope,
      async (tx) => await tx.notice.findMany({ where: { memberId: ada.id }, select: { text: true } }),
    )
    assert.match(notice?.text ?? '', words)
  }
})

test('an error of ours is shown, any other one is not', async () => {
  const [ada, bob] = [await here.person('platform_admin', 'Ada'), await here.person('platform_admin', 'Bob')]
  const outcome = async (error: Error): Promise<string | null> => {
    here.failWith(error)
    const { id: requestId } = await here.ask(ada.ctx, await here.addTenant())
    await approveRequest(bob.ctx, { requestId })
    assert.deepEqual(await carryOutRequest(here.job(), { requestId }, here.parts), { state: 'failed' })
    return (await readRequest(ada.ctx, { requestId })).error
  }
  assert.equal(await outcome(new DomainError('conflict', 'It has open invoices.')), 'It has open invoices.')
  assert.doesNotMatch((await outcome(new Error('connect 10.0.0.1'))) ?? '', /10\.0\.0\.1/)
})

test('a request in a tenant’s scope reaches the second persons above it', async () => {
  const id = await here.addTenant()
  const scope: Scope = {
    kind: 'tenant',
    platformId: platformId(ownerOf(here.here).platformId ?? ''),
    tenantId: tenantId(id),
  }
  const [ada, bob] = [
    await here.person('platform_admin', 'Ada', here.here, scope),
    await here.person('platform_admin', 'Bob'),
  ]
  const asked = await here.ask(ada.ctx, id)
  assert.equal(asked.notBefore, null)
  assert.deepEqual(await here.noticesOf(bob.id), ['approval.asked'])
  await approveRequest(bob.ctx, { requestId: asked.id })
  assert.deepEqual(await carryOutRequest(here.job(), { requestId: asked.id }, here.parts), { state: 'done' })
})
