// Bar tests 14 and 15: guesses are counted and wait, unknown members are like known ones, a code works once.
// suite: waits
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { hmac } from '#lib/infra/auth/keys.ts'
import { hashPassword } from '#lib/infra/auth/password.ts'
import { newId } from '#lib/infra/db/index.ts'
import { signIn } from './index.ts'
import type { SignInResult } from './sign-in.ts'
import { accessWorld, PASSWORD, type AccessWorld, type TestMember } from './testing/access-world.ts'

const HOUR_MS = 3_600_000
let world: TestWorld
let access: AccessWorld
let admin: TestMember
let email: string
let memberId: string

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  admin = await access.setUp(world.console(operatorScope, access.clock))
})
after(async () => await world.close())

// A member without second factor for each test.
beforeEach(async () => {
  memberId = newId()
  email = `m-${memberId}@example.test`
  const passwordHash = await hashPassword(PASSWORD)
  await world.database.asAuth(async (tx) => {
    await tx.member.create({ data: { id: memberId, email, name: 'A Member', passwordHash } })
  })
  await world.database.withScope(operatorScope, async (tx) => {
    await tx.roleBinding.create({ data: { memberId, role: 'viewer' } })
  })
})

const attempt = async (password: string, code?: string, as: string = email): Promise<SignInResult> =>
  await signIn(
    access.visitor(),
    { email: as, password, ...(code === undefined ? {} : { code }) },
    access.runtime,
  )
const reasonOf = (result: SignInResult): string => (result.ok ? 'ok' : result.reason)
const failures = async (of: string = email): Promise<number> => {
  const key = hmac(access.runtime.keyring.pepper, `guess|account|${of}`)
  const row = await world.database.asAuth(async (tx) => await tx.guessCount.findUnique({ where: { key } }))
  return row?.failedCount ?? 0
}
/** The newest first. */
const entries = async (action: string, id: string = memberId) =>
  (await listAudit(world.console(operatorScope), { action, targetId: id, limit: 200 })).entries

test('the right password begins a session, however the address is written', async () => {
  const result = await attempt(PASSWORD, undefined, `  ${email.toUpperCase()} `)
  assert.ok(result.ok)
  assert.match(result.sid, /^[\w-]{43}$/)
  const ctx = await access.as(result.sid)
  assert.equal(ctx.actor.kind, 'member')
  const [entry] = await entries('session.begin')
  assert.ok(entry !== undefined)
  assert.equal(entry.actorId, memberId)
  const { actorName, ip, targetName, details } = entry
  assert.deepEqual([actorName, ip, targetName], ['A Member', '203.0.113.7', 'A Member'])
  assert.deepEqual(details, { way: 'password', factor: 'none', device: 'Unknown device' })
})

test('wrong passwords, unknown members, disabled ones and malformed input are refused in the same words', async () => {
  await world.database.asAuth(
    async (tx) => await tx.member.update({ where: { id: memberId }, data: { state: 'disabled' } }),
  )
  const refused = { ok: false, reason: 'wrong' }
  assert.deepEqual(await attempt('not the password'), refused)
  assert.deepEqual(await attempt(PASSWORD), refused)
  assert.deepEqual(await attempt(PASSWORD, undefined, 'nobody@example.test'), refused)
  assert.deepEqual(await attempt(PASSWORD, undefined, 'no address'), refused)
  assert.deepEqual(await attempt('x'.repeat(5000)), refused)
  assert.equal((await entries('session.refuse')).length, 3, 'those that name a member')
})

test('a refusal of an unknown address is audited without what was typed', async () => {
  await attempt('hunter2 hunter2', undefined, 'my secret pass phrase')
  await attempt('hunter2 hunter2', undefined, 'eve@example.test')
  const found = await entries('session.refuse', 'unknown')
  const text = JSON.stringify(found)
  assert.ok(text.includes('e…@example.test'))
  assert.ok(!text.includes('eve@') && !text.includes('pass phrase') && !text.includes('hunter2'))
})

test('known and unknown addresses are refused after the same time', async () => {
  const median = async (as: () => string): Promise<number> => {
    const times: number[] = []
    for (let round = 0; round < 7; round += 1) {
      const began = performance.now()
      assert.equal(reasonOf(await attempt('not the password', undefined, as())), 'wrong')
      times.push(performance.now() - began)
      access.clock.advance(HOUR_MS)
    }
    return times.toSorted((a, b) => a - b)[3] ?? 0
  }
  const known = await median(() => email)
  const unknown = await median(() => 'nobody-at-all@example.test')
  assert.ok(Math.abs(known - unknown) < 0.05 * known, `known ${known} ms, unknown ${unknown} ms`)
})

test('after five wrong attempts an account waits, tells how long, and even the right password has to', async () => {
  for (let failed = 1; failed <= 5; failed += 1)
    assert.equal(reasonOf(await attempt('not the password')), 'wrong')
  assert.deepEqual(await attempt(PASSWORD), { ok: false, reason: 'wait', seconds: 30, isLocked: false })
  access.clock.advance(29_000)
  assert.deepEqual(await attempt(PASSWORD), { ok: false, reason: 'wait', seconds: 1, isLocked: false })
  assert.equal(await failures(), 5, 'what is not looked at does not count')
  access.clock.advance(1000)
  assert.ok((await attempt(PASSWORD)).ok)
  assert.equal(await failures(), 0)
})

test('an unknown address waits at the same count for the same time', async () => {
  const nobody = `nobody-${newId()}@example.test`
  for (let failed = 1; failed <= 5; failed += 1)
    assert.equal(reasonOf(await attempt(PASSWORD, undefined, nobody)), 'wrong')
  assert.deepEqual(await attempt(PASSWORD, undefined, nobody), {
    ok: false,
    reason: 'wait',
    seconds: 30,
    isLocked: false,
  })
})

test('of 200 guesses at once five are looked at', async () => {
  const results = await Promise.all(
    Array.from({ length: 200 }, async (_, n) => await attempt(`guess number ${n}`)),
  )
  assert.equal(results.filter((result) => reasonOf(result) === 'wrong').length, 5)
  assert.equal(results.filter((result) => reasonOf(result) === 'wait').length, 195)
  assert.equal(await failures(), 5)
})

test('an attacker who never stops is looked at 10 times in an hour, and the victim gets in when the lock ends', async () => {
  const end = access.clock.now().getTime() + HOUR_MS
  let evaluated = 0
  while (access.clock.now().getTime() < end) {
    const result = await attempt('not the password')
    if (result.ok) assert.fail()
    if (result.reason === 'wait') access.clock.advance(result.seconds * 1000)
    else evaluated += 1
  }
  assert.equal(evaluated, 10)
  access.clock.advance(HOUR_MS)
  assert.ok((await attempt(PASSWORD)).ok)
})

test('failures of long ago are forgotten', async () => {
  for (let failed = 1; failed <= 5; failed += 1) await attempt('not the password')
  access.clock.advance(25 * HOUR_MS)
  assert.equal(reasonOf(await attempt('not the password')), 'wrong')
  assert.equal(await failures(), 1)
})

test('an old hash is made again at the present cost', async () => {
  const weak = '$argon2id$v=19$m=8192,t=2,p=1$'
  const { argon2Sync } = await import('node:crypto')
  const salt = Buffer.from('0123456789abcdef')
  const tag = argon2Sync('argon2id', {
    message: PASSWORD,
    nonce: salt,
    parallelism: 1,
    tagLength: 32,
    memory: 8192,
    passes: 2,
  })
  const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')
  const passwordHash = `${weak}${unpadded(salt)}$${unpadded(tag)}`
  await world.database.asAuth(
    async (tx) => await tx.member.update({ where: { id: memberId }, data: { passwordHash } }),
  )
  assert.ok((await attempt(PASSWORD)).ok)
  const stored = await world.database.asAuth(
    async (tx) => await tx.member.findUniqueOrThrow({ where: { id: memberId } }),
  )
  assert.match(stored.passwordHash ?? '', /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.ok((await attempt(PASSWORD)).ok)
})

test('with a second factor the password alone asks for the code, which costs no attempt', async () => {
  for (let round = 0; round < 7; round += 1) {
    assert.deepEqual(await attempt(PASSWORD, undefined, admin.email), { ok: false, reason: 'code_required' })
  }
  assert.equal(await failures(admin.email), 0)
  assert.equal(reasonOf(await attempt('not the password', undefined, admin.email)), 'wrong')
  assert.equal(
    reasonOf(await attempt('not the password', await access.code(admin.secret), admin.email)),
    'wrong',
  )
})

test('a code works once, also when two use it at the same moment', async () => {
  access.clock.advance(30_000)
  const code = await access.code(admin.secret)
  const results = await Promise.all([1, 2, 3].map(async () => await attempt(PASSWORD, code, admin.email)))
  assert.deepEqual(results.map(reasonOf).toSorted(), ['code_wrong', 'code_wrong', 'ok'])
  access.clock.advance(60_000)
  assert.equal(reasonOf(await attempt(PASSWORD, code, admin.email)), 'code_wrong')
  access.clock.advance(30_000)
  assert.ok((await attempt(PASSWORD, await access.code(admin.secret), admin.email)).ok)
})

test('codes of two steps earlier and later are refused', async () => {
  access.clock.advance(300_000)
  const now = access.clock.now()
  for (const seconds of [-60, 60]) {
    access.clock.set(new Date(now.getTime() + seconds * 1000))
    const code = await access.code(admin.secret)
    access.clock.set(now)
    assert.equal(reasonOf(await attempt(PASSWORD, code, admin.email)), 'code_wrong')
  }
  access.clock.advance(30_000)
  assert.ok((await attempt(PASSWORD, await access.code(admin.secret), admin.email)).ok)
})

test('wrong codes count like wrong passwords, and asking without one does not set the count back', async () => {
  for (let failed = 1; failed <= 5; failed += 1) {
    assert.equal(reasonOf(await attempt(PASSWORD, undefined, admin.email)), 'code_required')
    assert.equal(reasonOf(await attempt(PASSWORD, '000000', admin.email)), 'code_wrong')
  }
  assert.equal(reasonOf(await attempt(PASSWORD, undefined, admin.email)), 'wait')
  access.clock.advance(60_000)
  assert.ok((await attempt(PASSWORD, await access.code(admin.secret), admin.email)).ok)
})

test('with a known password, asking without a code meanwhile does not open a way round the wait', async () => {
  access.clock.advance(HOUR_MS)
  const attempts = Array.from({ length: 60 }, async (_, n) =>
    n % 2 === 0
      ? await attempt(PASSWORD, undefined, admin.email)
      : await attempt(PASSWORD, `9999${n}`, admin.email),
  )
  const results = await Promise.all(attempts)
  const looked = results.filter((result) => reasonOf(result) === 'code_wrong').length
  assert.ok(looked <= 5, `${looked} codes were looked at`)
  assert.ok(results.some((result) => reasonOf(result) === 'wait'))
  access.clock.advance(HOUR_MS)
  assert.ok((await attempt(PASSWORD, await access.code(admin.secret), admin.email)).ok)
})

test('a recovery code stands for the app, once', async () => {
  const [recovery = '', other = ''] = admin.recoveryCodes
  assert.ok((await attempt(PASSWORD, ` ${recovery.toLowerCase()} `, admin.email)).ok)
  assert.equal(reasonOf(await attempt(PASSWORD, recovery, admin.email)), 'code_wrong')
  const results = await Promise.all([1, 2].map(async () => await attempt(PASSWORD, other, admin.email)))
  assert.deepEqual(results.map(reasonOf).toSorted(), ['code_wrong', 'ok'])
  const [entry] = await entries('session.begin', admin.id)
  assert.deepEqual(entry?.details, { way: 'password', factor: 'recovery', device: 'Unknown device' })
})
