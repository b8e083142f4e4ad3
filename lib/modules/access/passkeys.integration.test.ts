// Passkeys: as the only factor, as the second one, for step-up; several per member, added and removed with a mail.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { authorize } from '#lib/infra/context/request-context.ts'
import {
  listPasskeys,
  readProfile,
  removePasskey,
  renamePasskey,
  signIn,
  startPasskey,
  stepUp,
} from './index.ts'
import { accessWorld, PASSWORD, type AccessWorld, type TestMember } from './testing/access-world.ts'
import { addSoftwarePasskey, openTestBrowser, stepUpWith } from './testing/passkeys.ts'

let world: TestWorld
let access: AccessWorld
let serial = 0

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  await access.setUp(world.console(operatorScope, access.clock))
})
after(async () => await world.close())

const join = async (): Promise<TestMember> => {
  serial += 1
  return await access.join(world.console(operatorScope, access.clock), {
    email: `member-${serial}@example.test`,
    role: 'security',
    scope: operatorScope,
  })
}
/** A member who has one passkey and no authenticator app. */
async function joinWithPasskey() {
  const member = await join()
  await world.database.asAuth(
    async (tx) => await tx.member.update({ where: { id: member.id }, data: { totpSecret: null } }),
  )
  const sid = await access.signIn(member.email)
  return { member, sid, ...(await addSoftwarePasskey(access, await access.as(sid))) }
}
const noticesOf = async (memberId: string): Promise<string[]> =>
  await world.database.withScope(operatorScope, async (tx) => {
    const rows = await tx.accountNotice.findMany({
      where: { memberId, kind: { not: 'new_device' } },
      orderBy: { id: 'asc' },
      select: { kind: true },
    })
    return rows.map(({ kind }) => kind)
  })

test('the first factor may be a passkey: it opens everything and brings recovery codes', async () => {
  const { member, sid, passkey, recoveryCodes } = await joinWithPasskey()
  assert.equal(passkey.name, 'Laptop')
  assert.equal(recoveryCodes?.length, 10)
  const ctx = await access.as(sid)
  const profile = await readProfile(ctx, access.runtime)
  assert.deepEqual(
    [profile.hasFactor, profile.hasAuthenticator, profile.passkeys, profile.recoveryCodesLeft],
    [true, false, 1, 10],
  )
  assert.ok(profile.stepUpUntil !== null)
  authorize(ctx, 'factor:write')
  assert.deepEqual(await noticesOf(member.id), ['passkey_added'])
})

test('a passkey alone signs in, with step-up open, and says when it was used last', async () => {
  const { member, software } = await joinWithPasskey()
  access.clock.advance(1000)
  const ctx = await access.as(await openTestBrowser(access).signIn(software))
  assert.ok(ctx.actor.kind === 'member' && ctx.actor.id === member.id)
  authorize(ctx, 'factor:write')
  const { passkeys } = await listPasskeys(ctx, access.runtime)
  assert.deepEqual(
    passkeys.map(({ lastUsedAt }) => lastUsedAt),
    [access.clock.now().toISOString()],
  )
})

test('after a password it is the second factor, bound to that member', async () => {
  const { member, software } = await joinWithPasskey()
  const other = await joinWithPasskey()
  const browser = openTestBrowser(access)
  const give = async (more: object) =>
    await signIn(
      access.visitor(),
      { email: member.email, password: PASSWORD, browser: browser.id, ...more },
      access.runtime,
    )
  assert.deepEqual(await give({}), { ok: false, reason: 'passkey_required' })
  const foreign = other.software.show(await browser.ask('factor'))
  assert.deepEqual(await give({ passkey: foreign }), { ok: false, reason: 'passkey_wrong' })
  const alone = software.show(await browser.ask('sign-in'))
  assert.deepEqual(await give({ passkey: alone }), { ok: false, reason: 'passkey_wrong' })
  const result = await give({ passkey: software.show(await browser.ask('factor')) })
  assert.ok(result.ok, JSON.stringify(result))
  authorize(await access.as(result.sid), 'factor:write')
})

test('whoever has both may show either', async () => {
  const member = await join()
  const ctx = await access.fresh(member, operatorScope)
  await addSoftwarePasskey(access, ctx)
  const given = { email: member.email, password: PASSWORD }
  assert.deepEqual(await signIn(access.visitor(), given, access.runtime), {
    ok: false,
    reason: 'factor_required',
  })
  access.clock.advance(30_000)
  const result = await signIn(
    access.visitor(),
    { ...given, code: await access.code(member.secret) },
    access.runtime,
  )
  assert.ok(result.ok)
})

test('a recovery code stands in for a lost passkey, once, and a mail says so', async () => {
  const { member, recoveryCodes } = await joinWithPasskey()
  const give = async (code: string | undefined) =>
    await signIn(
      access.visitor(),
      { email: member.email, password: PASSWORD, ...(code === undefined ? {} : { code }) },
      access.runtime,
    )
  const result = await give(recoveryCodes?.[0])
  assert.ok(result.ok, JSON.stringify(result))
  assert.equal((await readProfile(await access.as(result.sid), access.runtime)).recoveryCodesLeft, 9)
  assert.deepEqual(await give(recoveryCodes?.[0]), { ok: false, reason: 'code_wrong' })
  assert.deepEqual(await give('123456'), { ok: false, reason: 'code_wrong' })
  assert.deepEqual(await noticesOf(member.id), ['passkey_added', 'recovery_code_used'])
})

test('step-up with a passkey opens what it should, in this session only', async () => {
  const { software, sid } = await joinWithPasskey()
  access.clock.advance(6 * 60_000)
  const ctx = await access.as(sid)
  assert.throws(() => authorize(ctx, 'factor:write'), { code: 'step_up_required' })
  const { usedRecoveryCode } = await stepUpWith(access, ctx, software)
  assert.equal(usedRecoveryCode, false)
  authorize(await access.as(sid), 'factor:write')
  await assert.rejects(stepUp(ctx, {}, access.runtime), { code: 'invalid_input', message: /^code: / })
})

test('several passkeys: renamed, listed, and one removed is refused while the other works', async () => {
  const { member, sid, software, passkey } = await joinWithPasskey()
  const phone = await addSoftwarePasskey(access, await access.as(sid), 'Phone')
  assert.equal(phone.recoveryCodes, null, 'only the first factor brings codes')
  const ctx = await access.as(sid)
  const elsewhere = await openTestBrowser(access).signIn(phone.software)
  await renamePasskey(ctx, { passkeyId: phone.passkey.id, name: 'Pixel' }, access.runtime)
  const names = async () => (await listPasskeys(ctx, access.runtime)).passkeys.map(({ name }) => name)
  assert.deepEqual(await names(), ['Laptop', 'Pixel'])
  await removePasskey(ctx, { passkeyId: passkey.id }, access.runtime)
  await assert.rejects(access.as(elsewhere), { code: 'unauthenticated' }, 'other sessions end')
  await assert.rejects(openTestBrowser(access).signIn(software), { code: 'invalid_input' })
  await openTestBrowser(access).signIn(phone.software)
  await assert.rejects(removePasskey(ctx, { passkeyId: phone.passkey.id }, access.runtime), {
    code: 'precondition_failed',
    message: /only second factor/,
  })
  assert.deepEqual(await names(), ['Pixel'])
  assert.deepEqual(await noticesOf(member.id), ['passkey_added', 'passkey_added', 'passkey_removed'])
})

test('two removals at once leave one', async () => {
  const { sid, passkey } = await joinWithPasskey()
  const phone = await addSoftwarePasskey(access, await access.as(sid), 'Phone')
  const ctx = await access.as(sid)
  const results = await Promise.allSettled(
    [passkey.id, phone.passkey.id].map(
      async (passkeyId) => await removePasskey(ctx, { passkeyId }, access.runtime),
    ),
  )
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.equal((await listPasskeys(ctx, access.runtime)).passkeys.length, 1)
})

test('nobody sees, renames or removes a passkey of somebody else', async () => {
  const { passkey } = await joinWithPasskey()
  const { sid } = await joinWithPasskey()
  const ctx = await access.as(sid)
  const { id: passkeyId } = passkey
  await assert.rejects(renamePasskey(ctx, { passkeyId, name: 'mine' }, access.runtime), { code: 'not_found' })
  await assert.rejects(removePasskey(ctx, { passkeyId }, access.runtime), { code: 'not_found' })
  assert.ok((await listPasskeys(ctx, access.runtime)).passkeys.every(({ id }) => id !== passkeyId))
})

test('bad names are refused by name', async () => {
  const { sid, passkey } = await joinWithPasskey()
  const ctx = await access.as(sid)
  for (const name of ['', '   ', 'x'.repeat(61), 'a\u0007b']) {
    await assert.rejects(renamePasskey(ctx, { passkeyId: passkey.id, name }, access.runtime), {
      code: 'invalid_input',
      message: /^name: /,
    })
  }
  for (const name of ['=1+1', '<b>bold</b>', "Ada's phone"]) {
    assert.equal((await renamePasskey(ctx, { passkeyId: passkey.id, name }, access.runtime)).name, name)
  }
})

test('an account that waits after wrong passwords is open to its passkey', async () => {
  const { member, software } = await joinWithPasskey()
  for (let guess = 0; guess < 6; guess += 1) {
    await signIn(access.visitor(), { email: member.email, password: `guess ${guess}` }, access.runtime)
  }
  const waits = await signIn(access.visitor(), { email: member.email, password: PASSWORD }, access.runtime)
  assert.ok(!waits.ok && waits.reason === 'wait')
  await openTestBrowser(access).signIn(software)
})

test('adding needs step-up, and no more than twenty are kept', async () => {
  const member = await join()
  const ctx = await access.fresh(member, operatorScope)
  for (let i = 0; i < 20; i += 1) await addSoftwarePasskey(access, ctx, `Key ${i}`)
  await assert.rejects(addSoftwarePasskey(access, ctx), {
    code: 'precondition_failed',
    message: /20 passkeys/,
  })
  access.clock.advance(6 * 60_000)
  assert.ok(ctx.session !== null)
  await assert.rejects(startPasskey(ctx, access.runtime), { code: 'step_up_required' })
})
