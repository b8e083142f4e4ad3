// Attempts to sign in that were not looked at are results of a sign-in too: on record, and a flood of them is one entry an hour.
// suite: long
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { hashPassword } from '#lib/infra/auth/password.ts'
import { newId } from '#lib/infra/db/index.ts'
import { eventually } from '#lib/infra/jobs/testing/eventually.ts'
import { changePassword, signIn } from './index.ts'
import type { SignInResult } from './sign-in.ts'
import { accessWorld, PASSWORD, type AccessWorld, type TestMember } from './testing/access-world.ts'

const HOUR_MS = 3_600_000
const FLOOD = 12
let world: TestWorld
let access: AccessWorld
let admin: TestMember

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  admin = await access.setUp(world.console(operatorScope, access.clock))
})
after(async () => await world.close())

const attempt = async (email: string): Promise<SignInResult> =>
  await signIn(access.visitor(), { email, password: 'not the password' }, access.runtime)
const isLocked = (result: SignInResult): boolean => !result.ok && result.reason === 'wait' && result.isLocked
const flood = async (email: string): Promise<void> => {
  for (let n = 0; n < FLOOD; n += 1) {
    const result = await attempt(email)
    assert.ok(!result.ok && result.reason === 'wait')
  }
}
/** Goes on until the account is locked; the last attempt is one that the lock refused. */
async function untilLocked(email: string): Promise<void> {
  for (;;) {
    const result = await attempt(email)
    if (isLocked(result)) return
    if (!result.ok && result.reason === 'wait') access.clock.advance(result.seconds * 1000)
  }
}
/** The newest first. */
const refusals = async (targetId: string, reason: string) =>
  (
    await listAudit(world.console(operatorScope), { action: 'session.refuse', targetId, limit: 200 })
  ).entries.filter(({ details }) => details?.['reason'] === reason)

test('waits of somebody who is signed in', async () => {
  const ctx = await access.as(admin.sid)
  const guess = async (): Promise<void> =>
    await assert.rejects(
      changePassword(
        ctx,
        { current: 'not the password', password: 'a long and unusual pass phrase 9' },
        access.runtime,
      ),
    )
  for (let n = 0; n < FLOOD; n += 1) await guess()
  const found = (await refusals(admin.id, 'too many wrong attempts')).filter(
    ({ details }) => details?.['way'] === 'password-change',
  )
  assert.equal(found.length, 1)
})

/** A member with a password, added to no scope. */
async function newcomer(): Promise<{ id: string; email: string }> {
  const id = newId()
  const email = `m-${id}@example.test`
  const passwordHash = await hashPassword(PASSWORD)
  await world.database.asAuth(async (tx) => {
    await tx.member.create({ data: { id, email, name: 'A Member', passwordHash } })
  })
  return { id, email }
}

test('a wait that cannot be put on record stays a wait, and the next one is on record and counts it', async () => {
  const { id, email } = await newcomer()
  for (let failed = 1; failed <= 5; failed += 1) await attempt(email)
  const visitor = access.visitor()
  const tx = async () => await Promise.reject(new Error('the database is away'))
  const cut = { ...visitor, db: { ...visitor.db, tx } }
  const result = await signIn(cut, { email, password: 'not the password' }, access.runtime)
  assert.ok(!result.ok && result.reason === 'wait')
  assert.deepEqual(await refusals(id, 'too many wrong attempts'), [])
  await attempt(email)
  const recorded = async () => await refusals(id, 'too many wrong attempts')
  await eventually('the entry is written', async () => (await recorded()).length === 1)
  assert.equal((await recorded())[0]?.details?.['leftOut'], 1)
})

test('whoever has to wait is answered before the entry about it is written', async () => {
  const { id, email } = await newcomer()
  for (let failed = 1; failed <= 5; failed += 1) await attempt(email)
  const held = Promise.withResolvers<undefined>()
  const free = Promise.withResolvers<undefined>()
  // Every entry of the operator's chain waits for its head.
  const holder = world.database.withScope(operatorScope, async (tx) => {
    await tx.$queryRaw`select seq from audit_chain where key = 'operator' for update`
    held.resolve(undefined)
    await free.promise
  })
  await held.promise
  const answer = await Promise.race([attempt(email), sleep(3000, 'no answer', { ref: false })])
  const atAnswer = (await refusals(id, 'too many wrong attempts')).length
  free.resolve(undefined)
  await holder
  assert.ok(typeof answer !== 'string' && !answer.ok && answer.reason === 'wait', 'it waited for the chain')
  assert.equal(atAnswer, 0)
  await eventually(
    'the entry is written',
    async () => (await refusals(id, 'too many wrong attempts')).length === 1,
  )
})

test('waits and locks of an account: one entry an hour for each, and the next one counts what was left out', async () => {
  const { id, email } = await newcomer()
  for (let failed = 1; failed <= 5; failed += 1) await attempt(email)
  await flood(email)
  assert.equal((await refusals(id, 'too many wrong attempts')).length, 1)
  await untilLocked(email)
  await flood(email)
  const [locked, ...more] = await refusals(id, 'locked')
  assert.deepEqual([locked?.actorId, locked?.details?.['way'], more], [id, 'password', []])
  access.clock.advance(HOUR_MS)
  await untilLocked(email)
  await eventually('the entry is written', async () => (await refusals(id, 'locked')).length === 2)
  assert.deepEqual(
    (await refusals(id, 'locked')).map(({ details }) => details?.['leftOut']),
    [FLOOD, undefined],
  )
})

test('addresses that nobody has: one entry an hour for a network, whatever was typed', async () => {
  const waited = async () => await refusals('unknown', 'too many wrong attempts')
  access.clock.advance(HOUR_MS)
  const earlier = (await waited()).length
  for (let person = 0; person < 2; person += 1) {
    const nobody = `nobody-${newId()}@example.test`
    for (let failed = 1; failed <= 5; failed += 1) await attempt(nobody)
    await flood(nobody)
  }
  const entries = await waited()
  assert.equal(entries.length, earlier + 1)
  assert.ok(!JSON.stringify(entries).includes('nobody-'))
})
