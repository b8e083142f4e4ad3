import { z } from 'zod'
import { SESSION_BOUNDS, type SessionKind } from '#lib/core/session-limits.ts'
import { emailAddress, id, typedPassword } from './fields.ts'

/** A session as its member, or an admin of the scope, sees it in a list. */
export const sessionView = z.object({
  id: z.string(),
  /** Browser and system, e.g. `Firefox 130 on Linux`. */
  device: z.string(),
  /** The address it began from; null when it is not known, e.g. from the command line. */
  address: z.string().nullable(),
  /** One of password, passkey, link, oidc, saml. */
  way: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  /** When it ends, whatever is done in it. */
  endsAt: z.iso.datetime(),
  /** True for the one that asks. */
  isCurrent: z.boolean(),
})
/** A session in a list. */
export type SessionView = z.infer<typeof sessionView>
/** Output of `listOwnSessions` and `listMemberSessions`: last used first. */
export const listSessionsOutput = z.object({ sessions: z.array(sessionView) })
/** Output of `listOwnSessions` and `listMemberSessions`. */
export type ListSessionsOutput = z.infer<typeof listSessionsOutput>

/** The session of a request: when it ends by itself. */
export const sessionState = z.object({
  id: z.string(),
  idleEndsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  idleMinutes: z.int(),
})
/** The session of a request: when it ends by itself. */
export type SessionState = z.infer<typeof sessionState>

/** Input of `endOneOwnSession`. */
export const sessionRef = z.strictObject({ sessionId: id })
/** Input of `endOneOwnSession`. */
export type SessionRef = z.input<typeof sessionRef>

/** Input of `endOwnSessions`: all of them, or all but the one that asks. */
export const endOwnSessionsInput = z.strictObject({
  which: z.enum(['others', 'all'], { error: 'others or all' }),
})
/** Input of `endOwnSessions`. */
export type EndOwnSessionsInput = z.input<typeof endOwnSessionsInput>
/** How many sessions were ended. */
export const endedSessions = z.object({ ended: z.int() })
/** How many sessions were ended. */
export type EndedSessions = z.infer<typeof endedSessions>

/** Input of verbs about one member. */
export const memberRef = z.strictObject({ memberId: id })
/** Input of verbs about one member. */
export type MemberRef = z.input<typeof memberRef>

/** Body of the route that ends sessions of a member: one of them, or all when it is left out. */
export const endMemberSessionsBody = z.strictObject({ sessionId: id.optional() })
/** Input of `endMemberSessions`. */
export const endMemberSessionsInput = memberRef.extend(endMemberSessionsBody.shape)
/** Input of `endMemberSessions`. */
export type EndMemberSessionsInput = z.input<typeof endMemberSessionsInput>

/** What became of a member whose access was switched off or on again. */
export const memberAccess = z.object({
  id: z.string(),
  state: z.enum(['active', 'disabled']),
  /** How many sessions ended with it. */
  sessionsEnded: z.int(),
  /** How many API keys of theirs were revoked with it. */
  keysRevoked: z.int(),
})
/** What became of a member whose access was switched off or on again. */
export type MemberAccess = z.infer<typeof memberAccess>

const minutes = ([least, most]: readonly [number, number]) => {
  const words = `a whole number of minutes between ${least} and ${most}`
  return z.int(words).min(least, words).max(most, words)
}
const limitOf = (kind: SessionKind) =>
  z
    .strictObject({
      idleMinutes: minutes(SESSION_BOUNDS[kind].idle),
      absoluteMinutes: minutes(SESSION_BOUNDS[kind].absolute),
    })
    .refine((limit) => limit.idleMinutes <= limit.absoluteMinutes, {
      path: ['idleMinutes'],
      error: 'a session cannot rest longer than it lasts: choose at most the minutes of absoluteMinutes',
    })

/** Input of `setSessionLimits`: the limits of all three groups of members. */
export const setSessionLimitsInput = z.strictObject({
  admin: limitOf('admin'),
  on_call: limitOf('on_call'),
  other: limitOf('other'),
})
/** Input of `setSessionLimits`. */
export type SetSessionLimitsInput = z.input<typeof setSessionLimitsInput>

/** How long sessions last, and how many there are. */
export const sessionSettingsView = z.object({
  limits: z.object({ admin: limitOf('admin'), on_call: limitOf('on_call'), other: limitOf('other') }),
  /** Sessions that are open now. */
  open: z.int(),
  /** Ended ones that are still kept. */
  kept: z.int(),
  /** Days after its end for which a session is kept. */
  keptDays: z.int(),
  /** When the oldest kept one ended; null when there is none. */
  oldestEndedAt: z.iso.datetime().nullable(),
})
/** How long sessions last, and how many there are. */
export type SessionSettingsView = z.infer<typeof sessionSettingsView>

/** Input of `changePassword`: the present one, and the new one. */
export const changePasswordInput = z.strictObject({ current: typedPassword, password: typedPassword })
/** Input of `changePassword`. */
export type ChangePasswordInput = z.input<typeof changePasswordInput>

/** Input of `askEmailChange`: the new address. */
export const askEmailChangeInput = z.strictObject({ email: emailAddress })
/** Input of `askEmailChange`. */
export type AskEmailChangeInput = z.input<typeof askEmailChangeInput>
/** Output of `askEmailChange`: where the link went, and until when it is good. */
export const askEmailChangeOutput = z.object({ email: z.string(), expiresAt: z.iso.datetime() })
/** Output of `askEmailChange`. */
export type AskEmailChangeOutput = z.infer<typeof askEmailChangeOutput>

/** Input of `confirmEmailChange`: the token from the link. */
export const confirmEmailChangeInput = z.strictObject({
  token: z
    .string('the token from the link in the mail')
    .trim()
    .min(1, 'the token from the link in the mail')
    .max(100, 'the token from the link in the mail'),
})
/** Input of `confirmEmailChange`. */
export type ConfirmEmailChangeInput = z.input<typeof confirmEmailChangeInput>
/** Output of `confirmEmailChange`: the address to sign in with from now on. */
export const confirmEmailChangeOutput = z.object({ email: z.string() })
/** Output of `confirmEmailChange`. */
export type ConfirmEmailChangeOutput = z.infer<typeof confirmEmailChangeOutput>
