import type { Role } from './permissions.ts'

/** How long a session lasts: in minutes without anything being done in it, and in minutes since it began. */
export interface SessionLimit {
  readonly idleMinutes: number
  readonly absoluteMinutes: number
}

/** Whose limits they are, strictest first: holders of an admin role, of `on_call`, and everybody else. */
export const SESSION_KINDS = ['admin', 'on_call', 'other'] as const

/** One of the groups of members with session limits of their own. */
export type SessionKind = (typeof SESSION_KINDS)[number]

/** The limits of an installation. */
export type SessionLimits = Readonly<Record<SessionKind, SessionLimit>>

/** What holds until an operator admin sets something else. */
export const DEFAULT_SESSION_LIMITS: SessionLimits = {
  admin: { idleMinutes: 30, absoluteMinutes: 12 * 60 },
  on_call: { idleMinutes: 12 * 60, absoluteMinutes: 7 * 24 * 60 },
  other: { idleMinutes: 60, absoluteMinutes: 12 * 60 },
}

/** What an operator admin may set, in minutes. An admin's session is never as long as that of somebody on call may be. */
export const SESSION_BOUNDS: Readonly<
  Record<
    SessionKind,
    { readonly idle: readonly [number, number]; readonly absolute: readonly [number, number] }
  >
> = {
  admin: { idle: [1, 120], absolute: [15, 24 * 60] },
  on_call: { idle: [1, 24 * 60], absolute: [15, 30 * 24 * 60] },
  other: { idle: [1, 8 * 60], absolute: [15, 7 * 24 * 60] },
}

/** The longest time for which any session may be set to last, in seconds: the bound of what is issued for one. */
export const LONGEST_SESSION_SECONDS =
  Math.max(...SESSION_KINDS.map((kind) => SESSION_BOUNDS[kind].absolute[1])) * 60

const ADMINS: readonly Role[] = ['operator_admin', 'platform_admin', 'tenant_admin']

/**
 * Which limits bind a member with these roles, in whatever scopes. An admin role binds to the admins' limits, whatever
 * else is held; then `on_call` to those of the people who must not be signed out at night.
 */
export function sessionKindOf(roles: Iterable<Role>): SessionKind {
  const held = [...roles]
  if (held.some((role) => ADMINS.includes(role))) return 'admin'
  return held.includes('on_call') ? 'on_call' : 'other'
}

/** How many sessions a member has open at once, whatever the roles. One more ends the oldest of them. */
export const MAX_SESSIONS = 50

/** Days after its end for which a session is kept, with the mails about the account. */
export const KEPT_SESSION_DAYS = 90

/** The moments of a session that its limits are reckoned from. */
export interface SessionTimes {
  readonly createdAt: Date
  readonly lastSeenAt: Date
  /** The end that was set when it began: limits that grew later do not prolong it. */
  readonly expiresAt: Date
}

/** When a session ends by itself. */
export interface SessionDeadlines {
  /** The end, unless something is done in it before. */
  readonly idleEndsAt: Date
  /** The end, whatever is done in it. */
  readonly endsAt: Date
}

const after = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)

/** When a session ends under these limits. A limit that was shortened, or a stricter role, bites in running sessions. */
export function sessionDeadlines(times: SessionTimes, limit: SessionLimit): SessionDeadlines {
  const byAge = after(times.createdAt, limit.absoluteMinutes)
  const endsAt = byAge < times.expiresAt ? byAge : times.expiresAt
  const byRest = after(times.lastSeenAt, limit.idleMinutes)
  return { idleEndsAt: byRest < endsAt ? byRest : endsAt, endsAt }
}

/** Why a session is over by now; null while it is not. */
export function timeOutOf(deadlines: SessionDeadlines, now: Date): 'idle' | 'absolute' | null {
  if (deadlines.endsAt <= now) return 'absolute'
  return deadlines.idleEndsAt <= now ? 'idle' : null
}

/** Milliseconds before the idle end at which a page asks whether anybody is there: 2 min, a quarter of shorter limits. */
export const warningLeadMs = (limit: SessionLimit): number =>
  Math.min(2 * 60_000, (limit.idleMinutes * 60_000) / 4)
