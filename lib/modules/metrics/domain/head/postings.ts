import type { FlatLabels } from '../labels.ts'
import type { HeadSeries } from './series.ts'

interface Posting {
  /** The one copy of the label's value; series share it. */
  readonly value: string
  series: HeadSeries[]
}

/** A test of one label of a series. An absent label is tested as the empty text, as Prometheus does. */
export interface LabelTest {
  readonly name: string
  /** All values that pass, when they are known without looking at the series; else undefined. */
  readonly values: readonly string[] | undefined
  /** True when the value passes. */
  matches(value: string): boolean
}

/** Inverted index: label name → value → series in the order of their creation. */
export class Postings {
  readonly #names = new Map<string, Map<string, Posting>>()

  /** The labels with every text replaced by the copy that the index holds already, so that equal texts share memory. */
  intern(labels: FlatLabels): string[] {
    const shared: string[] = []
    for (let i = 0; i + 1 < labels.length; i += 2) {
      const name = labels[i] ?? ''
      const value = labels[i + 1] ?? ''
      let values = this.#names.get(name)
      if (values === undefined) {
        values = new Map()
        this.#names.set(name, values)
      }
      let posting = values.get(value)
      if (posting === undefined) {
        posting = { value, series: [] }
        values.set(value, posting)
      }
      shared.push(name, posting.value)
    }
    return shared
  }

  /** Lists a series under each of its labels, which were interned before. */
  add(series: HeadSeries): void {
    const { labels } = series
    for (let i = 0; i + 1 < labels.length; i += 2) {
      this.#names
        .get(labels[i] ?? '')
        ?.get(labels[i + 1] ?? '')
        ?.series.push(series)
    }
  }

  /** Takes the series out that are marked as removed. */
  removeAll(removed: readonly HeadSeries[]): void {
    const seen = new Set<Posting>()
    for (const { labels } of removed) {
      for (let i = 0; i + 1 < labels.length; i += 2) {
        this.#prune(labels[i] ?? '', labels[i + 1] ?? '', seen)
      }
    }
  }

  /**
   * Candidates for the tests: the shortest list of series that holds all that pass. Undefined when no test narrows
   * the choice, that is when all series are candidates.
   */
  candidates(tests: readonly LabelTest[]): readonly HeadSeries[] | undefined {
    let best: readonly HeadSeries[] | undefined
    for (const test of tests) {
      if (test.matches('')) continue // series without the label pass as well, and they are not listed
      const found = this.#listed(test)
      if (best === undefined || found.length < best.length) best = found
      if (best.length === 0) break
    }
    return best
  }

  #listed(test: LabelTest): readonly HeadSeries[] {
    const postings = this.#names.get(test.name)
    if (postings === undefined) return []
    const values = test.values ?? [...postings.keys()].filter((value) => test.matches(value))
    const [only] = values
    if (values.length === 1 && only !== undefined) return postings.get(only)?.series ?? []
    const found: HeadSeries[] = []
    // A series has one value per label, so no series is found twice.
    for (const value of new Set(values)) {
      for (const series of postings.get(value)?.series ?? []) found.push(series)
    }
    return found
  }

  #prune(name: string, value: string, seen: Set<Posting>): void {
    const values = this.#names.get(name)
    const posting = values?.get(value)
    if (values === undefined || posting === undefined || seen.has(posting)) return
    seen.add(posting)
    posting.series = posting.series.filter((series) => !series.isRemoved)
    if (posting.series.length > 0) return
    values.delete(value)
    if (values.size === 0) this.#names.delete(name)
  }
}
