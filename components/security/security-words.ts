import type { Text } from '#components/language/use-text.ts'
import { isSecurityKind, securityKinds } from '#lib/modules/security/domain/kinds.ts'
import type { SecurityEventView } from '#lib/modules/security/schemas.ts'

interface Choice {
  readonly value: string
  readonly label: string
}

/** What a kind is in words; a kind that this version does not know is shown as it is. */
export const kindWords = (t: Text<'security'>, kind: string): string =>
  isSecurityKind(kind) ? t(`kind.${kind}`) : kind

/** The kinds for a list of choices; the first narrows nothing. */
export const kindOptions = (t: Text<'security'>): Choice[] => [
  { value: '', label: t('filter.everyKind') },
  ...securityKinds().map((value) => ({ value, label: kindWords(t, value) })),
]

const SEVERITIES = ['critical', 'warning', 'info'] as const

/** The severities for a list of choices; the first narrows nothing. */
export const severityOptions = (t: Text<'security'>): Choice[] => [
  { value: '', label: t('filter.everySeverity') },
  ...SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) })),
]

/** Who it was, where no name stands beside the event. */
export const whoWords = (t: Text<'security'>, { memberId }: Pick<SecurityEventView, 'memberId'>): string =>
  t(memberId === null ? 'who.nobody' : 'who.outOfView')

/** The details of an event in one line, in the words of the record: `GET /api/v1/rules · wrong · count 3`. */
export function detailWords({ details }: Pick<SecurityEventView, 'details'>): string {
  const { method, path, reason, ...others } = details
  const request = [method, path].filter((part) => typeof part === 'string').join(' ')
  const facts = Object.entries(others)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${String(value)}`)
  const told = typeof reason === 'string' ? reason.replaceAll('_', ' ') : ''
  return [request, told, ...facts].filter((part) => part !== '').join(' · ')
}

/** What was seen so far, in a sentence, and how often where refusals were folded. */
export function eventsSentence(t: Text<'security'>, events: readonly SecurityEventView[]): string {
  if (events.length === 0) return t('sentence.none')
  const critical = events.filter(({ severity }) => severity === 'critical').length
  const addresses = new Set(events.flatMap((event) => event.addresses)).size
  const attempts = events.reduce((sum, { count }) => sum + count, 0)
  const seen = t('sentence.seen', { events: events.length, addresses, critical })
  return attempts === events.length ? seen : `${seen} ${t('sentence.folded', { attempts })}`
}

/** Why it was refused, as it was told to whoever was, or the verdict of the door. */
export function reasonWords(t: Text<'security'>, { details }: Pick<SecurityEventView, 'details'>): string {
  const reason = details['reason']
  return typeof reason === 'string' ? reason.replaceAll('_', ' ') : t('event.noReason')
}
