/** How urgent a kind of event is. */
export type Severity = 'info' | 'warning' | 'critical'

/** Every kind of security event: its severity, and what it is in words. */
export const SECURITY_KINDS = {
  'sign-in.succeeded': ['info', 'Signed in'],
  'sign-in.new-device': ['info', 'Signed in from a new device or network'],
  'sign-in.failed': ['warning', 'Sign-in refused'],
  'sign-in.waited': ['warning', 'Sign-in made to wait'],
  'factor.failed': ['warning', 'Second factor refused'],
  'step-up.failed': ['warning', 'Step-up refused'],
  'account.locked': ['critical', 'Account locked'],
  'account.unlocked': ['info', 'Account unlocked'],
  'password.changed': ['info', 'Password changed'],
  'session.ended': ['info', 'Session ended'],
  'request.rate-limited': ['warning', 'Too many requests'],
  'request.forbidden': ['warning', 'Permission missing'],
  'request.cross-site': ['critical', 'Request from another site refused'],
  'request.suspended': ['warning', 'Refused while suspended'],
  'scope.foreign': ['warning', 'Foreign scope asked for'],
  'key.bad': ['warning', 'Unknown credential'],
  'key.ended': ['warning', 'Ended credential used'],
  'role.escalation': ['critical', 'More than the own permissions asked for'],
  'token.bad': ['warning', 'Link refused'],
  'token.replayed': ['critical', 'One-time token used again'],
  'provider.refused': ['warning', 'Sign-on by provider refused'],
} as const satisfies Readonly<Record<string, readonly [Severity, string]>>

/** A kind of security event. */
export type SecurityKind = keyof typeof SECURITY_KINDS

/** True for a text that names a kind. */
export const isSecurityKind = (text: string): text is SecurityKind => Object.hasOwn(SECURITY_KINDS, text)

/** The kinds, in the order of the table. */
export const securityKinds = (): SecurityKind[] =>
  Object.keys(SECURITY_KINDS).filter((one) => isSecurityKind(one))

/** What a kind is in words; a kind that this version does not know is shown as it is. */
export const kindWords = (kind: string): string => (isSecurityKind(kind) ? SECURITY_KINDS[kind][1] : kind)

/** How urgent a kind is. */
export const severityOf = (kind: SecurityKind): Severity => SECURITY_KINDS[kind][0]
