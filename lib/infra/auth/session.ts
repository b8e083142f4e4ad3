import { randomBytes } from 'node:crypto'
import type { Clock } from '#lib/core/clock.ts'
import type { Database, Tx } from '#lib/infra/db/index.ts'
import { hmac, type Keyring } from './keys.ts'

const MINUTE_MS = 60_000
/** A session ends after this long without a request. */
const IDLE_MS = 60 * MINUTE_MS
/** A session ends this long after sign-in, whatever happens in it. */
export const SESSION_MAX_AGE_SECONDS = 12 * 3600
/** Requests in flight while the id changes still carry the old one. */
const ROTATION_GRACE_MS = 5000
const MAX_USER_AGENT = 300

/** What sessions need of their process. */
export interface SessionDeps {
  readonly database: Database
  readonly keyring: Keyring
  readonly clock: Clock
}

/** How somebody can come in: by something of ours, or by the word of an identity provider. */
export const SIGN_IN_WAYS = ['password', 'passkey', 'link', 'oidc', 'saml'] as const

/** One of the ways in. */
export type SignInWay = (typeof SIGN_IN_WAYS)[number]

/** What is known when a session begins. */
export interface NewSession {
  readonly memberId: string
  readonly way: SignInWay
  /** When the second factor was shown, null when none was. */
  readonly factorAt: Date | null
  readonly ip: string | null
  readonly userAgent: string | null
}

/** What is stored of a session id and what it is looked up by. */
export const sessionHash = (keyring: Keyring, sid: string): Uint8Array<ArrayBuffer> =>
  hmac(keyring.session, sid)

/** Begins a session; returns its id, 256 random bits, which is kept nowhere but in the cookie. */
export async function createSession(deps: SessionDeps, session: NewSession): Promise<string> {
  const sid = randomBytes(32).toString('base64url')
  const now = deps.clock.now()
  await deps.database.asAuth(
    async (tx) =>
      await tx.session.create({
        data: {
          hash: sessionHash(deps.keyring, sid),
          memberId: session.memberId,
          way: session.way,
          createdAt: now,
          lastSeenAt: now,
          expiresAt: new Date(now.getTime() + SESSION_MAX_AGE_SECONDS * 1000),
          factorAt: session.factorAt,
          ip: session.ip,
          userAgent: session.userAgent?.slice(0, MAX_USER_AGENT) ?? null,
        },
        select: { hash: true },
      }),
  )
  return sid
}

/** Which rows are alive at `now`. A row that was ended stays as a record. */
const isAlive = (now: Date) => ({
  OR: [{ endedAt: null }, { endedAt: { gt: now } }],
  expiresAt: { gt: now },
  lastSeenAt: { gt: new Date(now.getTime() - IDLE_MS) },
})

/** A live session with its member and that member's bindings; null when it ended, expired or never was. */
export async function findSession(
  tx: Tx,
  hash: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<SessionRow | null> {
  return await tx.session.findFirst({
    where: { hash, ...isAlive(now), member: { state: 'active' } },
    select: SESSION_COLUMNS,
  })
}

/** The live session with this id, looked up on its own; null when it ended, expired or never was. */
export const lookupSession = async (deps: SessionDeps, sid: string): Promise<SessionRow | null> =>
  await deps.database.asAuth(
    async (tx) => await findSession(tx, sessionHash(deps.keyring, sid), deps.clock.now()),
  )

const SESSION_COLUMNS = {
  hash: true,
  way: true,
  createdAt: true,
  lastSeenAt: true,
  factorAt: true,
  member: {
    select: {
      id: true,
      name: true,
      email: true,
      timeZone: true,
      totpSecret: true,
      bindings: {
        select: { role: true, platformId: true, tenantId: true, expiresAt: true },
        orderBy: { id: 'asc' },
      },
    },
  },
} as const

/** Columns of a binding as they are stored. */
export interface BindingRow {
  readonly role: string
  readonly platformId: string | null
  readonly tenantId: string | null
  readonly expiresAt: Date | null
}

/** A session as it is read on every request. */
export interface SessionRow {
  readonly hash: Uint8Array<ArrayBuffer>
  /** One of `SIGN_IN_WAYS`; the database holds nothing else. */
  readonly way: string
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly factorAt: Date | null
  readonly member: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly timeZone: string
    readonly totpSecret: Uint8Array | null
    readonly bindings: readonly BindingRow[]
  }
}

/** Notes that a session was used, at most once a minute. */
export async function touchSession(tx: Tx, session: SessionRow, now: Date): Promise<void> {
  if (now.getTime() - session.lastSeenAt.getTime() < MINUTE_MS) return
  await tx.session.updateMany({ where: { hash: session.hash }, data: { lastSeenAt: now } })
}

/** Ends one session at once. */
export async function endSession(tx: Tx, hash: Uint8Array<ArrayBuffer>, now: Date): Promise<void> {
  await tx.session.updateMany({ where: { hash, ...isAlive(now) }, data: { endedAt: now } })
}

/** Ends every session of a member at once, but for the one given; returns how many. */
export async function endSessionsOf(
  tx: Tx,
  memberId: string,
  now: Date,
  except?: Uint8Array<ArrayBuffer>,
): Promise<number> {
  const others = except === undefined ? {} : { hash: { not: except } }
  const { count } = await tx.session.updateMany({
    where: { memberId, ...isAlive(now), ...others },
    data: { endedAt: now },
  })
  return count
}

/** Notes that the second factor was shown in a session. */
export async function markFactorShown(tx: Tx, hash: Uint8Array<ArrayBuffer>, at: Date): Promise<void> {
  await tx.session.updateMany({ where: { hash }, data: { factorAt: at } })
}

/**
 * Gives a session a new id, as is due after sign-in and after step-up: whoever copied the old one is left with
 * nothing. Returns null when the old one is not alive. Its age stays, so that rotating never prolongs it.
 */
export async function rotateSession(deps: SessionDeps, sid: string): Promise<string | null> {
  const now = deps.clock.now()
  const next = randomBytes(32).toString('base64url')
  return await deps.database.asAuth(async (tx) => {
    const old = await tx.session.findFirst({
      where: { hash: sessionHash(deps.keyring, sid), endedAt: null, ...isAlive(now) },
    })
    if (old === null) return null
    const { count } = await tx.session.updateMany({
      where: { hash: old.hash, endedAt: null },
      data: { endedAt: new Date(now.getTime() + ROTATION_GRACE_MS) },
    })
    if (count === 0) return null
    await tx.session.create({
      data: { ...old, hash: sessionHash(deps.keyring, next), lastSeenAt: now },
      select: { hash: true },
    })
    return next
  })
}
