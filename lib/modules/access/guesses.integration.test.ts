// Bar test 14, representatives: what is looked at, who is locked, and who is not locked out.
// suite: waits
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { newId } from '#lib/infra/db/index.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { listSecurityEvents } from '#lib/modules/security/index.ts'
import { beginAttempt } from './guesses.ts'
import { knownDeviceCookie, prepareAccountNotice, unlockAccount } from './index.ts'
import { accessWorld, PASSWORD, type AccessWorld } from './testing/access-world.ts'
import { guess, makeVictims, reasonOf, unlockTokens, type Victim } from './testing/guessers.ts'

let world: TestWorld
let access: AccessWorld
before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  await access.setUp(world.console(operatorScope, access.clock))
})
after(async () => await world.close())

const victim = async (): Promise<Victim> => {
  const [one] = await makeVictims(access, 1)
  assert.ok(one !== undefined)
  return one
}
/** The cookie of a device that a member has just signed in on. */
const deviceOf = async (id: string): Promise<string> =>
  (await knownDeviceCookie(access.runtime, null, id))?.split(';')[0] ?? assert.fail('there is no such member')
let networks = 0
/** Another network for every guess, as a botnet has them. */
const elsewhere = (): string => {
  networks += 1
  return `198.18.${Math.floor(networks / 250)}.${networks % 250}`
}
const eventsOf = async (memberId: string, kind: string) =>
  (await listSecurityEvents(world.console(operatorScope, access.clock), { memberId, kind })).events

/** Counts nine guesses and makes the tenth, which locks the account. */
async function lock(email: string): Promise<void> {
  for (let counted = 0; counted < 9;) {
    const attempt = await beginAttempt(access.runtime, { email, address: elsewhere(), known: null })
    if (attempt.kind === 'wait') access.clock.advance(attempt.seconds * 1000)
    else counted += 1
  }
  access.clock.advance(480_000)
  assert.equal(reasonOf(await guess(access, { email, from: elsewhere() })), 'wrong')
}

/** Guesses until the account is locked, as fast as the waits allow; returns how many guesses were looked at. */
async function guessUntilLocked(email: string): Promise<number> {
  for (let looked = 0; ;) {
    const result = await guess(access, { email, from: elsewhere() })
    if (reasonOf(result) === 'locked') return looked
    if (!result.ok && result.reason === 'wait') access.clock.advance(result.seconds * 1000)
    else looked += 1
  }
}

test('ten wrong attempts lock an account, from wherever they come; it is on record and in a mail', async () => {
  const { id, email } = await victim()
  assert.equal(await guessUntilLocked(email), 10)
  const [locked, ...more] = await eventsOf(id, 'account.locked')
  assert.deepEqual([locked?.severity, more.length], ['critical', 0])
  const failed = await eventsOf(id, 'sign-in.failed')
  assert.equal(
    failed.reduce((sum, { count }) => sum + count, 0),
    10,
  )
  const { entries } = await listAudit(world.console(operatorScope), { action: 'account.lock', targetId: id })
  assert.equal(entries.length, 1)
  const [notice] = await world.database.withScope(
    operatorScope,
    async (tx) => await tx.accountNotice.findMany({ where: { memberId: id } }),
  )
  const mail = await prepareAccountNotice(
    world.job(operatorScope),
    { noticeId: notice?.id ?? '' },
    access.runtime,
  )
  const [token] = await unlockTokens(access, id)
  assert.ok(mail !== null)
  assert.equal(mail.to, email)
  assert.ok(mail.text.includes(`/unlock#${token}`), mail.text)
})

test('an account that does not exist is locked in the same words after the same guesses', async () => {
  const { email } = await victim()
  const told = async (of: string): Promise<unknown[]> => {
    const answers: unknown[] = []
    for (let n = 0; n < 17; n += 1) {
      const result = await guess(access, { email: of, from: elsewhere() })
      answers.push(result)
      if (!result.ok && result.reason === 'wait' && !result.isLocked)
        access.clock.advance(result.seconds * 1000)
    }
    return answers
  }
  const known = await told(email)
  assert.deepEqual(await told(`nobody-${newId()}@example.test`), known)
  assert.deepEqual(known.at(-1), { ok: false, reason: 'wait', seconds: 3600, isLocked: true })
})

test('who signed in on a device before signs in there, however much others guess', async () => {
  const { id, email } = await victim()
  const cookies = await deviceOf(id)
  await lock(email)
  const from = '203.0.113.99'
  assert.equal(reasonOf(await guess(access, { email, from, password: PASSWORD })), 'locked')
  assert.equal(reasonOf(await guess(access, { email, from, password: PASSWORD, cookies })), 'ok')
  // The cookie opens nothing: whoever stole it has ten guesses an hour, counted by themselves.
  let looked = 0
  for (let n = 0; n < 18; n += 1) {
    const result = await guess(access, { email, from, cookies })
    if (!result.ok && result.reason === 'wait' && !result.isLocked)
      access.clock.advance(result.seconds * 1000)
    if (reasonOf(result) === 'wrong') looked += 1
  }
  assert.equal(looked, 10)
  const strangers = await deviceOf((await victim()).id)
  assert.equal(
    reasonOf(await guess(access, { email, from, password: PASSWORD, cookies: strangers })),
    'locked',
  )
})

test('the owner opens the account by the link, once and within an hour, and guessing goes on for nobody', async () => {
  const { id, email } = await victim()
  await lock(email)
  const [token = ''] = await unlockTokens(access, id)
  const unlock = async (given: string): Promise<string> =>
    (await unlockAccount(access.visitor(), { token: given, cookies: null }, access.runtime)).memberId
  await assert.rejects(unlock('bw_unl_of-nobody'), { code: 'precondition_failed' })
  const results = await Promise.allSettled([unlock(token), unlock(token)])
  assert.deepEqual(results.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  await assert.rejects(unlock(token), { code: 'precondition_failed' })
  assert.equal((await eventsOf(id, 'account.unlocked')).length, 1)
  assert.equal(reasonOf(await guess(access, { email, from: elsewhere(), password: PASSWORD })), 'ok')
  await lock(email)
  assert.deepEqual(await unlockTokens(access, id), [token], 'one mail an hour, however often it is locked')
})

test('a link is over after an hour, and for a member who is disabled', async () => {
  const [late, off] = await makeVictims(access, 2)
  assert.ok(late !== undefined && off !== undefined)
  await lock(late.email)
  const [old = ''] = await unlockTokens(access, late.id)
  access.clock.advance(3_600_000)
  const unlock = async (token: string) =>
    await unlockAccount(access.visitor(), { token, cookies: null }, access.runtime)
  await assert.rejects(unlock(old), { code: 'precondition_failed' })
  await lock(off.email)
  const [token = ''] = await unlockTokens(access, off.id)
  await world.database.asAuth(
    async (tx) => await tx.member.update({ where: { id: off.id }, data: { state: 'disabled' } }),
  )
  await assert.rejects(unlock(token), { code: 'precondition_failed' })
})

test('one network that guesses at many accounts is made to wait, and no other; IPv6 counts by 64 bits', async () => {
  access.clock.advance(86_400_000)
  const tried = async (from: (n: number) => string): Promise<number> => {
    const attempts = Array.from({ length: 60 }, async (_, n) => {
      const guesser = { email: `${newId()}@example.test`, address: from(n), known: null }
      return await beginAttempt(access.runtime, guesser)
    })
    return (await Promise.all(attempts)).filter(({ kind }) => kind === 'open').length
  }
  assert.equal(await tried(() => '198.51.100.77'), 51)
  assert.equal(await tried((n) => `2001:db8:7:7::${n.toString(16)}`), 51)
  assert.equal(await tried((n) => `2001:db8:8:${n.toString(16)}::1`), 60)
  const { email } = await victim()
  const right = { email, password: PASSWORD }
  assert.equal(reasonOf(await guess(access, { ...right, from: '198.51.100.77' })), 'wait')
  assert.equal(reasonOf(await guess(access, { ...right, from: '198.51.100.78' })), 'ok')
})

test('what the owner shows in a session or by a link does not wait for the guesses of others', async () => {
  const { id, email } = await victim()
  await lock(email)
  const row = await world.database.asAuth(async (tx) => await tx.member.findUniqueOrThrow({ where: { id } }))
  assert.deepEqual([row.failedCount, row.lockedUntil], [0, null])
})
