// What two people do at the same moment, and what was asked for before the door was shut.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { browserHash } from '#lib/infra/auth/browser-cookie.ts'
import {
  emailChangeToken,
  invitationToken,
  oneTimeHash,
  signInLinkToken,
} from '#lib/infra/auth/one-time-token.ts'
import { createSession, endSessionsOf, rotateSession } from '#lib/infra/auth/session.ts'
import { newId } from '#lib/infra/db/index.ts'
import {
  askEmailChange,
  bindRole,
  changePassword,
  confirmEmailChange,
  disableMember,
  enableMember,
  finishRecovery,
  inviteMember,
  joinByInvitation,
  recoverMember,
  signIn,
  signInWithLink,
} from './index.ts'
import {
  accessWorld,
  makeTenancy,
  PASSWORD,
  type AccessWorld,
  type TestMember,
} from './testing/access-world.ts'

const NEW_PASSWORD = 'quite another pass phrase 13'
const HOUR_MS = 3_600_000
let world: TestWorld
let access: AccessWorld
let count = 0

before(async () => {
  world = await openTestWorld(5)
  access = accessWorld(world.database, TEST_SECRET)
  await access.setUp(console())
})
after(async () => await world.close())

const console = () => world.console(operatorScope, access.clock)
async function join(): Promise<TestMember> {
  count += 1
  const wanted = { email: `race${count}@example.test`, role: 'viewer', scope: operatorScope } as const
  return await access.join(console(), wanted)
}

/** Waits until this many connections wait for a lock. */
async function untilWaiting(watcher: pg.Client, wanted: number): Promise<void> {
  for (let look = 0; look < 200; look += 1) {
    const { rows } = await watcher.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    if ((rows[0]?.n ?? 0) >= wanted) return
    await new Promise((settle) => setTimeout(settle, 25))
  }
  assert.fail(`fewer than ${wanted} wait for a lock`)
}

test('a session that takes another id at the moment in which all are ended is ended with them', async () => {
  const member = await join()
  const sid = await access.signIn(member.email, await access.code(member.secret))
  const [admin, watcher] = [new pg.Client(world.db.urls.admin), new pg.Client(world.db.urls.admin)]
  for (const client of [admin, watcher]) await client.connect()
  try {
    // Both are held up where they change the row, the one with the new id first.
    await admin.query('begin')
    await admin.query('select 1 from session where member_id = $1 for update', [member.id])
    const rotated = rotateSession(access.runtime, sid)
    await untilWaiting(watcher, 1)
    const ended = world.database.asAuth(
      async (tx) => await endSessionsOf(tx, member.id, access.clock.now(), { reason: 'by_member' }),
    )
    await untilWaiting(watcher, 2)
    await admin.query('commit')
    const next = await rotated
    await ended
    for (const one of [sid, next ?? sid]) await assert.rejects(access.as(one), { code: 'unauthenticated' })
  } finally {
    for (const client of [admin, watcher]) await client.end()
  }
})

test('no session begins for a password that was replaced, or for somebody switched off, while they signed in', async () => {
  const member = await join()
  const { passwordHash } = await world.database.asAuth(
    async (tx) => await tx.member.findUniqueOrThrow({ where: { id: member.id } }),
  )
  const begin = async () =>
    await createSession(access.runtime, {
      memberId: member.id,
      way: 'password',
      factorAt: access.clock.now(),
      ip: null,
      userAgent: null,
      passwordHash: passwordHash ?? '',
    })
  await access.as(await begin())
  const ctx = await access.fresh(member, operatorScope)
  await changePassword(ctx, { current: PASSWORD, password: NEW_PASSWORD }, access.runtime)
  await assert.rejects(begin(), { code: 'unauthenticated' })
  await disableMember(console(), { memberId: member.id }, access.runtime)
  const late = createSession(access.runtime, {
    memberId: member.id,
    way: 'link',
    factorAt: null,
    ip: null,
    userAgent: null,
  })
  await assert.rejects(late, { code: 'unauthenticated' })
  await enableMember(console(), { memberId: member.id }, access.runtime)
})

/** A link to sign in with that lies in the mailbox of a member. */
async function linkOf(member: TestMember): Promise<{ token: string; browser: string }> {
  const [id, browser] = [newId(), `browser of ${member.email} ${'x'.repeat(20)}`]
  const token = signInLinkToken(access.runtime.keyring, id)
  const createdAt = access.clock.now()
  await world.database.asAuth(
    async (tx) =>
      await tx.signInLink.create({
        data: {
          id,
          memberId: member.id,
          purpose: 'sign-in',
          tokenHash: oneTimeHash(access.runtime.keyring, token),
          browser: browserHash(access.runtime.keyring, browser),
          createdAt,
          expiresAt: new Date(createdAt.getTime() + 600_000),
        },
        select: { id: true },
      }),
  )
  return { token, browser }
}
const follow = async (member: TestMember, link: { token: string; browser: string }) =>
  await signInWithLink(
    access.visitor(),
    { ...link, code: await access.code(member.secret), userAgent: null },
    access.runtime,
  )

/** The link of a change of address that somebody asked for who has the session of a member. */
async function askedChange(member: TestMember): Promise<string> {
  const ctx = await access.fresh(member, operatorScope)
  await askEmailChange(ctx, { email: `thief${count}@example.test` }, access.runtime)
  const { id } = await world.database.asAuth(
    async (tx) =>
      await tx.emailChange.findFirstOrThrow({
        where: { memberId: member.id },
        orderBy: { createdAt: 'desc' },
      }),
  )
  return emailChangeToken(access.runtime.keyring, id)
}
const confirm = async (token: string) => await confirmEmailChange(access.visitor(), { token }, access.runtime)
const over = { code: 'precondition_failed' }

test('a new password ends the change of address and the links that somebody else asked for', async () => {
  const member = await join()
  const [token, link] = [await askedChange(member), await linkOf(member)]
  const ctx = await access.fresh(member, operatorScope)
  await changePassword(ctx, { current: PASSWORD, password: NEW_PASSWORD }, access.runtime)
  await assert.rejects(confirm(token), over)
  access.clock.advance(30_000)
  await assert.rejects(follow(member, link), over)
})

test('a member who is switched off has nothing left to follow once they are let in again', async () => {
  const member = await join()
  const [token, link] = [await askedChange(member), await linkOf(member)]
  await disableMember(console(), { memberId: member.id }, access.runtime)
  await enableMember(console(), { memberId: member.id }, access.runtime)
  await assert.rejects(confirm(token), over)
  access.clock.advance(30_000)
  await assert.rejects(follow(member, link), over)
})

test('a changed address makes the links worthless that lie in the former mailbox', async () => {
  const member = await join()
  const [token, link] = [await askedChange(member), await linkOf(member)]
  await confirm(token)
  access.clock.advance(30_000)
  await assert.rejects(follow(member, link), over)
})

test('after break-glass the old password opens nothing, and a lock by guessing does not keep the owner out', async () => {
  const member = await join()
  const guess = async (password: string) =>
    await signIn(access.visitor('198.51.100.9'), { email: member.email, password }, access.runtime)
  const token = await askedChange(member)
  const { url } = await recoverMember(console(), { member: member.email }, access.runtime)
  assert.deepEqual(await guess(PASSWORD), { ok: false, reason: 'wrong' })
  await assert.rejects(confirm(token), over)
  for (let n = 0; n < 5; n += 1) await guess('a wrong pass phrase')
  const shown = url.slice(url.indexOf('#') + 1)
  await finishRecovery(access.visitor(), { token: shown, password: NEW_PASSWORD }, access.runtime)
  const entered = await signIn(
    access.visitor(),
    { email: member.email, password: NEW_PASSWORD },
    access.runtime,
  )
  assert.ok(entered.ok, JSON.stringify(entered))
})

test('an invitation renews a role that has ended, and shortens none', async () => {
  const member = await join()
  const until = (hours: number) => new Date(access.clock.now().getTime() + hours * HOUR_MS).toISOString()
  const invited = { email: member.email, name: 'A Member', role: 'on_call' as const }
  const endOf = async (): Promise<string | undefined> =>
    (
      await world.database.asAuth(
        async (tx) => await tx.roleBinding.findMany({ where: { memberId: member.id } }),
      )
    )
      .find(({ role }) => role === 'on_call')
      ?.expiresAt?.toISOString()
  const accept = async (roleUntil: string): Promise<void> => {
    const { id } = await inviteMember(console(), { ...invited, roleUntil }, access.runtime)
    const token = invitationToken(access.runtime.keyring, id)
    const sid = await access.signIn(member.email, await access.code(member.secret))
    await joinByInvitation(access.visitor(), { token, sid }, access.runtime)
    access.clock.advance(30_000)
  }
  await accept(until(1))
  access.clock.advance(2 * HOUR_MS)
  const renewed = until(4)
  await accept(renewed)
  assert.equal(await endOf(), renewed)
  await accept(until(2))
  assert.equal(await endOf(), renewed)
})

test('nobody frees themselves of the second person by a role that needs none', async () => {
  const { tenant } = await makeTenancy(console())
  const wanted = { email: 'chief@example.test', role: 'operator_admin', scope: operatorScope } as const
  const chief = await access.join(console(), wanted)
  const ctx = await access.fresh(chief, tenant)
  await assert.rejects(bindRole(ctx, { memberId: chief.id, role: 'tenant_admin' }), { code: 'forbidden' })
  const invited = { email: chief.email, name: 'Chief', role: 'tenant_admin' as const }
  await assert.rejects(inviteMember(ctx, invited, access.runtime), { code: 'forbidden' })
  await inviteMember(ctx, { ...invited, email: 'somebody@example.test' }, access.runtime)
})
