import type { Text } from '#components/language/use-text.ts'
import { listAddress } from '#components/shell/scopes.ts'

/** The names of the filters, as the address and the API spell them. */
export const FILTER_NAMES = [
  'text',
  'action',
  'actor',
  'address',
  'targetKind',
  'targetId',
  'requestId',
  'from',
  'to',
] as const
/** The name of a filter. */
export type FilterName = (typeof FILTER_NAMES)[number]
/** What the address of the audit page narrows the list by; nothing stands for what is absent. */
export type AuditFilter = Readonly<Partial<Record<FilterName, string>>>

type Params = Readonly<Record<string, string | string[] | undefined>>

const first = (params: Params, name: string): string => [params[name]].flat()[0]?.trim() ?? ''

/** How long the text of a filter may be. */
const LONGEST: Readonly<Record<Exclude<FilterName, 'from' | 'to'>, number>> = {
  text: 200,
  action: 100,
  actor: 200,
  address: 64,
  targetKind: 100,
  targetId: 200,
  requestId: 100,
}

function isDay(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  // 30 February is read as 2 March by some.
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

const isGood = (name: FilterName, value: string): boolean =>
  name === 'from' || name === 'to' ? isDay(value) : value.length <= LONGEST[name] && !/\p{Cc}/u.test(value)

/** What is wrong with a field of the filter as it was typed. */
export type FilterFault = 'noDay' | 'reversed'

/** What of the days that were typed cannot be looked for; `half` holds the fields with a day that is not whole. */
export function dayFaults(
  { from, to }: AuditFilter,
  half: ReadonlySet<string>,
): Readonly<Partial<Record<'from' | 'to', FilterFault>>> {
  const isWhole = (name: string, day = ''): boolean => !half.has(name) && (day === '' || isDay(day))
  const faults: Partial<Record<'from' | 'to', FilterFault>> = {}
  if (!isWhole('from', from)) faults.from = 'noDay'
  if (!isWhole('to', to)) faults.to = 'noDay'
  const isReversed = from !== undefined && from !== '' && to !== undefined && to !== '' && from > to
  if (isReversed && faults.from === undefined && faults.to === undefined) faults.to = 'reversed'
  return faults
}

/** Reads the filter of an address; what cannot be looked for is left out. */
export function readAuditFilter(params: Params): AuditFilter {
  const filter: Partial<Record<FilterName, string>> = {}
  for (const name of FILTER_NAMES) {
    const value = first(params, name)
    if (value !== '' && isGood(name, value)) filter[name] = value
  }
  if (filter.from === undefined || filter.to === undefined || filter.from <= filter.to) return filter
  const { from: _from, to: _to, ...rest } = filter
  return rest
}

/** What of an address was left out, in full sentences, each with what is shown instead. */
export function auditNotices(t: Text<'audit'>, params: Params): readonly string[] {
  const filter = readAuditFilter(params)
  const wrong = FILTER_NAMES.filter(
    (name) => first(params, name) !== '' && !isGood(name, first(params, name)),
  )
  const isReversed = ['from', 'to'].every(
    (name) => first(params, name) !== '' && !wrong.some((each) => each === name),
  )
  return [
    ...wrong.map((name) =>
      name === 'from' || name === 'to' ? t('notice.noDay', { name }) : t('notice.leftOut', { name }),
    ),
    ...(isReversed && filter.from === undefined ? [t('notice.reversed')] : []),
    ...(first(params, 'entry') !== '' && readEntryRef(params) === null ? [t('notice.noEntry')] : []),
  ]
}

/** One entry, named by an address. */
export interface EntryRef {
  readonly chain: string
  readonly seq: string
}

/** The entry that an address opens (`entry=<chain>@<number>`); null for none and for what names none. */
export function readEntryRef(params: Params): EntryRef | null {
  const [chain, seq, ...rest] = first(params, 'entry').split('@')
  if (chain === undefined || chain === '' || seq === undefined || rest.length > 0) return null
  return /^\d{1,18}$/.test(seq) ? { chain, seq } : null
}

/** The address of the list with this filter, and of an entry that is open over it. */
export function auditHref(scope: string, filter: AuditFilter, entry: EntryRef | null = null): string {
  const query = new URLSearchParams()
  for (const name of FILTER_NAMES) {
    const value = filter[name]?.trim()
    if (value !== undefined && value !== '') query.set(name, value)
  }
  if (entry !== null) query.set('entry', `${entry.chain}@${entry.seq}`)
  return listAddress('/audit', query, scope)
}

/** A day of the address as the API takes it: its first moment in UTC. `to` is the end of its day. */
export function apiAuditFilter({ from, to, ...rest }: AuditFilter): AuditFilter {
  return {
    ...rest,
    ...(from === undefined ? {} : { from: momentOf(from, 0) }),
    ...(to === undefined ? {} : { to: momentOf(to, 1) }),
  }
}

const DAY_MS = 86_400_000
const momentOf = (day: string, daysLater: number): string =>
  isDay(day) ? new Date(Date.parse(day) + daysLater * DAY_MS).toISOString() : day // the API says what is wrong with it
