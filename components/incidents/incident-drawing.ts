import type { Annotation } from '#components/charts/chart-data.ts'
import { exploreGrid } from '#components/explore/explore-state.ts'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'

const HOUR_MS = 3_600_000
/** So much is shown before the opening, to see what was usual. */
const BEFORE_MS = HOUR_MS
/** So much is shown after the end, to see whether it is over. */
const AFTER_MS = HOUR_MS / 6

/** When the chart of an incident looks. */
export interface IncidentTime {
  /** Seconds, on the grid of the step. */
  readonly grid: { readonly from: number; readonly to: number; readonly step: number }
  /** Whether it still moves on with the clock. */
  readonly isLive: boolean
}

type Times = Pick<IncidentDetail, 'openedAt' | 'resolvedAt'>

/** From an hour before the opening up to `now`, or to ten minutes after the end. */
export function incidentTime({ openedAt, resolvedAt }: Times, now: Date): IncidentTime {
  const end = resolvedAt === null ? null : Date.parse(resolvedAt) + AFTER_MS
  const isLive = end === null || now.getTime() < end
  const fromMs = Date.parse(openedAt) - BEFORE_MS
  return { grid: exploreGrid({ fromMs, toMs: isLive ? now.getTime() : end }, null).grid, isLive }
}

/** What is marked on the chart of an incident. */
export type IncidentMoment = 'opened' | 'paged' | 'acknowledged' | 'resolved'

type Told = Times & Pick<IncidentDetail, 'acknowledgedAt' | 'timeline'>

/** What happened to an incident at which time, as flags of a chart, the oldest first; each page is one of them. */
export function incidentMoments(incident: Told, wordOf: (moment: IncidentMoment) => string): Annotation[] {
  const { openedAt, acknowledgedAt, resolvedAt, timeline } = incident
  // Several who are paged at one time are one flag.
  const paged = new Set(timeline.filter(({ kind }) => kind === 'paged').map(({ at }) => at))
  const flag = (at: string | null, moment: IncidentMoment, tone: Annotation['tone']): Annotation[] =>
    at === null ? [] : [{ at: Date.parse(at) / 1000, label: wordOf(moment), tone }]
  return [
    ...flag(openedAt, 'opened', 'incident'),
    ...[...paged].flatMap((at) => flag(at, 'paged', 'incident')),
    ...flag(acknowledgedAt, 'acknowledged', 'change'),
    ...flag(resolvedAt, 'resolved', 'change'),
  ].toSorted((a, b) => a.at - b.at)
}
