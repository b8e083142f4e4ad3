import type { IncidentView } from '#lib/modules/incidents/schemas.ts'

/** What a page knows of the open incidents of its scope, and what it says of those that came since. */
export interface KnownIncidents {
  /** Ids that were seen open; null until the first answer. */
  readonly ids: ReadonlySet<string> | null
  /** What was opened last, a full sentence; empty while nothing was. */
  readonly news: string
}

/** Before the first answer. */
export const NOTHING_KNOWN: KnownIncidents = { ids: null, news: '' }

type Open = Pick<IncidentView, 'id' | 'severity' | 'title'>

const bySeverity = (a: Open, b: Open): number =>
  a.severity < b.severity ? -1 : a.severity > b.severity ? 1 : 0

function sentenceOf(opened: readonly Open[]): string {
  const [worst] = opened.toSorted(bySeverity)
  if (worst === undefined) return ''
  return opened.length === 1
    ? `New incident, ${worst.severity}: ${worst.title}.`
    : `${opened.length} new incidents, the worst ${worst.severity}: ${worst.title}.`
}

/** What is known after another answer. What was open when the page came is no news, and nothing is news twice. */
export function afterAnswer({ ids, news }: KnownIncidents, open: readonly Open[]): KnownIncidents {
  if (ids === null) return { ids: new Set(open.map(({ id }) => id)), news: '' }
  const opened = open.filter(({ id }) => !ids.has(id))
  if (opened.length === 0) return { ids, news }
  return { ids: new Set([...ids, ...opened.map(({ id }) => id)]), news: sentenceOf(opened) }
}
