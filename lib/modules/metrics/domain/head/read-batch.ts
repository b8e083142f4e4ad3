import { formatLabels, labelsKey, labelValue, type FlatLabels } from '../labels.ts'
import { TIME_LIMITS } from '../limits.ts'
import { OutcomeBuilder, type Refusal } from '../refusal.ts'
import { parseLabels } from '../remote-write/parse-labels.ts'
import { WriteRequestReader } from '../remote-write/write-request-reader.ts'
import type { Head, Lane } from './head.ts'
import type { HeadSeries, SeriesOwner } from './series.ts'

/** Finds the id of a platform's tenant by what a label says (its name or its id); undefined when there is none. */
export type ResolveTenant = (platformId: string, named: string) => string | undefined

/** A series that was not known by its bytes when the request was read. */
export interface Newcomer {
  readonly owner: SeriesOwner
  readonly labels: FlatLabels
  readonly key: string
  /** How the sender spells the labels. */
  readonly hash: number
  readonly bytes: Uint8Array
}

/** The samples `from` to `to` of a batch belong to one series. */
export interface Run {
  readonly series: HeadSeries | Newcomer
  readonly from: number
  readonly to: number
}

/** One write request, judged as far as it can be without looking at the samples before it. */
export interface Batch {
  readonly lane: Lane
  readonly runs: readonly Run[]
  readonly times: Float64Array
  readonly values: Float64Array
  /** How many samples the runs hold. */
  readonly samples: number
  /** What was refused so far; `applyBatch` completes it. */
  readonly outcome: OutcomeBuilder
}

/** What reading needs to know beside the bytes. */
export interface ReadContext {
  readonly lane: Lane
  readonly head: Head
  readonly resolveTenant: ResolveTenant
  /** Whether a tenant is shut out; asked where a label names the tenant, for else the source is refused as a whole. */
  readonly isShut: (tenantId: string) => boolean
  /** When the request was received, by the engine's clock. */
  readonly nowMs: number
}

/**
 * Reads a decoded remote-write request and judges its labels and times. The head is not changed: that is `applyBatch`, after
 * the request was made durable. Throws `MalformedRequest` or `RequestTooLarge`.
 */
export function readBatch(body: Uint8Array, context: ReadContext): Batch {
  const { lane, head, nowMs } = context
  const reader = new WriteRequestReader(body)
  const outcome = new OutcomeBuilder()
  const runs: Run[] = []
  const raw = head.rawIndex(lane)
  const oldest = nowMs - Math.min(TIME_LIMITS.pastMs, head.retentionMs)
  const newest = nowMs + TIME_LIMITS.futureMs
  let samples = 0
  while (reader.next()) {
    const count = reader.samplesEnd - reader.samplesStart
    if (reader.histograms > 0) outcome.refuse('native_histogram', reader.histograms, () => exampleOf(reader))
    if (count === 0) continue
    const known =
      raw.find(reader.labelsHash, reader.labelBytes, reader.labelsStart, reader.labelsEnd) ??
      meet(reader, context)
    const series = typeof known === 'string' || !isShutOut(known, context) ? known : 'tenant_suspended'
    if (typeof series === 'string') {
      outcome.refuse(series, count, () => exampleOf(reader))
    } else {
      samples += pushRuns(
        runs,
        series,
        judgeTimes(reader, { oldest, newest, outcome, labels: series.labels }),
      )
    }
  }
  return { lane, runs, times: reader.times, values: reader.values, samples, outcome }
}

function isShutOut({ owner }: HeadSeries | Newcomer, { lane, isShut }: ReadContext): boolean {
  return lane.tenantLabel !== null && owner.tenantId !== null && isShut(owner.tenantId)
}

/** The slow path: labels become text, once per series and spelling. */
function meet(reader: WriteRequestReader, { lane, resolveTenant }: ReadContext): Newcomer | Refusal {
  const { labelBytes, labelsStart, labelsEnd, labelsHash } = reader
  const labels = parseLabels(labelBytes, labelsStart, labelsEnd)
  if (typeof labels === 'string') return labels
  const named = lane.tenantLabel === null ? undefined : labelValue(labels, lane.tenantLabel)
  // Without that label the series belongs to the platform itself: its hosts, its shared parts.
  const tenantId = named === undefined ? lane.tenantId : resolveTenant(lane.platformId, named)
  if (tenantId === undefined) return 'unknown_tenant'
  return {
    owner: { platformId: lane.platformId, tenantId },
    labels,
    key: labelsKey(labels),
    hash: labelsHash,
    bytes: labelBytes.slice(labelsStart, labelsEnd),
  }
}

interface TimeJudge {
  readonly oldest: number
  readonly newest: number
  readonly outcome: OutcomeBuilder
  readonly labels: FlatLabels
}

/** The stretches of the current series' samples whose times are acceptable, as from, to, from, to … */
function judgeTimes(reader: WriteRequestReader, judge: TimeJudge): number[] {
  const { times, samplesStart, samplesEnd } = reader
  const stretches: number[] = []
  let from = samplesStart
  for (let at = samplesStart; at < samplesEnd; at++) {
    const time = times[at] ?? 0
    if (time >= judge.oldest && time <= judge.newest) continue
    judge.outcome.refuse(time < judge.oldest ? 'too_old' : 'too_new', 1, () => formatLabels(judge.labels))
    if (at > from) stretches.push(from, at)
    from = at + 1
  }
  if (samplesEnd > from) stretches.push(from, samplesEnd)
  return stretches
}

function pushRuns(runs: Run[], series: HeadSeries | Newcomer, stretches: readonly number[]): number {
  let samples = 0
  for (let i = 0; i + 1 < stretches.length; i += 2) {
    const from = stretches[i] ?? 0
    const to = stretches[i + 1] ?? 0
    runs.push({ series, from, to })
    samples += to - from
  }
  return samples
}

/** The series that the reader stands on, for people: readable even where its bytes are not. */
function exampleOf({ labelBytes, labelsStart, labelsEnd }: WriteRequestReader): string {
  const shown = labelBytes.subarray(labelsStart, Math.min(labelsEnd, labelsStart + 120))
  let text = ''
  for (const byte of shown) text += byte >= 0x20 && byte < 0x7f ? String.fromCodePoint(byte) : ' '
  return `"${text.replaceAll(/\s+/g, ' ').trim()}"`
}
