// Links that go out by mail: one use, a quarter of an hour, one browser, and the second factor on top.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { permissionsOfJob } from '#lib/core/job-permissions.ts'
import { DomainError } from '#lib/core/errors.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { oneTimeHash } from '#lib/infra/auth/one-time-token.ts'
import { systemContext } from '#lib/infra/context/system-context.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import {
  askSignInLink,
  disableMember,
  listOwnSessions,
  prepareAccountNotice,
  resetPassword,
  signIn,
  signInWithLink,
} from './index.ts'
import { accessWorld, PASSWORD, type AccessWorld, type TestMember } from './testing/access-world.ts'

const NEW_PASSWORD = 'quite another pass phrase 11'
const BROWSER = 'b'.repeat(43)
const OVER = { code: 'precondition_failed', message: /used, is more than 15 minutes old, or was asked for/ }

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

type Purpose = 'sign-in' | 'password'

const ask = async (email = member.email, purpose: Purpose = 'sign-in', browser = BROWSER) =>
  await askSignInLink(access.visitor(), { email, purpose, browser }, access.runtime)

const mails = async () =>
  await world.database.withScope(
    operatorScope,
    async (tx) =>
      await tx.accountNotice.findMany({
        where: { memberId: member.id, kind: { in: ['sign_in_link', 'password_link'] } },
        orderBy: { id: 'asc' },
      }),
  )

/** The token in the latest mail of the member, as its job writes it. */
async function latestToken(): Promise<string> {
  const ctx = systemContext({
    scope: operatorScope,
    actor: { kind: 'job', name: 'test', permissions: permissionsOfJob('account-notice.send') },
    database: world.database,
    clock: access.clock,
    log: access.runtime.log,
  })
  const noticeId = (await mails()).at(-1)?.id ?? ''
  const mail = await prepareAccountNotice(ctx, { noticeId }, access.runtime)
  return /#(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
}

async function linkFor(purpose: Purpose = 'sign-in'): Promise<string> {
  await ask(member.email, purpose)
  return await latestToken()
}

const follow = async (token: string, more: { code?: string; browser?: string } = {}) =>
  await signInWithLink(
    access.visitor(),
    { token, browser: BROWSER, userAgent: null, ...more },
    access.runtime,
  )
const reset = async (token: string, more: { code?: string; browser?: string; password?: string } = {}) =>
  await resetPassword(
    access.visitor(),
    { token, browser: BROWSER, password: NEW_PASSWORD, ...more },
    access.runtime,
  )
const code = async (): Promise<string> => await access.code(member.secret)
/** What stands in the latest audit entry of an action about the member. */
const audited = async (action: string) =>
  (await listAudit(world.console(operatorScope), { action, targetId: member.id })).entries[0]?.details
const fieldOf = async (attempt: Promise<unknown>): Promise<string> =>
  await attempt.then(
    () => 'done',
    (error: unknown) =>
      error instanceof DomainError ? (error.faults[0]?.field ?? error.code) : 'another error',
  )

test('a link signs in once, with the second factor on top, and leaves its way in session and chain', async () => {
  const token = await linkFor()
  const asked = await follow(token)
  assert.deepEqual(asked, { ok: false, wanted: 'code_required', email: member.email })
  assert.equal(await fieldOf(follow(token, { code: '000000' })), 'code')
  const begun = await follow(token, { code: await code() })
  assert.ok(begun.ok)
  const { sessions } = await listOwnSessions(await access.as(begun.sid), access.runtime)
  assert.equal(sessions.find(({ isCurrent }) => isCurrent)?.way, 'link')
  await assert.rejects(follow(token, { code: await code() }), OVER, 'once')
  assert.equal((await audited('session.begin'))?.['way'], 'link')
})

test('two requests with one link: one of them is let in', async () => {
  const token = await linkFor()
  const codes = [member.recoveryCodes[0], member.recoveryCodes[1], member.recoveryCodes[2]]
  const results = await Promise.allSettled(codes.map(async (one = '') => await follow(token, { code: one })))
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
})

test('the database holds the hash of a token alone, and the browser as an HMAC', async () => {
  const token = await linkFor()
  const row = await world.database.asAuth(
    async (auth) => await auth.signInLink.findFirstOrThrow({ where: { memberId: member.id } }),
  )
  assert.deepEqual(Buffer.from(row.tokenHash), Buffer.from(oneTimeHash(access.runtime.keyring, token)))
  assert.ok(!JSON.stringify([row, await mails()]).includes(token))
  assert.ok(!Buffer.from(row.browser).toString('latin1').includes(BROWSER))
})

test('a link is worth nothing late, in another browser, for another purpose, and for whoever is disabled', async () => {
  const token = await linkFor()
  await assert.rejects(follow(token, { browser: 'c'.repeat(43) }), OVER)
  await assert.rejects(follow(token, { browser: '' }), OVER)
  await assert.rejects(reset(token), OVER)
  await assert.rejects(follow('bw_lnk_forged'), OVER)
  access.clock.advance(15 * 60_000)
  await assert.rejects(follow(token, { code: await code() }), OVER)
  const open = await linkFor()
  await disableMember(world.console(operatorScope, access.clock), { memberId: member.id }, access.runtime)
  await assert.rejects(follow(open, { code: await code() }), OVER)
  const sent = (await mails()).length
  await ask()
  assert.equal((await mails()).length, sent, 'nothing goes to a disabled member')
})

test('whoever asks in the name of somebody else makes none of their links worthless', async () => {
  const token = await linkFor()
  await ask(member.email, 'sign-in', 'x'.repeat(43))
  assert.ok((await follow(token, { code: await code() })).ok)
})

test('known, unknown and too eager: the same words; five mails within an hour', async () => {
  const known = await ask()
  assert.deepEqual(await ask('nobody@example.test'), { ...known, email: 'nobody@example.test' })
  for (let more = 0; more < 6; more += 1) assert.deepEqual(await ask(), known)
  assert.equal((await mails()).length, 5)
  access.clock.advance(60 * 60_000)
  await ask()
  assert.equal((await mails()).length, 6)
  assert.deepEqual(await audited('link.ask'), { purpose: 'sign-in', sent: true })
})

test('guesses of the code count and wait, and the link stays good', async () => {
  const token = await linkFor()
  for (let guess = 0; guess < 5; guess += 1)
    assert.equal(await fieldOf(follow(token, { code: '000000' })), 'code')
  await assert.rejects(follow(token, { code: await code() }), { code: 'limit_exceeded' })
  access.clock.advance(30_000)
  assert.ok((await follow(token, { code: await code() })).ok)
})

test('a recovery code beside a link is told of by mail', async () => {
  const token = await linkFor()
  assert.ok((await follow(token, { code: member.recoveryCodes[0] ?? '' })).ok)
  const told = await world.database.withScope(
    operatorScope,
    async (tx) =>
      await tx.accountNotice.count({ where: { memberId: member.id, kind: 'recovery_code_used' } }),
  )
  assert.equal(told, 1)
})

const enter = async (password: string): Promise<string> => {
  access.clock.advance(30_000)
  const given = { email: member.email, password, code: await code() }
  const result = await signIn(access.visitor(), given, access.runtime)
  return result.ok ? 'ok' : result.reason
}

test('a forgotten password: rules first, then the second factor; then every session is over', async () => {
  const token = await linkFor('password')
  for (const weak of ['short', 'password1234', member.email, 'x'.repeat(300)])
    assert.equal(await fieldOf(reset(token, { password: weak, code: await code() })), 'password', weak)
  const asked = { isSet: false, wanted: 'code_required', email: member.email, ended: 0 }
  assert.deepEqual(await reset(token), asked)
  assert.equal(await fieldOf(reset(token, { code: '000000' })), 'code')
  assert.equal(await enter(PASSWORD), 'ok', 'nothing is set yet')
  access.clock.advance(30_000)
  const done = await reset(token, { code: await code() })
  assert.deepEqual(done, { isSet: true, wanted: null, email: member.email, ended: 2 })
  await assert.rejects(access.as(member.sid), { message: /because your password was changed/ })
  assert.equal(await enter(PASSWORD), 'wrong')
  assert.equal(await enter(NEW_PASSWORD), 'ok')
  await assert.rejects(reset(token, { code: await code() }), OVER, 'once')
  assert.deepEqual(await audited('password.reset'), {
    before: { password: 'set' },
    after: { password: 'replaced' },
    factor: 'totp',
    sessionsEnded: 2,
  })
})

test('with a new password the other links of the member die', async () => {
  const [signInToken, token] = [await linkFor(), await linkFor('password')]
  assert.equal((await reset(token, { code: await code() })).isSet, true)
  await assert.rejects(follow(signInToken), OVER)
})

test('no link to set a password goes to whoever has none', async () => {
  await world.database.asAuth(
    async (auth) => await auth.member.updateMany({ where: { id: member.id }, data: { passwordHash: null } }),
  )
  await ask(member.email, 'password')
  assert.equal((await mails()).length, 0)
  await ask(member.email)
  assert.equal((await mails()).length, 1)
})

test('every field is named: address, purpose, token, code, password', async () => {
  for (const email of [
    '',
    'no address',
    'a@b',
    `${'x'.repeat(250)}@example.test`,
    '<b>x</b>',
    '=1+1',
    'a\u0000@example.test',
  ])
    assert.equal(await fieldOf(ask(email)), 'email', email)
  assert.equal(await fieldOf(follow('')), 'token')
  assert.equal(await fieldOf(follow('x'.repeat(101))), 'token')
  assert.equal(await fieldOf(follow('x', { code: '12' })), 'code')
  assert.equal(await fieldOf(reset('x', { password: '' })), 'password')
  assert.equal((await mails()).length, 0)
})
