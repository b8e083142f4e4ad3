// Break-glass on the machine: every second factor goes, every session ends, one link sets a new password once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { openMailbox } from '#testing/mailbox.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { createMailer } from '#lib/infra/mail/index.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { finishRecovery, readProfile, recoverMember, signIn, tellOfRecovery } from './index.ts'
import { accessWorld, PASSWORD, type AccessWorld, type TestMember } from './testing/access-world.ts'
import { addSoftwarePasskey } from './testing/passkeys.ts'

const NEW_PASSWORD = 'quite another pass phrase 8'
const MINUTE_MS = 60_000

let world: TestWorld
let access: AccessWorld
let admin: TestMember

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  admin = await access.setUp(console())
})
after(async () => await world.close())

const console = () => world.console(operatorScope, access.clock)
const tokenOf = (url: string): string => url.slice(url.indexOf('#') + 1)

test('a member who lost everything gets in again by the link, once, and enrols anew', async () => {
  const member = await access.join(console(), {
    email: 'lost@example.test',
    role: 'security',
    scope: operatorScope,
  })
  await addSoftwarePasskey(access, await access.fresh(member, operatorScope))
  const { url, sessionsEnded } = await recoverMember(
    console(),
    { member: 'Lost@Example.Test' },
    access.runtime,
  )
  assert.ok(sessionsEnded >= 1, `${sessionsEnded} sessions ended`)
  await assert.rejects(access.as(member.sid), { code: 'unauthenticated' })

  const token = tokenOf(url)
  const finish = async (password: string) =>
    await finishRecovery(access.visitor(), { token, password }, access.runtime)
  await assert.rejects(finish('short'), { code: 'invalid_input' })
  await finish(NEW_PASSWORD)
  await assert.rejects(finish(PASSWORD), { code: 'not_found' })
  const old = await signIn(access.visitor(), { email: member.email, password: PASSWORD }, access.runtime)
  assert.equal(old.ok, false)
  access.clock.advance(MINUTE_MS)
  const entered = await signIn(
    access.visitor(),
    { email: member.email, password: NEW_PASSWORD },
    access.runtime,
  )
  assert.ok(entered.ok, JSON.stringify(entered))
  const profile = await readProfile(await access.as(entered.sid), access.runtime)
  assert.deepEqual([profile.hasFactor, profile.passkeys, profile.recoveryCodesLeft], [false, 0, 0])
})

test('a link is over after its minutes, and a second one ends the first', async () => {
  const first = await recoverMember(console(), { member: admin.id }, access.runtime)
  const second = await recoverMember(console(), { member: admin.id }, access.runtime)
  const finish = async (url: string) =>
    await finishRecovery(access.visitor(), { token: tokenOf(url), password: NEW_PASSWORD }, access.runtime)
  await assert.rejects(finish(first.url), { code: 'not_found' })
  access.clock.advance(16 * MINUTE_MS)
  await assert.rejects(finish(second.url), { code: 'not_found' })
})

test('only the console may, it is written down without the token, and all operator admins hear of it', async () => {
  const asMember = world.member(operatorScope, 'operator_admin', admin.id, true)
  await assert.rejects(recoverMember(asMember, { member: admin.id }, access.runtime), { code: 'forbidden' })
  for (const member of ['=1+1', '', '<b>x</b>', 'x'.repeat(400), 'a\u{0}b'])
    await assert.rejects(
      recoverMember(console(), { member }, access.runtime),
      { code: 'invalid_input' },
      member,
    )
  const { url } = await recoverMember(console(), { member: admin.email }, access.runtime)
  const { entries } = await listAudit(console(), { action: 'access.recover' })
  assert.ok(entries.length >= 3)
  assert.ok(!JSON.stringify(entries).includes(tokenOf(url)))
  const mailbox = await openMailbox()
  const mailer = createMailer({ url: mailbox.url, from: 'Bailiwick <bailiwick@example.test>' })
  await tellOfRecovery(world.job(operatorScope), { memberId: admin.id }, { mailer, recoveryId: 'one' })
  const { mail } = await mailbox.waitFor(({ to }) => to === admin.email)
  assert.match(mail.subject ?? '', /was recovered on the machine/)
  assert.ok(!JSON.stringify(mail).includes('bw_rec_'))
  assert.equal(mailbox.received.length, 1, 'operator admins alone')
  mailer.close()
  await mailbox.close()
})
