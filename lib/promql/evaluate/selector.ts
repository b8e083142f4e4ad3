import { isStaleMarker } from '../stale-marker.ts'
import type { Series } from '../series-source.ts'
import type { VectorSelector } from '../syntax/ast.ts'
import { timeOf } from './grid.ts'
import { emptyRow } from './rows.ts'
import type { Row, Sink } from './rows.ts'
import { fixedTime } from './scope.ts'
import type { Scope, Selection } from './scope.ts'

/** For each step the latest time that its sample may have. */
function referenceTimes(scope: Scope, selector: VectorSelector): Float64Array {
  const { grid, run } = scope
  const fixed = fixedTime(run, selector.at)
  const latest = new Float64Array(grid.count)
  for (let step = 0; step < grid.count; step += 1) {
    latest[step] = (fixed ?? timeOf(grid, step)) - selector.offsetMs
  }
  return latest
}

/** What becomes of the sample that a step has found. */
type Pick = 'value' | 'time'

/** Finds the newest sample for each step. */
class NewestSample {
  readonly #latest: Float64Array
  readonly #lookbackMs: number
  readonly #pick: Pick

  constructor(scope: Scope, selector: VectorSelector, pick: Pick) {
    this.#latest = referenceTimes(scope, selector)
    this.#lookbackMs = scope.run.lookbackMs
    this.#pick = pick
  }

  /** Fills a row from a series, of which the samples from `begin` to before `end` are looked at; false without values. */
  fill(row: Row, { timestamps, values }: Series, begin: number, end: number): boolean {
    const { values: found, present } = row
    let next = begin
    let isAny = false
    present.fill(0)
    for (const [step, latest] of this.#latest.entries()) {
      while (next < end && (timestamps[next] ?? 0) <= latest) next += 1
      // Left-open: a sample exactly the look-back ago is too old.
      if (next === begin || (timestamps[next - 1] ?? 0) <= latest - this.#lookbackMs) continue
      if (isStaleMarker(values, next - 1)) continue
      found[step] = (this.#pick === 'value' ? values[next - 1] : (timestamps[next - 1] ?? 0) / 1000) ?? 0
      present[step] = 1
      isAny = true
    }
    return isAny
  }
}

const NOTHING: Selection = { series: [], begin: new Int32Array(0), end: new Int32Array(0) }

/** The series that were fetched for a selector. */
export function selectionOf(scope: Scope, selector: VectorSelector): Selection {
  return scope.run.selections.get(selector) ?? NOTHING
}

function evaluate(scope: Scope, selector: VectorSelector, pick: Pick, sink: Sink): void {
  const { series, begin, end } = selectionOf(scope, selector)
  const newest = new NewestSample(scope, selector, pick)
  const row = emptyRow(scope.grid.count)
  for (const [index, one] of series.entries()) {
    scope.run.budget.checkCancelled()
    if (!newest.fill(row, one, begin[index] ?? 0, end[index] ?? 0)) continue
    row.labels = one.labels
    row.dropName = pick === 'time'
    sink(row)
  }
}

/** The newest sample of each series per step, unless it is a staleness marker or too old. */
export function evaluateSelector(scope: Scope, selector: VectorSelector, sink: Sink): void {
  evaluate(scope, selector, 'value', sink)
}

/** The times of those samples, in seconds: what `timestamp` gives for a selector. */
export function evaluateSampleTimes(scope: Scope, selector: VectorSelector, sink: Sink): void {
  evaluate(scope, selector, 'time', sink)
}
