import { credentialEnd, type CredentialEnd } from '#lib/core/credential-end.ts'

const DAY_MS = 86_400_000

/** Days for which a key is good when nobody says otherwise. */
const DEFAULT_KEY_DAYS = 90

/** Days before the end of a key on which its owner is told, the earlier one first. */
export const WARNING_DAYS = [7, 1] as const

/** The moment `seconds` after `at`. */
export const secondsAfter = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000)

const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS)

/** When a key that is made at `now` ends: at the moment asked for, else after 90 days; never later than `maxDays`. */
export function keyEnd(asked: string | undefined, now: Date, maxDays: number): CredentialEnd {
  if (asked === undefined) return { kind: 'ends', at: daysAfter(now, Math.min(DEFAULT_KEY_DAYS, maxDays)) }
  return credentialEnd(asked, now, { maxDays, what: 'keys' })
}

/** When the new credential of a rotated key ends: after as long a life as the one before it had, at most `maxDays`. */
export function rotatedKeyEnd(
  key: { readonly createdAt: Date; readonly rotatedAt: Date | null; readonly expiresAt: Date | null },
  now: Date,
  maxDays: number,
): Date {
  if (key.expiresAt === null) return daysAfter(now, Math.min(DEFAULT_KEY_DAYS, maxDays))
  const life = key.expiresAt.getTime() - (key.rotatedAt ?? key.createdAt).getTime()
  return new Date(now.getTime() + Math.min(Math.max(life, 0), maxDays * DAY_MS))
}

/** Until when the old credential works: for the overlap, but never longer than it would have without the rotation. */
export function oldKeyUntil(expiresAt: Date | null, now: Date, overlapSeconds: number): Date {
  const until = secondsAfter(now, overlapSeconds)
  return expiresAt !== null && expiresAt < until ? expiresAt : until
}

/** The warning that is due for a key now, in days before its end; null when none is, or it was given. */
export function dueWarning(expiresAt: Date, toldDays: number | null, now: Date): number | null {
  if (expiresAt <= now) return null
  const due = WARNING_DAYS.findLast((days) => daysAfter(now, days) >= expiresAt)
  return due === undefined || (toldDays !== null && toldDays <= due) ? null : due
}
