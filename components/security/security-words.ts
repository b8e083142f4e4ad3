import { securityKinds, kindWords } from '#lib/modules/security/domain/kinds.ts'
import type { SecurityEventView } from '#lib/modules/security/schemas.ts'

/** The kinds for a list of choices; the first narrows nothing. */
export const kindOptions = (): { readonly value: string; readonly label: string }[] => [
  { value: '', label: 'Every kind' },
  ...securityKinds().map((value) => ({ value, label: kindWords(value) })),
]

/** The severities for a list of choices. */
export const SEVERITY_OPTIONS = [
  { value: '', label: 'Every severity' },
  { value: 'critical', label: 'Critical' },
  { value: 'warning', label: 'Warning' },
  { value: 'info', label: 'Information' },
] as const

/** The details of an event in one line: `GET /api/v1/rules · wrong · count 3`. */
export function detailWords({ details }: Pick<SecurityEventView, 'details'>): string {
  const { method, path, reason, ...others } = details
  const request = [method, path].filter((part) => typeof part === 'string').join(' ')
  const facts = Object.entries(others)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${String(value)}`)
  const told = typeof reason === 'string' ? reason.replaceAll('_', ' ') : ''
  return [request, told, ...facts].filter((part) => part !== '').join(' · ')
}

/** What was seen so far, in one sentence. */
export function eventsSentence(events: readonly SecurityEventView[]): string {
  if (events.length === 0) return 'Nothing was tried at the doors of this scope.'
  const critical = events.filter(({ severity }) => severity === 'critical').length
  const addresses = new Set(events.flatMap((event) => event.addresses)).size
  const from = addresses === 0 ? '' : ` from ${addresses} ${addresses === 1 ? 'address' : 'addresses'}`
  const attempts = events.reduce((sum, { count }) => sum + count, 0)
  const folded =
    attempts === events.length ? '' : ` They stand for ${attempts.toLocaleString('en-GB')} attempts.`
  return `Of the newest ${events.length}${from}, ${critical === 0 ? 'none is' : `${critical} ${critical === 1 ? 'is' : 'are'}`} critical.${folded}`
}

/** Why it was refused, as it was told to whoever was, or the verdict of the door. */
export function reasonWords({ details }: Pick<SecurityEventView, 'details'>): string {
  const reason = details['reason']
  return typeof reason === 'string' ? reason.replaceAll('_', ' ') : 'Nothing further was recorded.'
}
