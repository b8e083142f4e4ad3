/** How urgent a kind of event is. */
export type Severity = 'info' | 'warning' | 'critical'

/** Every kind of security event with its severity; what it is in words stands in the texts of the interface. */
export const SECURITY_KINDS = {
  'sign-in.succeeded': 'info',
  'sign-in.new-device': 'info',
  'sign-in.failed': 'warning',
  'sign-in.waited': 'warning',
  'factor.failed': 'warning',
  'step-up.failed': 'warning',
  'account.locked': 'critical',
  'account.unlocked': 'info',
  'password.changed': 'info',
  'session.ended': 'info',
  'request.rate-limited': 'warning',
  'request.forbidden': 'warning',
  'request.cross-site': 'critical',
  'request.suspended': 'warning',
  'scope.foreign': 'warning',
  'key.bad': 'warning',
  'key.ended': 'warning',
  'role.escalation': 'critical',
  'token.bad': 'warning',
  'provider.refused': 'warning',
} as const satisfies Readonly<Record<string, Severity>>

/** A kind of security event. */
export type SecurityKind = keyof typeof SECURITY_KINDS

/** True for a text that names a kind. */
export const isSecurityKind = (text: string): text is SecurityKind => Object.hasOwn(SECURITY_KINDS, text)

/** The kinds, in the order of the table. */
export const securityKinds = (): SecurityKind[] =>
  Object.keys(SECURITY_KINDS).filter((one) => isSecurityKind(one))

/** How urgent a kind is. */
export const severityOf = (kind: SecurityKind): Severity => SECURITY_KINDS[kind]
