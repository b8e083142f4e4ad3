// What a member changes about the own account: authenticator, recovery codes, password, address; and the limits of sessions.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { permissionsOfJob } from '#lib/core/job-permissions.ts'
import { DomainError } from '#lib/core/errors.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { DEFAULT_SESSION_LIMITS } from '#lib/core/session-limits.ts'
import { operatorScope } from '#lib/core/scope.ts'
import type { SessionContext } from '#lib/infra/context/access.ts'
import { systemContext } from '#lib/infra/context/system-context.ts'
import {
  askEmailChange,
  changePassword,
  closeAccountNotice,
  confirmEmailChange,
  confirmFactor,
  listOwnSessions,
  makeRecoveryCodes,
  prepareAccountNotice,
  readSessionSettings,
  setSessionLimits,
  signIn,
  startFactorEnrolment,
  stepUp,
} from './index.ts'
import { accessWorld, PASSWORD, type AccessWorld, type TestMember } from './testing/access-world.ts'

const NEW_PASSWORD = 'quite another pass phrase 11'
let world: TestWorld
let access: AccessWorld
let count = 0
let member: TestMember

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  await access.setUp(world.console(operatorScope, access.clock))
})
after(async () => await world.close())
beforeEach(async () => {
  count += 1
  const wanted = { email: `m${count}@example.test`, role: 'viewer', scope: operatorScope } as const
  member = await access.join(world.console(operatorScope, access.clock), wanted)
})

const refusedNow = { code: 'unauthenticated' }
const fresh = async (): Promise<SessionContext> => await access.fresh(member, operatorScope)
const notices = async (kind: string) =>
  await world.database.withScope(
    operatorScope,
    async (tx) => await tx.accountNotice.findMany({ where: { memberId: member.id, kind } }),
  )
const enter = async (given: { email?: string; password?: string; code: string }): Promise<string> => {
  const credentials = { email: member.email, password: PASSWORD, ...given }
  const result = await signIn(access.visitor(), credentials, access.runtime)
  return result.ok ? 'ok' : result.reason
}
const job = () =>
  systemContext({
    scope: operatorScope,
    actor: { kind: 'job', name: 'test', permissions: permissionsOfJob('account-notice.send') },
    database: world.database,
    clock: access.clock,
    log: access.runtime.log,
  })

test('without a fresh second factor nothing of it changes', async () => {
  access.clock.advance(6 * 60_000)
  const late = await access.as(member.sid)
  const attempts = [
    startFactorEnrolment(late, access.runtime),
    confirmFactor(late, { code: '123456' }, access.runtime),
    makeRecoveryCodes(late, access.runtime),
    changePassword(late, { current: PASSWORD, password: NEW_PASSWORD }, access.runtime),
    askEmailChange(late, { email: 'new@example.test' }, access.runtime),
  ]
  for (const attempt of attempts) await assert.rejects(attempt, { code: 'step_up_required' })
})

test('the authenticator is replaced after step-up by a recovery code: the old app, codes and sessions are worth nothing', async () => {
  const other = await access.signIn(member.email, await access.code(member.secret))
  access.clock.advance(6 * 60_000)
  const [lost = '', unused = ''] = member.recoveryCodes
  await stepUp(await access.as(member.sid), { code: lost }, access.runtime)
  const ctx = await access.as(member.sid)
  const { secret } = await startFactorEnrolment(ctx, access.runtime)
  const { recoveryCodes } = await confirmFactor(ctx, { code: await access.code(secret) }, access.runtime)
  await access.as(member.sid)
  await assert.rejects(access.as(other), { message: /because your second factor was changed/ })
  access.clock.advance(30_000)
  assert.equal(await enter({ code: await access.code(member.secret) }), 'code_wrong')
  assert.equal(await enter({ code: unused }), 'code_wrong')
  assert.equal(await enter({ code: await access.code(secret) }), 'ok')
  assert.equal(await enter({ code: recoveryCodes[0] ?? '' }), 'ok')
  assert.equal((await notices('factor')).length, 1)
})

test('the first authenticator is no change that a mail tells of', async () => {
  assert.equal((await notices('factor')).length, 0)
})

test('new recovery codes: the earlier ones die, the mail goes out', async () => {
  const { recoveryCodes } = await makeRecoveryCodes(await fresh(), access.runtime)
  assert.equal(new Set([...recoveryCodes, ...member.recoveryCodes]).size, 20)
  assert.equal(await enter({ code: member.recoveryCodes[0] ?? '' }), 'code_wrong')
  assert.equal(await enter({ code: recoveryCodes[0] ?? '' }), 'ok')
  assert.equal((await notices('recovery_codes')).length, 1)
})

test('a new password: the old one and every other session are worth nothing', async () => {
  const other = await access.signIn(member.email, await access.code(member.secret))
  const ctx = await fresh()
  const { ended } = await changePassword(ctx, { current: PASSWORD, password: NEW_PASSWORD }, access.runtime)
  assert.equal(ended, 2)
  await assert.rejects(access.as(other), { message: /because your password was changed/ })
  const { sessions } = await listOwnSessions(ctx, access.runtime)
  assert.equal(sessions.length, 1)
  access.clock.advance(30_000)
  const code = await access.code(member.secret)
  assert.equal(await enter({ code }), 'wrong')
  assert.equal(await enter({ code, password: NEW_PASSWORD }), 'ok')
  assert.equal((await notices('password')).length, 1)
})

test('a wrong present password and a weak new one are named by their field, and nothing changes', async () => {
  const ctx = await fresh()
  const change = async (current: string, password: string) =>
    await changePassword(ctx, { current, password }, access.runtime)
  const fieldOf = async (current: string, password: string): Promise<string | undefined> =>
    await change(current, password).then(
      () => 'done',
      (error: unknown) => (error instanceof DomainError ? error.faults[0]?.field : 'another error'),
    )
  assert.equal(await fieldOf('not the password', NEW_PASSWORD), 'current')
  for (const weak of ['short', member.email, 'x'.repeat(300)])
    assert.equal(await fieldOf(PASSWORD, weak), 'password', weak.slice(0, 20))
  const { name } = await world.database.withScope(
    operatorScope,
    async (tx) => await tx.operator.findUniqueOrThrow({ where: { id: 1 }, select: { name: true } }),
  )
  assert.equal(await fieldOf(PASSWORD, `${name} ${name} 1`), 'password', 'the name of the organisation')
  assert.equal((await notices('password')).length, 0)
})

test('guesses of the present password count and wait like those at sign-in', async () => {
  const ctx = await fresh()
  const guess = async () =>
    await changePassword(ctx, { current: 'a guess', password: NEW_PASSWORD }, access.runtime)
  for (let tries = 0; tries < 5; tries += 1) await assert.rejects(guess(), { code: 'invalid_input' })
  await assert.rejects(guess(), { code: 'limit_exceeded' })
})

/** The link in the mail that waits for a new address. */
async function linkTo(email: string): Promise<string> {
  const [notice] = (await notices('email_confirm')).filter(({ toEmail }) => toEmail === email).toReversed()
  const mail = await prepareAccountNotice(job(), { noticeId: notice?.id ?? '' }, access.runtime)
  assert.equal(mail?.to, email)
  return /#(\S+)/.exec(mail.text)?.[1] ?? ''
}

test('a new address is asked for, told to the old one, and counts once its link is followed', async () => {
  const email = `new${count}@example.test`
  await askEmailChange(await fresh(), { email: `earlier${count}@example.test` }, access.runtime)
  const earlier = await linkTo(`earlier${count}@example.test`)
  await askEmailChange(await fresh(), { email: email.toUpperCase() }, access.runtime)
  const token = await linkTo(email)
  const confirm = async (given: string) =>
    await confirmEmailChange(access.visitor(), { token: given }, access.runtime)
  await assert.rejects(confirm(earlier), { code: 'precondition_failed' }, 'a later one replaces it')
  await assert.rejects(confirm('bw_eml_forged'), { code: 'precondition_failed' })
  access.clock.advance(30_000)
  assert.equal(await enter({ code: await access.code(member.secret) }), 'ok', 'nothing changed yet')
  assert.deepEqual(await confirm(token), { email })
  await assert.rejects(confirm(token), { code: 'precondition_failed' }, 'once')
  access.clock.advance(30_000)
  const code = await access.code(member.secret)
  assert.equal(await enter({ code }), 'wrong')
  assert.equal(await enter({ code, email }), 'ok')
  const [asked, changed] = [await notices('email_asked'), await notices('email_changed')]
  assert.deepEqual(
    [...asked, ...changed].map(({ toEmail }) => toEmail),
    Array.from({ length: 3 }, () => member.email),
  )
})

test('an address of somebody else is only refused to whoever follows its link; an old link to nobody', async () => {
  await askEmailChange(await fresh(), { email: 'admin@example.test' }, access.runtime)
  const token = await linkTo('admin@example.test')
  await assert.rejects(confirmEmailChange(access.visitor(), { token }, access.runtime), { code: 'conflict' })
  await askEmailChange(await fresh(), { email: 'free@example.test' }, access.runtime)
  const late = await linkTo('free@example.test')
  access.clock.advance(3_600_000)
  await assert.rejects(confirmEmailChange(access.visitor(), { token: late }, access.runtime), {
    code: 'precondition_failed',
  })
})

test('a notice goes out once, and only in the scope of the operator', async () => {
  await makeRecoveryCodes(await fresh(), access.runtime)
  const [notice] = await notices('recovery_codes')
  const noticeId = notice?.id ?? ''
  const mail = await prepareAccountNotice(job(), { noticeId }, access.runtime)
  assert.match(mail?.text ?? '', /new recovery codes were made/)
  await closeAccountNotice(job(), { noticeId })
  assert.equal(await prepareAccountNotice(job(), { noticeId }, access.runtime), null)
})

test('the operator sets the limits within their bounds; shorter ones bite in running sessions', async () => {
  const console = world.console(operatorScope, access.clock)
  const other = { idleMinutes: 5, absoluteMinutes: 60 }
  const found = await readSessionSettings(console, access.runtime)
  assert.deepEqual(found.limits, DEFAULT_SESSION_LIMITS)
  assert.ok(found.open >= 1)
  const { session } = await fresh()
  assert.equal(session?.limit.idleMinutes, 60)
  const set = await setSessionLimits(console, { ...DEFAULT_SESSION_LIMITS, other }, access.runtime)
  assert.deepEqual(set.limits, { ...DEFAULT_SESSION_LIMITS, other })
  access.clock.advance(5 * 60_000)
  await assert.rejects(access.as(member.sid), refusedNow)
  for (const [wrong, field] of [
    [{ idleMinutes: 0, absoluteMinutes: 60 }, 'other.idleMinutes'],
    [{ idleMinutes: 5, absoluteMinutes: 1e6 }, 'other.absoluteMinutes'],
    [{ idleMinutes: 1.5, absoluteMinutes: 60 }, 'other.idleMinutes'],
    [{ idleMinutes: 61, absoluteMinutes: 60 }, 'other.idleMinutes'],
  ] as const) {
    const call = setSessionLimits(console, { ...DEFAULT_SESSION_LIMITS, other: wrong }, access.runtime)
    await assert.rejects(
      call,
      (error: { faults?: { field: string }[] }) => error.faults?.[0]?.field === field,
    )
  }
  assert.deepEqual((await readSessionSettings(console, access.runtime)).limits.other, other)
  await setSessionLimits(console, { ...DEFAULT_SESSION_LIMITS }, access.runtime)
})
