import { labelValue, type FlatLabels } from '../labels.ts'
import { Postings, type LabelTest } from './postings.ts'
import { HeadSeries, type HeadTotals, type SeriesOwner } from './series.ts'

/** Estimated bytes of a label in a series and in the index: two references, and its share of a posting. */
const BYTES_PER_LABEL = 40
/** Estimated bytes of a series beside samples and labels. */
const BYTES_PER_SERIES = 400

/** Values of the label `job` that become services; a sender that puts an id there must not make thousands of them. */
const MAX_JOBS = 500

/** Told when a value of the label `job` is seen for the first time: each is a service. */
export type OnNewJob = (owner: SeriesOwner, job: string) => void

/**
 * The series of one tenant, or of a platform's own part. Tenancy lies below the labels: a query of a tenant opens this one
 * partition, whatever its selectors say.
 */
export class Partition implements SeriesOwner {
  readonly platformId: string
  readonly tenantId: string | null

  readonly #totals: HeadTotals
  readonly #jobs = new Set<string>()
  readonly #onNewJob: OnNewJob
  readonly #byKey = new Map<string, HeadSeries>()
  readonly #postings = new Postings()
  #nextRef = 0

  constructor(owner: SeriesOwner, totals: HeadTotals, onNewJob: OnNewJob) {
    this.platformId = owner.platformId
    this.tenantId = owner.tenantId
    this.#totals = totals
    this.#onNewJob = onNewJob
  }

  /** How many series are in the head. */
  get size(): number {
    return this.#byKey.size
  }

  /** The series with the labels of this key, see `labelsKey`. */
  find(key: string): HeadSeries | undefined {
    return this.#byKey.get(key)
  }

  /** Makes a series; `key` is that of its labels, and there must be none with it. */
  create(labels: FlatLabels, key: string): HeadSeries {
    const series = new HeadSeries(this.#nextRef++, this, this.#postings.intern(labels), this.#totals)
    this.#byKey.set(key, series)
    this.#postings.add(series)
    this.#totals.series++
    this.#totals.labelBytes += weigh(labels, key)
    this.#noteJob(labelValue(labels, 'job'))
    return series
  }

  /** The series whose labels pass all tests, in no particular order. */
  *select(tests: readonly LabelTest[]): Generator<HeadSeries> {
    for (const series of this.#postings.candidates(tests) ?? this.#byKey.values()) {
      if (tests.every((test) => test.matches(labelValue(series.labels, test.name) ?? ''))) yield series
    }
  }

  /** Drops samples before `cutoff` and the series that have none left; returns how many series went. */
  sweep(cutoff: number): number {
    const gone: HeadSeries[] = []
    for (const [key, series] of this.#byKey) {
      if (!series.trim(cutoff)) continue
      this.#byKey.delete(key)
      series.remove()
      this.#totals.series--
      this.#totals.labelBytes -= weigh(series.labels, key)
      gone.push(series)
    }
    this.#postings.removeAll(gone)
    return gone.length
  }

  #noteJob(job: string | undefined): void {
    if (job === undefined || this.#jobs.has(job) || this.#jobs.size >= MAX_JOBS) return
    this.#jobs.add(job)
    this.#onNewJob(this, job)
  }
}

const weigh = (labels: FlatLabels, key: string): number =>
  BYTES_PER_SERIES + key.length + (labels.length / 2) * BYTES_PER_LABEL
