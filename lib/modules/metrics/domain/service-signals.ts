import { labelValue } from './labels.ts'
import type { Partition } from './head/partition.ts'
import type { SeriesOwner } from './head/series.ts'
import { isStale } from './stale.ts'

/** What is noticed about a service: its samples come, its target does not answer, nothing comes any more, nothing ever came. */
export type ServiceSignal = 'reporting' | 'target_down' | 'silent' | 'never'

/** A service as the engine knows it: whose it is, and the `job` label of its series. */
export interface WatchedService extends SeriesOwner {
  readonly id: string
  readonly name: string
}

/** Samples older than this say nothing about the present: the look-back of PromQL. */
export const SILENT_MS = 5 * 60_000

interface Seen {
  /** Time of the newest sample of any series. */
  newest: number
  /** The best of its fresh `up` series; null when it has none. */
  up: number | null
}

/** Looks once at every series of a partition and says, by job, what came last. Costs one pass over the series. */
export function jobsSeen(partition: Pick<Partition, 'select'>, nowMs: number): Map<string, Seen> {
  const jobs = new Map<string, Seen>()
  for (const series of partition.select([])) {
    const job = labelValue(series.labels, 'job')
    if (job === undefined || job === '') continue
    const { newest } = series
    const seen = jobs.get(job) ?? { newest: Number.NEGATIVE_INFINITY, up: null }
    jobs.set(job, seen)
    const { values } = series.window(newest, newest)
    if (isStale(values, 0)) continue
    seen.newest = Math.max(seen.newest, newest)
    const value = values[0]
    if (series.metric === 'up' && value !== undefined && newest > nowMs - SILENT_MS)
      seen.up = Math.max(seen.up ?? 0, value)
  }
  return jobs
}

/** The signal that follows: without a fresh sample silence, and a target only counts as down when none of its addresses answers. */
export function signalOf(seen: Seen | undefined, nowMs: number): ServiceSignal {
  if (seen === undefined) return 'never'
  if (seen.newest <= nowMs - SILENT_MS) return 'silent'
  return seen.up === 0 ? 'target_down' : 'reporting'
}
