import type { IncidentView } from '#lib/modules/incidents/schemas.ts'

type Open = Pick<IncidentView, 'id' | 'severity' | 'title' | 'openedAt'>

/** Incidents that have opened: how many, and what the worst of them is. */
export interface OpenedIncidents {
  readonly count: number
  readonly severity: IncidentView['severity']
  readonly title: string
}

/** What a page knows of the open incidents of its scope, and what it says of those that came since. */
export interface KnownIncidents {
  /** Ids that were seen open; null until the first answer. */
  readonly ids: ReadonlySet<string> | null
  /** When the newest of them opened, as the API writes it; empty while there was none. */
  readonly newest: string
  /** What was opened last; null while nothing was. */
  readonly news: OpenedIncidents | null
}

/** Before the first answer. */
export const NOTHING_KNOWN: KnownIncidents = { ids: null, newest: '', news: null }

const bySeverity = (a: Open, b: Open): number =>
  a.severity < b.severity ? -1 : a.severity > b.severity ? 1 : 0

function summaryOf(opened: readonly Open[]): OpenedIncidents | null {
  const [worst] = opened.toSorted(bySeverity)
  return worst === undefined ? null : { count: opened.length, severity: worst.severity, title: worst.title }
}

/**
 * What is known after another answer. What was open when the page came is no news, and nothing is news twice; nor is an old
 * one that comes into an answer of limited length because a newer one was resolved.
 */
export function afterAnswer({ ids, newest, news }: KnownIncidents, open: readonly Open[]): KnownIncidents {
  const latest = open.reduce((last, { openedAt }) => (openedAt > last ? openedAt : last), newest)
  if (ids === null) return { ids: new Set(open.map(({ id }) => id)), newest: latest, news: null }
  const opened = open.filter(({ id, openedAt }) => !ids.has(id) && openedAt >= newest)
  return {
    ids: new Set([...ids, ...open.map(({ id }) => id)]),
    newest: latest,
    news: summaryOf(opened) ?? news,
  }
}
