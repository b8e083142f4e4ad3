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

/** The details of an event in one line: `reason wrong, path /api/v1/rules`. */
export const detailWords = ({ details }: Pick<SecurityEventView, 'details'>): string =>
  Object.entries(details)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ')

/** What was seen so far, in one sentence. */
export function eventsSentence(events: readonly SecurityEventView[]): string {
  if (events.length === 0) return 'Nothing was tried at the doors of this scope.'
  const critical = events.filter(({ severity }) => severity === 'critical').length
  const addresses = new Set(events.flatMap(({ address }) => (address === null ? [] : [address]))).size
  const from = addresses === 0 ? '' : ` from ${addresses} ${addresses === 1 ? 'address' : 'addresses'}`
  return `Of the newest ${events.length}${from}, ${critical === 0 ? 'none is' : `${critical} ${critical === 1 ? 'is' : 'are'}`} critical.`
}
