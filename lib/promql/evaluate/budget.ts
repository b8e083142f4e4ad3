import { PromqlError } from '../promql-error.ts'
import type { Limits } from './options.ts'

const withCommas = (count: number): string => count.toLocaleString('en-US')

/** Counts what a query costs and ends it when it costs too much or nobody wants it any more. */
export class Budget {
  readonly #limits: Limits
  readonly #isCancelled: (() => boolean) | undefined
  #series = 0
  #samples = 0

  constructor(limits: Limits, isCancelled: (() => boolean) | undefined) {
    this.#limits = limits
    this.#isCancelled = isCancelled
  }

  /** Series touched so far. */
  get series(): number {
    return this.#series
  }

  /** Samples read and points held so far. */
  get samples(): number {
    return this.#samples
  }

  /** Adds series; throws beyond the limit. */
  touchSeries(count: number): void {
    this.#series += count
    if (this.#series <= this.#limits.maxSeries) return
    throw new PromqlError(
      'limit',
      `query would touch more than ${withCommas(this.#limits.maxSeries)} series (limit maxSeries)`,
      { limit: 'series' },
    )
  }

  /** Adds samples or points; throws beyond the limit. Call it before allocating. */
  holdSamples(count: number): void {
    this.#samples += count
    if (this.#samples <= this.#limits.maxSamples) return
    throw new PromqlError(
      'limit',
      'query processing would load too many samples into memory: ' +
        `more than ${withCommas(this.#limits.maxSamples)} (limit maxSamples)`,
      { limit: 'samples' },
    )
  }

  /** Throws when a range query has too many steps. */
  checkPoints(count: number): void {
    const most = this.#limits.maxPointsPerSeries
    if (count <= most) return
    throw new PromqlError(
      'limit',
      `exceeded maximum resolution of ${withCommas(most)} points per timeseries (limit maxPointsPerSeries). ` +
        'Try decreasing the query resolution (?step=XX)',
      { limit: 'pointsPerSeries' },
    )
  }

  /** Throws when the caller has given up. */
  checkCancelled(): void {
    if (this.#isCancelled?.() === true) {
      throw new PromqlError('cancelled', 'query was cancelled or ran out of time during evaluation')
    }
  }
}
