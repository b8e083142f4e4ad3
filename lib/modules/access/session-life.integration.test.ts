// How a session ends: by its member, by somebody else, by rest and by age.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { hashPassword } from '#lib/infra/auth/password.ts'
import { MAX_SESSIONS } from '#lib/core/session-limits.ts'
import { countSessions } from './session-count-repository.ts'
import { createSession, endSessionsOf, openSessionsOf, sessionEnding } from '#lib/infra/auth/session.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import { newId } from '#lib/infra/db/index.ts'
import { endOwnSession, signOut } from './index.ts'
import { accessWorld, PASSWORD, PUBLIC_URL, type AccessWorld } from './testing/access-world.ts'

const HOUR_MS = 3_600_000
let world: TestWorld
let access: AccessWorld
let email: string
let memberId: string
let passwordHash: string

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  await access.setUp(world.console(operatorScope, access.clock))
  passwordHash = await hashPassword(PASSWORD)
})
after(async () => await world.close())

// A member without second factor for each test.
beforeEach(async () => {
  memberId = newId()
  email = `m-${memberId}@example.test`
  await world.database.asAuth(async (tx) => {
    await tx.member.create({ data: { id: memberId, email, name: 'A Member', passwordHash } })
  })
  await world.database.withScope(operatorScope, async (tx) => {
    await tx.roleBinding.create({ data: { memberId, role: 'viewer' } })
  })
})

const entries = async (action: string) =>
  await world.database.withScope(
    operatorScope,
    async (tx) => await tx.auditEntry.findMany({ where: { action, targetId: memberId } }),
  )

const refusedNow = { code: 'unauthenticated' }

test('a session that was signed out of is refused at once, with one entry however often', async () => {
  const sid = await access.signIn(email)
  await access.as(sid)
  await signOut(access.visitor(), { sid }, access.runtime)
  await assert.rejects(access.as(sid), refusedNow)
  await signOut(access.visitor(), { sid }, access.runtime)
  await signOut(access.visitor(), { sid: 'never was' }, access.runtime)
  assert.equal((await entries('session.end')).length, 1)
})

test('the verb of the API ends its own session and no other', async () => {
  const [one, two] = [await access.signIn(email), await access.signIn(email)]
  await endOwnSession(await access.as(one), access.runtime)
  await assert.rejects(access.as(one), refusedNow)
  await access.as(two)
})

test('ending all sessions of a member, or disabling the member, bites at once', async () => {
  const [one, two] = [await access.signIn(email), await access.signIn(email)]
  const ended = await world.database.asAuth(
    async (tx) => await endSessionsOf(tx, memberId, access.clock.now(), { reason: 'by_member' }),
  )
  assert.equal(ended, 2)
  for (const sid of [one, two]) await assert.rejects(access.as(sid), refusedNow)
  const three = await access.signIn(email)
  await access.as(three)
  await world.database.asAuth(
    async (tx) => await tx.member.update({ where: { id: memberId }, data: { state: 'disabled' } }),
  )
  await assert.rejects(access.as(three), refusedNow)
})

test('a viewer’s session ends after an hour without use, and after twelve in any case', async () => {
  const idle = await access.signIn(email)
  access.clock.advance(HOUR_MS - 1000)
  await access.as(idle)
  access.clock.advance(HOUR_MS)
  await assert.rejects(access.as(idle), {
    code: 'unauthenticated',
    message: 'Your session ended because nothing was done in it for 1 h. Sign in again.',
  })
  const busy = await access.signIn(email)
  for (let half = 1; half < 24; half += 1) {
    access.clock.advance(HOUR_MS / 2)
    await access.as(busy)
  }
  access.clock.advance(HOUR_MS / 2)
  await assert.rejects(access.as(busy), {
    code: 'unauthenticated',
    message:
      'Your session ended because it was 12 h old: sessions of your roles last no longer. Sign in again.',
  })
})

test('a role that is bound later brings its limits into running sessions, but prolongs none', async () => {
  const bind = async (role: string): Promise<void> => {
    await world.database.withScope(
      operatorScope,
      async (tx) => await tx.roleBinding.create({ data: { memberId, role }, select: { id: true } }),
    )
  }
  const sid = await access.signIn(email)
  await bind('on_call')
  access.clock.advance(11 * HOUR_MS)
  const { session } = await access.as(sid)
  const left = (session?.deadlines.endsAt.getTime() ?? 0) - access.clock.now().getTime()
  assert.equal(left, HOUR_MS, 'the twelve hours of its beginning stay')
  await bind('platform_admin')
  assert.equal((await access.as(sid)).session?.limit.idleMinutes, 30)
  access.clock.advance(HOUR_MS / 2)
  await assert.rejects(access.as(sid), refusedNow)
})

const noted = async (): Promise<number> => {
  const row = await world.database.asAuth(
    async (tx) => await tx.session.findFirstOrThrow({ where: { memberId }, orderBy: { createdAt: 'desc' } }),
  )
  return row.lastSeenAt.getTime() - row.createdAt.getTime()
}

test('use of a session is noted at most every 15 s', async () => {
  const sid = await access.signIn(email)
  access.clock.advance(14_000)
  await access.as(sid)
  assert.equal(await noted(), 0)
  access.clock.advance(1000)
  await access.as(sid)
  assert.equal(await noted(), 15_000)
})

test('what an open page asks for by itself keeps no session alive; what changes something does, whatever it says', async () => {
  const sid = await access.signIn(email)
  const ask = async (method: string): Promise<void> => {
    const headers = {
      cookie: await access.cookie(sid),
      origin: PUBLIC_URL,
      'x-bailiwick-activity': 'auto',
    }
    await httpContext(new Request(`${PUBLIC_URL}/api/v1/x`, { method, headers }), access.runtime)
  }
  access.clock.advance(60_000)
  await ask('GET')
  assert.equal(await noted(), 0)
  await ask('POST')
  assert.equal(await noted(), 60_000)
  for (let minute = 0; minute < 59; minute += 1) {
    access.clock.advance(60_000)
    await ask('GET')
  }
  access.clock.advance(60_000)
  await assert.rejects(ask('GET'), refusedNow)
})

const open = async (): Promise<number> =>
  await world.database.asAuth(async (tx) => (await openSessionsOf(tx, memberId, access.clock.now())).length)
const counted = async () =>
  await world.database.asAuth(async (tx) => await countSessions(tx, access.clock.now()))

test('a member has fifty sessions and no more: one more ends the oldest, which says why', async () => {
  const begin = async (): Promise<string> => {
    access.clock.advance(1000)
    return await createSession(access.runtime, {
      memberId,
      way: 'password',
      passwordHash,
      factorAt: null,
      ip: null,
      userAgent: null,
    })
  }
  const earlier = await counted()
  const sids: string[] = []
  for (let n = 0; n < MAX_SESSIONS + 2; n += 1) sids.push(await begin())
  assert.equal(await open(), MAX_SESSIONS)
  const endings = await Promise.all(
    sids.slice(0, 3).map(async (sid) => (await sessionEnding(access.runtime, sid))?.kind ?? null),
  )
  assert.deepEqual(endings, ['too_many', 'too_many', null])
  await assert.rejects(access.as(sids[0] ?? ''), { code: 'unauthenticated', message: /oldest of 50/ })
  await access.as(sids.at(-1) ?? '')
  const now = await counted()
  assert.deepEqual([now.open - earlier.open, now.kept - earlier.kept], [MAX_SESSIONS, 2])
})

test('sessions are counted by the limits of the roles that their members hold now', async () => {
  await access.signIn(email)
  const { open: all } = await counted()
  access.clock.advance(45 * 60_000)
  const { open: rested } = await counted()
  assert.equal(await open(), 1, 'a viewer may rest for an hour')
  await world.database.withScope(operatorScope, async (tx) => {
    await tx.roleBinding.create({ data: { memberId, role: 'operator_admin' } })
  })
  assert.equal(await open(), 0, 'an admin may not')
  assert.equal((await counted()).open, rested - 1)
  assert.ok(rested <= all)
  await world.database.withScope(operatorScope, async (tx) => {
    await tx.roleBinding.deleteMany({ where: { memberId } })
  })
  assert.equal((await counted()).open, rested, 'whoever holds no role may rest as long as others')
  await world.database.asAuth(async (tx) => {
    await tx.member.update({ where: { id: memberId }, data: { state: 'disabled' } })
  })
  assert.equal((await counted()).open, rested - 1, 'nor may somebody who is disabled')
})
