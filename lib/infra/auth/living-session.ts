import { SESSION_BOUNDS, SESSION_KINDS } from '#lib/core/session-limits.ts'

const MINUTE_MS = 60_000
/** The longest rest that any limit allows; the exact one depends on the member's roles. */
const LONGEST_IDLE_MS = Math.max(...SESSION_KINDS.map((kind) => SESSION_BOUNDS[kind].idle[1])) * MINUTE_MS

interface WithinLimits {
  readonly expiresAt: { readonly gt: Date }
  readonly lastSeenAt: { readonly gt: Date }
}

interface MayLive extends WithinLimits {
  readonly OR: ({ readonly endedAt: null } | { readonly endedAt: { readonly gt: Date } })[]
}

/** Which rows no limit of any role ended by `now`; whether somebody ended them is not asked. */
export const withinLimits = (now: Date): WithinLimits => ({
  expiresAt: { gt: now },
  lastSeenAt: { gt: new Date(now.getTime() - LONGEST_IDLE_MS) },
})

/** Which rows may be alive at `now`; how long a rest is too long, the roles of the member say. An ended row stays as a record. */
export const mayLive = (now: Date): MayLive => ({
  OR: [{ endedAt: null }, { endedAt: { gt: now } }],
  ...withinLimits(now),
})
