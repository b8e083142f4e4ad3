// A device is known with the password that its member has now: a cookie from before a change counts for nothing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { changePassword, finishRecovery, knownDeviceCookie, recoverMember, signIn } from './index.ts'
import { accessWorld, PASSWORD, type AccessWorld, type TestMember } from './testing/access-world.ts'
import { guess, reasonOf } from './testing/guessers.ts'

const SECOND = 'quite another pass phrase 13'
const THIRD = 'the third of these pass phrases 21'
const HOME = '203.0.113.99'
let world: TestWorld
let access: AccessWorld
let member: TestMember
before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  await access.setUp(console())
  const wanted = { email: 'owner@example.test', role: 'viewer', scope: operatorScope } as const
  member = await access.join(console(), wanted)
})
after(async () => await world.close())

const console = () => world.console(operatorScope, access.clock)
const newDevice = async (): Promise<string> =>
  (await knownDeviceCookie(access.runtime, null, member.id))?.split(';')[0] ?? assert.fail('nobody is there')
/** What somebody with the right password hears on a device: a locked account tells strangers nothing else. */
const told = async (password: string, cookies?: string): Promise<string> =>
  reasonOf(
    await guess(access, {
      email: member.email,
      from: HOME,
      password,
      ...(cookies === undefined ? {} : { cookies }),
    }),
  )

let networks = 0
async function strangersLockIt(): Promise<void> {
  for (;;) {
    networks += 1
    const result = await guess(access, { email: member.email, from: `198.18.7.${networks}` })
    if (reasonOf(result) === 'locked') return
    if (!result.ok && result.reason === 'wait') access.clock.advance(result.seconds * 1000)
  }
}

test('a changed password makes every device unknown, and the new one cannot be locked out', async () => {
  const old = await newDevice()
  await strangersLockIt()
  assert.deepEqual([await told(PASSWORD), await told(PASSWORD, old)], ['locked', 'code_required'])
  access.clock.advance(30_000)
  const entered = await signIn(
    access.visitor(HOME),
    { email: member.email, password: PASSWORD, code: await access.code(member.secret), cookies: old },
    access.runtime,
  )
  assert.ok(entered.ok, JSON.stringify(entered))
  const ctx = await access.as(entered.sid, operatorScope)
  await changePassword(ctx, { current: PASSWORD, password: SECOND }, access.runtime)
  const renewed = await newDevice()
  await strangersLockIt()
  assert.equal(await told(SECOND, old), 'locked', 'as a stranger is told')
  assert.equal(await told(SECOND, renewed), 'code_required')
})

test('a password that break-glass set makes every device unknown', async () => {
  const old = await newDevice()
  const { url } = await recoverMember(console(), { member: member.id }, access.runtime)
  const token = new URL(url).hash.slice(1)
  await finishRecovery(access.visitor(), { token, password: THIRD }, access.runtime)
  const renewed = await newDevice()
  await strangersLockIt()
  assert.deepEqual([await told(THIRD, old), await told(THIRD, renewed)], ['locked', 'ok'])
})
