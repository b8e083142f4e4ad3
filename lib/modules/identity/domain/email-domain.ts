const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** A domain in the one spelling under which it is kept, ASCII and lower case; null for what is no domain. */
export function normalizeDomain(text: string): string | null {
  const domain = toAscii(text.trim().replace(/\.$/, ''))
  const labels = domain.split('.')
  const isDomain =
    labels.length > 1 &&
    domain.length <= 253 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  return isDomain ? domain : null
}

/** The host of a URL is written in ASCII; what else a URL can hold beside a host is refused before. */
function toAscii(text: string): string {
  const url = `https://${text}`
  return /[/?#@:%\\[\]\s\u0000-\u001f]/.test(text) || !URL.canParse(url) ? '' : new URL(url).hostname
}

/** The domain of an e-mail address as it is kept; null for what has none. */
export function domainOfEmail(email: string): string | null {
  const at = email.lastIndexOf('@')
  return at < 1 ? null : normalizeDomain(email.slice(at + 1))
}

/** The name of the TXT record that proves a domain. */
export const proofName = (domain: string): string => `_bailiwick.${domain}`

/** The value of the TXT record that proves a domain. */
export const proofValue = (token: string): string => `bailiwick-domain=${token}`

/** True when a record has exactly the value; a long one comes in pieces that belong together. */
export const isProved = (records: readonly (readonly string[])[], token: string): boolean =>
  records.some((pieces) => pieces.join('').trim() === proofValue(token))
