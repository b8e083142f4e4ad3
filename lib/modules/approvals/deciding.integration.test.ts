// Four eyes: who may ask, who may decide, who sees it, and which input is refused.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { z } from 'zod'
import { DomainError } from '#lib/core/errors.ts'
import { grantOf } from '#lib/core/permissions.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { trustParsed } from '#lib/core/unsafe.ts'
import { newId } from '#lib/infra/db/index.ts'
import {
  approveRequest,
  defineApprovable,
  listRequests,
  readRequest,
  refuseRequest,
  requestApproval,
  withdrawRequest,
} from './index.ts'
import { REASON, openApprovalsWorld, type ApprovalsWorld } from './testing/approvals-world.ts'

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

test('nobody approves or refuses their own, and the database refuses it too', async () => {
  const ada = await here.person('platform_admin', 'Ada')
  await here.person('platform_admin', 'Bob')
  const { id: requestId } = await here.ask(ada.ctx, await here.addTenant())
  await assert.rejects(approveRequest(ada.ctx, { requestId }), { code: 'forbidden' })
  await assert.rejects(refuseRequest(ada.ctx, { requestId, reason: REASON }), { code: 'forbidden' })
  await assert.rejects(
    here.world.database.withScope(
      operatorScope,
      async (tx) =>
        await tx.approvalRequest.update({ where: { id: requestId }, data: { decidedBy: ada.id } }),
    ),
  )
})

test('the second person holds what is asked for: nobody else decides, and nobody else sees it', async () => {
  const ada = await here.person('platform_admin', 'Ada')
  await here.person('platform_admin', 'Bob')
  const { id: requestId } = await here.ask(ada.ctx, await here.addTenant())
  const [viewer, operator] = [await here.person('viewer', 'Vi'), await here.person('operator', 'Op')]
  await assert.rejects(approveRequest(viewer.ctx, { requestId }), { code: 'forbidden' })
  await assert.rejects(approveRequest(operator.ctx, { requestId }), { code: 'not_found' })
  await assert.rejects(readRequest(viewer.ctx, { requestId }), { code: 'not_found' })
  assert.deepEqual((await listRequests(operator.ctx, {})).requests, [])
  const neighbour = await here.person('platform_admin', 'Cid', here.beside)
  const attempts = [
    async () => await approveRequest(neighbour.ctx, { requestId }),
    async () => await refuseRequest(neighbour.ctx, { requestId, reason: REASON }),
    async () => await withdrawRequest(neighbour.ctx, { requestId }),
    async () => await readRequest(neighbour.ctx, { requestId }),
  ]
  for (const attempt of attempts) await assert.rejects(attempt, { code: 'not_found' })
  const admin = await here.person('operator_admin', 'Root', operatorScope)
  assert.equal((await approveRequest(admin.ctx, { requestId })).state, 'approved')
})

test('keys, the console and jobs neither ask nor decide', async () => {
  const ada = await here.person('platform_admin', 'Ada')
  await here.person('platform_admin', 'Bob')
  const id = await here.addTenant()
  const { id: requestId } = await here.ask(ada.ctx, id)
  const key: RequestContext = { ...ada.ctx, actor: { kind: 'api_key', id: newId(), name: 'ci' } }
  for (const ctx of [key, here.world.console(here.here)]) {
    await assert.rejects(here.ask(ctx, id), { code: 'forbidden' })
    await assert.rejects(approveRequest(ctx, { requestId }), { code: 'forbidden' })
    await assert.rejects(refuseRequest(ctx, { requestId, reason: REASON }), { code: 'forbidden' })
  }
})

test('asking and approving take the second factor, refusing does not', async () => {
  const [ada, bob] = [await here.person('platform_admin', 'Ada'), await here.person('platform_admin', 'Bob')]
  const stale = { stepUpUntil: new Date(here.clock.now().getTime() - 1) }
  await assert.rejects(here.ask({ ...ada.ctx, ...stale }, await here.addTenant()), {
    code: 'step_up_required',
  })
  const { id: requestId } = await here.ask(ada.ctx, await here.addTenant())
  await assert.rejects(approveRequest({ ...bob.ctx, ...stale }, { requestId }), { code: 'step_up_required' })
  const refused = await refuseRequest({ ...bob.ctx, ...stale }, { requestId, reason: 'the invoice is open' })
  assert.deepEqual([refused.state, refused.decisionReason], ['refused', 'the invoice is open'])
  assert.deepEqual(await here.noticesOf(ada.id), ['approval.outcome'])
  await assert.rejects(approveRequest(bob.ctx, { requestId }), { code: 'conflict' })
  assert.deepEqual(await here.outboxKinds(requestId), [])
})

test('whoever asked withdraws, nobody else; afterwards nothing can be approved', async () => {
  const [ada, bob] = [await here.person('platform_admin', 'Ada'), await here.person('platform_admin', 'Bob')]
  const { id: requestId } = await here.ask(ada.ctx, await here.addTenant())
  await assert.rejects(withdrawRequest(bob.ctx, { requestId }), { code: 'forbidden' })
  assert.equal((await withdrawRequest(ada.ctx, { requestId })).state, 'withdrawn')
  await assert.rejects(approveRequest(bob.ctx, { requestId }), { code: 'conflict' })
  assert.deepEqual(await here.actionsOf(requestId), ['approval.request', 'approval.withdraw'])
})

test('a permission is not used alone: authorize sends to the request', async () => {
  const ada = await here.person('platform_admin', 'Ada')
  assert.throws(() => authorize(ada.ctx, 'tenant:erase'), { code: 'precondition_failed' })
  authorize(ada.ctx, 'tenant:erase', { asking: true })
})

test('whoever needs no second person is told to do it at once', async () => {
  const grant = (permission: Parameters<typeof grantOf>[1]) =>
    permission === 'tenant:erase' ? 'step_up' : grantOf('platform_admin', permission)
  const ada = await here.person('platform_admin', 'Ada')
  await assert.rejects(here.ask({ ...ada.ctx, grantOf: grant }, await here.addTenant()), {
    code: 'precondition_failed',
  })
})

test('bad input is named and keeps nothing', async () => {
  const ada = await here.person('platform_admin', 'Ada')
  await here.person('platform_admin', 'Bob')
  const good = { action: 'test.erase', input: { tenantId: await here.addTenant() }, reason: REASON }
  const count = async (): Promise<number> =>
    await here.world.database.withScope(operatorScope, async (tx) => await tx.approvalRequest.count())
  const kept = await count()
  const bad: readonly (readonly [string, Record<string, unknown>])[] = [
    ['action', { ...good, action: 'tenant.unknown' }],
    ['action', { ...good, action: '=1+1' }],
    ['action', { ...good, action: 'x'.repeat(101) }],
    ['action', { ...good, action: 7 }],
    ['input', { ...good, input: 'text' }],
    ['input', { ...good, input: [] }],
    ['input.tenantId', { ...good, input: { tenantId: '<b>' } }],
    ['input.note', { ...good, input: { ...good.input, note: 'x'.repeat(11) } }],
    ['input', { ...good, input: { ...good.input, password: 'hunter22' } }],
    ['reason', { ...good, reason: 'too short' }],
    ['reason', { ...good, reason: `          x          ` }],
    ['reason', { ...good, reason: `${REASON}\u0000` }],
    ['reason', { ...good, reason: 'x'.repeat(501) }],
    ['reason', { ...good, reason: null }],
    ['(body)', { ...good, more: 1 }],
  ]
  for (const [field, input] of bad) {
    await assert.rejects(
      requestApproval(ada.ctx, trustParsed(input), here.parts),
      (error: unknown) => {
        assert.ok(error instanceof DomainError, field)
        assert.equal(error.code, 'invalid_input')
        assert.ok(JSON.stringify(error.faults).includes(`"${field}"`), `${field}: ${error.message}`)
        return true
      },
      JSON.stringify(input),
    )
  }
  assert.equal(await count(), kept)
})

test('the same is asked for once while it waits', async () => {
  const ada = await here.person('platform_admin', 'Ada')
  await here.person('platform_admin', 'Bob')
  const id = await here.addTenant()
  const first = await here.ask(ada.ctx, id)
  await assert.rejects(here.ask(ada.ctx, id), { code: 'conflict' })
  await withdrawRequest(ada.ctx, { requestId: first.id })
  assert.equal((await here.ask(ada.ctx, id)).state, 'waiting')
})

test('an approvable for what needs no second person, or with a secret, does not come to be', async () => {
  const base = {
    action: 'test.read',
    describe: async () => await Promise.resolve('x'),
    perform: async () => await Promise.resolve('x'),
  }
  assert.throws(
    () => defineApprovable({ ...base, permission: 'tenant:read', inputSchema: z.object({}) }),
    RangeError,
  )
  assert.throws(
    () =>
      defineApprovable({ ...base, action: 'Erase', permission: 'tenant:erase', inputSchema: z.object({}) }),
    RangeError,
  )
  const leaky = defineApprovable({
    ...base,
    permission: 'tenant:erase',
    inputSchema: z.object({ password: z.string() }),
  })
  assert.throws(() => leaky.parse({ password: 'hunter22' }), RangeError)
})
