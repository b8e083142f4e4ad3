import { randomBytes } from 'node:crypto'
import type { Clock } from '#lib/core/clock.ts'
import {
  LONGEST_SESSION_SECONDS,
  MAX_SESSIONS,
  sessionDeadlines,
  timeOutOf,
  type SessionDeadlines,
  type SessionLimit,
} from '#lib/core/session-limits.ts'
import { END_REASONS, type EndReason, type SessionEnding } from '#lib/core/session-ending.ts'
import { holdMember, type Database, type Tx } from '#lib/infra/db/index.ts'
import { BINDING_COLUMNS, type BindingRow } from './binding-row.ts'
import type { Keyring } from './keys.ts'
import { limitFor, readSessionLimits } from './limits-of-sessions.ts'
import { mayLive, withinLimits } from './living-session.ts'
import { requireUnchanged } from './session-access.ts'
import { sessionHash, sessionHashes } from './session-id.ts'
import type { SignInWay } from './sign-in-way.ts'

const MINUTE_MS = 60_000
/** Use is noted at most this often; an idle limit is met with this much less at the worst. */
const TOUCH_MS = 15_000
/** Requests in flight while the id changes still carry the old one. */
const ROTATION_GRACE_MS = 5000
const MAX_USER_AGENT = 300
/** How many of a member's sessions are listed. They have fewer, but for those that began before there was a limit. */
const LISTED_SESSIONS = 200
/** How long after its session's end a cookie is kept: the sign-in page then knows why it ended. */
const COOKIE_GRACE_SECONDS = 900

/** What sessions need of their process. */
export interface SessionDeps {
  readonly database: Database
  readonly keyring: Keyring
  readonly clock: Clock
}

/** What is known when a session begins. */
export interface NewSession {
  readonly memberId: string
  readonly way: SignInWay
  /** The identity provider whose word it rests on; for the ways oidc and saml. */
  readonly providerId?: string
  /** When the second factor was shown, null when none was. */
  readonly factorAt: Date | null
  /** True when it is the provider that says so. */
  readonly isFactorOfProvider?: boolean
  /** Until when it lasts at most, whatever the roles of the member say; null for no more than that. */
  readonly endsAt?: Date | null
  readonly ip: string | null
  readonly userAgent: string | null
  /** For the way password: the hash that was matched. Where it was replaced since, no session begins. */
  readonly passwordHash?: string | undefined
}

/**
 * Begins a session; returns its id, 256 random bits, which is kept nowhere but in the cookie. The oldest of a member who
 * has `MAX_SESSIONS` ends for it. Throws `unauthenticated` for
 * somebody whose access changed since they showed who they are.
 */
export async function createSession(deps: SessionDeps, session: NewSession): Promise<string> {
  const sid = randomBytes(32).toString('base64url')
  const now = deps.clock.now()
  const { memberId } = session
  await deps.database.asAuth(async (tx) => {
    await holdMember(tx, memberId)
    await requireUnchanged(tx, session)
    const bindings = await tx.roleBinding.findMany({ where: { memberId }, select: BINDING_COLUMNS })
    const { absoluteMinutes } = limitFor(bindings, await readSessionLimits(tx), now)
    const byRoles = new Date(now.getTime() + absoluteMinutes * MINUTE_MS)
    const { endsAt = null } = session
    const isEarlier = endsAt !== null && endsAt < byRoles
    await endOldest(tx, memberId, now)
    await tx.session.create({
      data: {
        hash: sessionHash(deps.keyring, sid),
        memberId,
        way: session.way,
        providerId: session.providerId ?? null,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: isEarlier ? endsAt : byRoles,
        expiresByProvider: isEarlier,
        factorAt: session.factorAt,
        factorByProvider: session.isFactorOfProvider === true,
        ip: session.ip,
        userAgent: session.userAgent?.slice(0, MAX_USER_AGENT) ?? null,
      },
      select: { hash: true },
    })
  })
  return sid
}

/** Ends the oldest sessions of a member so that there is room for one more. The member is held by the caller. */
async function endOldest(tx: Tx, memberId: string, now: Date): Promise<void> {
  const surplus = await tx.session.findMany({
    where: { memberId, endedAt: null, ...withinLimits(now) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: MAX_SESSIONS - 1,
    select: { hash: true },
  })
  if (surplus.length === 0) return
  await tx.session.updateMany({
    where: { hash: { in: surplus.map(({ hash }) => hash) } },
    data: { endedAt: now, endReason: 'too_many' },
  })
}

const SESSION_COLUMNS = {
  id: true,
  hash: true,
  way: true,
  providerId: true,
  createdAt: true,
  lastSeenAt: true,
  expiresAt: true,
  factorAt: true,
  factorByProvider: true,
  member: {
    select: {
      id: true,
      name: true,
      email: true,
      timeZone: true,
      totpSecret: true,
      passkey: { select: { id: true }, take: 1 },
      bindings: { select: BINDING_COLUMNS, orderBy: { id: 'asc' } },
    },
  },
} as const

/** A session as it is read on every request. */
export interface SessionRow {
  /** What it is called in lists. */
  readonly id: string
  readonly hash: Uint8Array<ArrayBuffer>
  /** One of `SIGN_IN_WAYS`; the database holds nothing else. */
  readonly way: string
  readonly providerId: string | null
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly expiresAt: Date
  readonly factorAt: Date | null
  /** True while that is only what the identity provider says it saw. */
  readonly factorByProvider: boolean
  /** When it ends by itself, by the roles that its member holds now. */
  readonly deadlines: SessionDeadlines
  /** The limit that the deadlines come from. */
  readonly limit: SessionLimit
  readonly member: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly timeZone: string
    readonly totpSecret: Uint8Array | null
    /** One of them, when there are any: a passkey is a second factor too. */
    readonly passkey: readonly { readonly id: string }[]
    readonly bindings: readonly BindingRow[]
  }
}

/** A live session with its member and that member's bindings; null when it ended, ran out or never was. */
export async function findSession(
  tx: Tx,
  hashes: Uint8Array<ArrayBuffer>[],
  now: Date,
): Promise<SessionRow | null> {
  const row = await tx.session.findFirst({
    where: { hash: { in: hashes }, ...mayLive(now), member: { state: 'active' } },
    select: SESSION_COLUMNS,
  })
  if (row === null) return null
  const limit = limitFor(row.member.bindings, await readSessionLimits(tx), now)
  const deadlines = sessionDeadlines(row, limit)
  return timeOutOf(deadlines, now) === null ? { ...row, limit, deadlines } : null
}

/** The live session with this id, looked up on its own; null when it ended, ran out or never was. */
export const lookupSession = async (deps: SessionDeps, sid: string): Promise<SessionRow | null> =>
  await deps.database.asAuth(
    async (tx) => await findSession(tx, sessionHashes(deps.keyring, sid), deps.clock.now()),
  )

/** How the session with this id ended, for whoever still holds its cookie; null while it lives, or when it never was. */
export async function sessionEnding(deps: SessionDeps, sid: string): Promise<SessionEnding | null> {
  const now = deps.clock.now()
  return await deps.database.asAuth(async (tx) => {
    const row = await tx.session.findFirst({
      where: { hash: { in: sessionHashes(deps.keyring, sid) } },
      select: {
        ...SESSION_COLUMNS,
        endedAt: true,
        endReason: true,
        expiresByProvider: true,
        member: { select: { state: true, bindings: { select: BINDING_COLUMNS } } },
      },
    })
    if (row === null) return null
    if (row.endedAt !== null && row.endedAt <= now) {
      return { kind: END_REASONS.find((reason) => reason === row.endReason) ?? 'by_member' }
    }
    if (row.member.state !== 'active') return { kind: 'disabled' }
    const limit = limitFor(row.member.bindings, await readSessionLimits(tx), now)
    const deadlines = sessionDeadlines(row, limit)
    const kind = timeOutOf(deadlines, now)
    if (kind === null) return null
    // A limit that was made shorter since may have ended it before the provider's moment came.
    if (kind === 'absolute' && row.expiresByProvider && row.expiresAt <= now) return { kind: 'provider' }
    return { kind, minutes: kind === 'idle' ? limit.idleMinutes : limit.absoluteMinutes }
  })
}

/** A session in a list. */
export interface OpenSession {
  readonly id: string
  readonly way: string
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly ip: string | null
  readonly userAgent: string | null
  readonly deadlines: SessionDeadlines
}

const LISTED = {
  id: true,
  way: true,
  createdAt: true,
  lastSeenAt: true,
  expiresAt: true,
  ip: true,
  userAgent: true,
  member: { select: { bindings: { select: BINDING_COLUMNS } } },
} as const

/** The open sessions of a member, last used first. */
export async function openSessionsOf(tx: Tx, memberId: string, now: Date): Promise<readonly OpenSession[]> {
  const rows = await tx.session.findMany({
    where: {
      endedAt: null,
      ...withinLimits(now),
      memberId,
      member: { state: 'active' },
    },
    orderBy: { lastSeenAt: 'desc' },
    take: LISTED_SESSIONS,
    select: LISTED,
  })
  const limits = await readSessionLimits(tx)
  return rows.flatMap(({ member, expiresAt, ...row }) => {
    const deadlines = sessionDeadlines({ ...row, expiresAt }, limitFor(member.bindings, limits, now))
    return timeOutOf(deadlines, now) === null ? [{ ...row, deadlines }] : []
  })
}

/** Notes that a person did something in a session, at most every 15 s; returns the moment that is noted. */
export async function touchSession(tx: Tx, session: SessionRow, now: Date): Promise<Date> {
  if (now.getTime() - session.lastSeenAt.getTime() < TOUCH_MS) return session.lastSeenAt
  await tx.session.updateMany({ where: { hash: session.hash }, data: { lastSeenAt: now } })
  return now
}

/** Ends one session of a member at once, by its id; returns how many lived (0 or 1), null when there never was one. */
export async function endSession(
  tx: Tx,
  session: { readonly id: string; readonly memberId: string },
  now: Date,
  reason: EndReason,
): Promise<number | null> {
  const { id, memberId } = session
  await holdMember(tx, memberId)
  const { count } = await tx.session.updateMany({
    where: { id, memberId, ...mayLive(now) },
    data: { endedAt: now, endReason: reason },
  })
  if (count > 0) return 1
  return (await tx.session.findFirst({ where: { id, memberId }, select: { id: true } })) === null ? null : 0
}

/** Which sessions of a member are to end, and why. */
export interface EndWhich {
  readonly reason: EndReason
  /** Id of the one that stays. */
  readonly except?: string | undefined
}

/** Ends every session of a member at once, but for the one given; returns how many. */
export async function endSessionsOf(
  tx: Tx,
  memberId: string,
  now: Date,
  { reason, except }: EndWhich,
): Promise<number> {
  await holdMember(tx, memberId)
  const others = except === undefined ? {} : { id: { not: except } }
  const { count } = await tx.session.updateMany({
    where: { memberId, ...mayLive(now), ...others },
    data: { endedAt: now, endReason: reason },
  })
  return count
}

/** The seconds for which the cookie of a session is good: a while longer than the session, to be told why it ended. */
export const cookieSeconds = ({ deadlines }: Pick<SessionRow, 'deadlines'>, now: Date): number =>
  Math.min(
    LONGEST_SESSION_SECONDS,
    Math.ceil((deadlines.endsAt.getTime() - now.getTime()) / 1000) + COOKIE_GRACE_SECONDS,
  )

/** Notes that the second factor was shown in a session. */
export async function markFactorShown(tx: Tx, hash: Uint8Array<ArrayBuffer>, at: Date): Promise<void> {
  await tx.session.updateMany({ where: { hash }, data: { factorAt: at, factorByProvider: false } })
}

/**
 * Gives a session a new id, as is due after sign-in and after step-up: whoever copied the old one is left with
 * nothing. Returns null when the old one is not alive. Its age stays, so that rotating never prolongs it.
 */
export async function rotateSession(deps: SessionDeps, sid: string): Promise<string | null> {
  const now = deps.clock.now()
  const next = randomBytes(32).toString('base64url')
  return await deps.database.asAuth(async (tx) => {
    const hashes = sessionHashes(deps.keyring, sid)
    const alive = await findSession(tx, hashes, now)
    if (alive === null) return null
    await holdMember(tx, alive.member.id)
    const old = await tx.session.findFirst({ where: { hash: { in: hashes }, endedAt: null } })
    if (old === null) return null
    const { count } = await tx.session.updateMany({
      where: { hash: old.hash, endedAt: null },
      data: { endedAt: new Date(now.getTime() + ROTATION_GRACE_MS), endReason: 'rotated' },
    })
    if (count === 0) return null
    await tx.session.create({
      data: { ...old, hash: sessionHash(deps.keyring, next), lastSeenAt: now },
      select: { hash: true },
    })
    return next
  })
}
