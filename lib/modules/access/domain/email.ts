/** The one spelling under which an e-mail address is stored and found: NFKC, without space around it, lower case. */
export const normalizeEmail = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** An address as it may stand in an audit entry about somebody unknown: first letter and domain. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? '…' : `${email.slice(0, 1)}…${email.slice(at)}`
}
