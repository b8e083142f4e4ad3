import type { Severity } from '#lib/modules/incidents/domain/service-state.ts'

/**
 * What a day is known for. `down` and `degraded` had an incident that puts a service in that state; `calm` had none of
 * them; on an `unknown` day nobody watched yet. A calm day is not a healthy one: how services were is not kept by day.
 */
export const DAY_MARKS = ['down', 'degraded', 'calm', 'unknown'] as const
/** What a day is known for. */
export type DayMark = (typeof DAY_MARKS)[number]

/** The worst incident of one day in UTC of whatever `key` names. */
export interface DayRow {
  readonly key: string
  /** `2026-11-20`. */
  readonly day: string
  readonly severity: Severity
  readonly incidents: number
}

/** The days that a strip shows, the last one being today. */
export interface DayStrip {
  /** First and last day in UTC, `2026-08-25`. */
  readonly from: string
  readonly to: string
  /** One mark for each day, oldest first. */
  readonly marks: readonly DayMark[]
}

/** How many days strips show. */
export const STRIP_DAYS = 90

const DAY_MS = 86_400_000

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** The start of the oldest day of a strip that ends at `now`. */
export const stripStart = (now: Date): Date =>
  new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - (STRIP_DAYS - 1) * DAY_MS)

/** P0 and P1 put a service down, P2 degrades it; a P3 is worth knowing and changes nothing (as in `deriveServiceState`). */
function markOf(severity: Severity | undefined): DayMark {
  if (severity === undefined || severity === 'P3') return 'calm'
  return severity === 'P2' ? 'degraded' : 'down'
}

/** The last 90 days out of the rows of one key; days before `watchedSince` are unknown. */
export function dayStrip(rows: readonly DayRow[], watchedSince: Date, now: Date): DayStrip {
  const worst = new Map(rows.map(({ day, severity }) => [day, severity]))
  const start = stripStart(now).getTime()
  const first = dayOf(watchedSince)
  const days = Array.from({ length: STRIP_DAYS }, (_, i) => dayOf(new Date(start + i * DAY_MS)))
  return {
    from: dayOf(new Date(start)),
    to: dayOf(now),
    marks: days.map((day) => (day < first && !worst.has(day) ? 'unknown' : markOf(worst.get(day)))),
  }
}

/** Rows by what their key names. */
export function rowsByKey(rows: readonly DayRow[]): ReadonlyMap<string, readonly DayRow[]> {
  return Map.groupBy(rows, ({ key }) => key)
}
