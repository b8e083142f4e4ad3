// Second factors: enrolment, step-up, recovery, and what a member without one may do.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { authorize } from '#lib/infra/context/request-context.ts'
import { rotateSession } from '#lib/infra/auth/session.ts'
import {
  confirmFactor,
  inviteMember,
  listMembers,
  readProfile,
  signIn,
  startFactorEnrolment,
  stepUp,
  updateProfile,
} from './index.ts'
import { accessWorld, PASSWORD, type AccessWorld, type TestMember } from './testing/access-world.ts'

let world: TestWorld
let access: AccessWorld
let admin: TestMember
let serial = 0

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  admin = await access.setUp(world.console(operatorScope, access.clock))
})
after(async () => await world.close())

const console = () => world.console(operatorScope, access.clock)
const join = async (): Promise<TestMember> => {
  serial += 1
  return await access.join(console(), {
    email: `member-${serial}@example.test`,
    role: 'security',
    scope: operatorScope,
  })
}
/** Signs an enrolled member in again, with the next code. */
const again = async (member: TestMember): Promise<string> => {
  access.clock.advance(30_000)
  const sid = await access.signIn(member.email, await access.code(member.secret))
  access.clock.advance(30_000)
  return sid
}
const minutes = (n: number): void => access.clock.advance(n * 60_000)

test('a member without a second factor may enrol, and nothing else', async () => {
  const member = await join()
  await world.database.asAuth(
    async (tx) => await tx.member.update({ where: { id: member.id }, data: { totpSecret: null } }),
  )
  const sid = await access.signIn(member.email)
  const ctx = await access.as(sid)
  await assert.rejects(listMembers(ctx), { code: 'step_up_required' })
  await assert.rejects(updateProfile(ctx, { name: 'Eve' }, access.runtime), { code: 'step_up_required' })
  assert.equal((await readProfile(ctx, access.runtime)).hasFactor, false)
  const { secret, uri, qrSvg } = await startFactorEnrolment(ctx, access.runtime)
  assert.ok(uri.includes(`secret=${secret}`) && uri.includes(encodeURIComponent(member.email)))
  assert.match(qrSvg, /^<svg/)
  const { recoveryCodes } = await confirmFactor(ctx, { code: await access.code(secret) }, access.runtime)
  assert.equal(recoveryCodes.length, 10)
  const enrolled = await access.as(sid)
  await listMembers(enrolled)
  const profile = await readProfile(enrolled, access.runtime)
  assert.equal(profile.hasFactor, true)
  assert.equal(profile.recoveryCodesLeft, 10)
  assert.notEqual(profile.stepUpUntil, null, 'the code of the enrolment was just shown')
})

test('a first factor is enrolled soon after the password, later after a new sign-in', async () => {
  const member = await join()
  await world.database.asAuth(
    async (tx) => await tx.member.update({ where: { id: member.id }, data: { totpSecret: null } }),
  )
  const sid = await access.signIn(member.email)
  minutes(15)
  await assert.rejects(startFactorEnrolment(await access.as(sid), access.runtime), {
    code: 'step_up_required',
  })
  await startFactorEnrolment(await access.as(await access.signIn(member.email)), access.runtime)
})

test('enrolment needs a code of the new secret, and an enrolment', async () => {
  const member = await join()
  const ctx = await access.as(member.sid)
  await assert.rejects(confirmFactor(ctx, { code: '123456' }, access.runtime), {
    code: 'precondition_failed',
    message: /No enrolment is under way/,
  })
  const { secret } = await startFactorEnrolment(ctx, access.runtime)
  const right = await access.code(secret)
  const wrong = right === '000000' ? '000001' : '000000'
  await assert.rejects(confirmFactor(ctx, { code: wrong }, access.runtime), {
    code: 'invalid_input',
    message: /^code: /,
  })
  await assert.rejects(confirmFactor(ctx, { code: await access.code(member.secret) }, access.runtime), {
    code: 'invalid_input',
  })
  await confirmFactor(ctx, { code: right }, access.runtime)
  await assert.rejects(confirmFactor(ctx, { code: right }, access.runtime), { code: 'precondition_failed' })
})

test('a new factor needs step-up; it kills the old one, its recovery codes and every other session', async () => {
  const member = await join()
  const [mine, other] = [await again(member), await again(member)]
  minutes(6)
  await assert.rejects(startFactorEnrolment(await access.as(mine), access.runtime), {
    code: 'step_up_required',
  })
  await stepUp(await access.as(mine), { code: await access.code(member.secret) }, access.runtime)
  const ctx = await access.as(mine)
  const { secret } = await startFactorEnrolment(ctx, access.runtime)
  await access.as(other)
  await confirmFactor(ctx, { code: await access.code(secret) }, access.runtime)
  await access.as(mine)
  await assert.rejects(access.as(other), { code: 'unauthenticated' })
  minutes(1)
  const tryCode = async (code: string) =>
    await signIn(access.visitor(), { email: member.email, password: PASSWORD, code }, access.runtime)
  assert.equal((await tryCode(await access.code(member.secret))).ok, false)
  assert.equal((await tryCode(member.recoveryCodes[0] ?? '')).ok, false)
  assert.equal((await tryCode(await access.code(secret))).ok, true)
})

test('of two enrolments at once the later one counts, and the earlier cannot be confirmed', async () => {
  const member = await join()
  const ctx = await access.as(member.sid)
  const first = await startFactorEnrolment(ctx, access.runtime)
  const second = await startFactorEnrolment(ctx, access.runtime)
  await assert.rejects(confirmFactor(ctx, { code: await access.code(first.secret) }, access.runtime), {
    code: 'invalid_input',
  })
  await confirmFactor(ctx, { code: await access.code(second.secret) }, access.runtime)
})

test('step-up opens S actions for five minutes, in this session alone', async () => {
  const [sid, other] = [await again(admin), await again(admin)]
  minutes(6)
  const invite = { email: 'new@example.test', name: 'New', role: 'viewer' } as const
  await assert.rejects(inviteMember(await access.as(sid), invite, access.runtime), {
    code: 'step_up_required',
  })
  const opened = await stepUp(await access.as(sid), { code: await access.code(admin.secret) }, access.runtime)
  assert.deepEqual(opened, {
    openUntil: new Date(access.clock.now().getTime() + 300_000).toISOString(),
    usedRecoveryCode: false,
  })
  await inviteMember(await access.as(sid), invite, access.runtime)
  await assert.rejects(inviteMember(await access.as(other), invite, access.runtime), {
    code: 'step_up_required',
  })
  minutes(5)
  await assert.rejects(inviteMember(await access.as(sid), invite, access.runtime), {
    code: 'step_up_required',
  })
})

test('a code that opened step-up opens nothing again', async () => {
  const member = await join()
  minutes(6)
  const code = await access.code(member.secret)
  const ctx = await access.as(member.sid)
  const results = await Promise.allSettled(
    [1, 2].map(async () => await stepUp(ctx, { code }, access.runtime)),
  )
  assert.deepEqual(results.map((result) => result.status).toSorted(), ['fulfilled', 'rejected'])
  minutes(6)
  await assert.rejects(stepUp(await access.as(member.sid), { code }, access.runtime), {
    code: 'invalid_input',
  })
})

test('a recovery code opens step-up once and is told apart', async () => {
  const member = await join()
  const [code = ''] = member.recoveryCodes
  const { usedRecoveryCode } = await stepUp(await access.as(member.sid), { code }, access.runtime)
  assert.ok(usedRecoveryCode)
  const ctx = await access.as(member.sid)
  await assert.rejects(stepUp(ctx, { code }, access.runtime), { code: 'invalid_input' })
  assert.equal((await readProfile(ctx, access.runtime)).recoveryCodesLeft, 9)
})

test('codes cannot be guessed in a stolen session: after five wrong ones it waits', async () => {
  const member = await join()
  const ctx = await access.as(member.sid)
  for (let guess = 1; guess <= 5; guess += 1) {
    await assert.rejects(stepUp(ctx, { code: `00000${guess}` }, access.runtime), { code: 'invalid_input' })
  }
  await assert.rejects(stepUp(ctx, { code: await access.code(member.secret) }, access.runtime), {
    code: 'limit_exceeded',
    retryAfterSeconds: 30,
  })
  minutes(1)
  await stepUp(ctx, { code: await access.code(member.secret) }, access.runtime)
})

test('a session gets a new id: the old one dies after the requests in flight, age and step-up stay', async () => {
  const member = await join()
  minutes(3)
  const next = (await rotateSession(access.runtime, member.sid)) ?? ''
  assert.notEqual(next, member.sid)
  const [old, rotated] = [await access.as(member.sid), await access.as(next)]
  assert.deepEqual(rotated.session?.createdAt, old.session?.createdAt)
  assert.deepEqual(rotated.stepUpUntil, old.stepUpUntil)
  assert.equal(await rotateSession(access.runtime, member.sid), null, 'the old id is rotated once')
  access.clock.advance(5000)
  await assert.rejects(access.as(member.sid), { code: 'unauthenticated' })
  await access.as(next)
  assert.equal(await rotateSession(access.runtime, 'never was'), null)
  access.clock.advance(12 * 3_600_000)
  assert.equal(await rotateSession(access.runtime, next), null)
})

test('the console, jobs and keys have no factor of their own', async () => {
  for (const ctx of [console(), world.job(operatorScope, access.clock)]) {
    await assert.rejects(startFactorEnrolment(ctx, access.runtime), { code: 'forbidden' })
    await assert.rejects(stepUp(ctx, { code: '123456' }, access.runtime), { code: 'forbidden' })
  }
})

test('every step of it is in the audit chain, and none of it says a secret', async () => {
  const { entries: rows } = await listAudit(world.console(operatorScope), { targetId: admin.id, limit: 200 })
  const actions = new Set(rows.map((row) => row.action))
  for (const action of [
    'operator.set-up',
    'session.begin',
    'factor.start-enrolment',
    'factor.confirm',
    'session.step-up',
  ]) {
    assert.ok(actions.has(action), action)
  }
  const text = JSON.stringify(rows)
  assert.ok(!text.includes(admin.secret))
  for (const code of admin.recoveryCodes) assert.ok(!text.includes(code))
})

test('authorize refuses an S action without a code and lets it pass with one', async () => {
  const ctx = await access.as(await again(admin))
  authorize(ctx, 'platform:create')
  minutes(10)
  assert.throws(() => authorize(ctx, 'platform:create'), { code: 'step_up_required' })
})
