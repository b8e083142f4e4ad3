import { formatLabels, labelsKey } from '../labels.ts'
import type { Head, Lane } from './head.ts'
import type { Batch, Newcomer, Run } from './read-batch.ts'
import { HeadSeries, type SeriesOwner } from './series.ts'

/** The metric names that a batch wrote to, by whose series they are. */
export type Touched = ReadonlyMap<SeriesOwner, ReadonlySet<string>>

/**
 * Writes a batch into the head and completes its outcome. Depends on nothing but the head, the batch and `nowMs`, so that
 * replaying the log gives the head that was there before.
 */
export function applyBatch(batch: Batch, head: Head, nowMs: number): Touched {
  const touched = new Map<SeriesOwner, Set<string>>()
  const cutoff = nowMs - head.retentionMs
  let owner: SeriesOwner | undefined
  let names = new Set<string>()
  for (const run of batch.runs) {
    const series =
      run.series instanceof HeadSeries
        ? current(run.series, batch.lane, head)
        : admit(run.series, batch.lane, head)
    if (series === null) {
      refuseNew(batch, run)
      continue
    }
    if (series.owner !== owner) {
      ;({ owner } = series)
      names = touched.get(owner) ?? new Set()
      touched.set(owner, names)
    }
    names.add(series.metric)
    appendRun(batch, run, series, cutoff)
  }
  return touched
}

/** The series itself, or, when it left the head since the request was read, the one that takes its place. */
function current(series: HeadSeries, lane: Lane, head: Head): HeadSeries | null {
  if (!series.isRemoved) return series
  return findOrCreate(
    { owner: series.owner, labels: series.labels, key: labelsKey(series.labels) },
    lane,
    head,
  )
}

function admit(newcomer: Newcomer, lane: Lane, head: Head): HeadSeries | null {
  const series = findOrCreate(newcomer, lane, head)
  if (series !== null) {
    head.rawIndex(lane).remember(newcomer.hash, newcomer.bytes, series, head.totals.series)
  }
  return series
}

/** Null when the series is new and the lane's limit is reached. */
function findOrCreate(
  { owner, labels, key }: Pick<Newcomer, 'owner' | 'labels' | 'key'>,
  lane: Lane,
  head: Head,
): HeadSeries | null {
  const partition = head.partition(owner)
  const found = partition.find(key)
  if (found !== undefined) return found
  if (lane.maxSeries !== null && partition.size >= lane.maxSeries) return null
  return partition.create(labels, key)
}

function refuseNew(batch: Batch, run: Run): void {
  batch.outcome.refuse('max_active_series', run.to - run.from, () => formatLabels(run.series.labels))
}

function appendRun({ times, values, outcome }: Batch, run: Run, series: HeadSeries, cutoff: number): void {
  for (let at = run.from; at < run.to; at++) {
    const refusal = series.append(times[at] ?? 0, values, at, cutoff)
    if (refusal === null) outcome.accepted++
    else outcome.refuse(refusal, 1, () => formatLabels(series.labels))
  }
}
