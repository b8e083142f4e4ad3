import { executionError } from '../promql-error.ts'
import { formatValue } from '../number-format.ts'
import type { Aggregation } from '../syntax/ast.ts'
import { Groups, membersOf } from './groups.ts'
import type { RowBlock, Sink } from './rows.ts'
import { collect } from './scope.ts'
import type { Scope } from './scope.ts'

// int64, which Prometheus counts with, ends here.
const TOO_MANY = 9_223_372_036_854_774_784
const TOO_FEW = -9_223_372_036_854_775_808

/** Up to this k the best are kept in order while looking at the rest; beyond it all are sorted. */
const SMALL_K = 64

/** Throws for numbers that are no counts; false when no step wants anything. */
function checkCounts(counts: Float64Array): boolean {
  const most = counts.reduce((a, b) => Math.max(a, b), -Infinity)
  if (most < 1) return false
  if (Number.isNaN(most)) throw executionError('Parameter value is NaN')
  const least = counts.reduce((a, b) => Math.min(a, b), Infinity)
  if (least <= TOO_FEW) throw executionError(`Scalar value ${formatValue(least)} underflows int64`)
  if (most >= TOO_MANY) throw executionError(`Scalar value ${formatValue(most)} overflows int64`)
  return true
}

class Ranking {
  readonly #block: RowBlock
  readonly #members: readonly (readonly number[])[]
  readonly #isTop: boolean
  /** The best of one group at one step, in order. */
  readonly #best: number[] = []

  constructor(block: RowBlock, expr: Aggregation) {
    this.#block = block
    this.#isTop = expr.operator === 'topk'
    this.#members = membersOf(new Groups(expr), block.labels)
  }

  /**
   * Whether row a comes before row b: the greater value for `topk`, NaN last. Equal values are ordered by their labels, so
   * that the choice does not depend on the order in which a source gives series.
   */
  #isBefore(a: number, b: number, step: number): boolean {
    const { values, count, labels } = this.#block
    const left = values[a * count + step] ?? NaN
    const right = values[b * count + step] ?? NaN
    if (left !== right && !Number.isNaN(left) && !Number.isNaN(right)) {
      return this.#isTop ? left > right : left < right
    }
    if (Number.isNaN(left) !== Number.isNaN(right)) return Number.isNaN(right)
    const [leftLabels, rightLabels] = [labels[a], labels[b]]
    return leftLabels !== undefined && rightLabels !== undefined && leftLabels.compare(rightLabels) < 0
  }

  /** Puts the best of some rows at a step into `#best`. */
  #select(members: readonly number[], step: number, k: number): void {
    const { present, count } = this.#block
    this.#best.length = 0
    for (const index of members) {
      if (present[index * count + step] === 0) continue
      if (k > SMALL_K) this.#best.push(index)
      else this.#insert(index, step, k)
    }
    if (k <= SMALL_K) return
    this.#best.sort((a, b) => (this.#isBefore(a, b, step) ? -1 : 1))
    this.#best.length = Math.min(k, this.#best.length)
  }

  #insert(index: number, step: number, k: number): void {
    const best = this.#best
    let at = best.length
    while (at > 0 && this.#isBefore(index, best[at - 1] ?? 0, step)) at -= 1
    if (at >= k) return
    if (best.length < k) best.push(index)
    best.copyWithin(at + 1, at, best.length - 1)
    best[at] = index
  }

  /** The best of all groups at the only step, in order. */
  emitInOrder(k: number, sink: Sink): void {
    for (const members of this.#members) {
      this.#select(members, 0, k)
      for (const index of this.#best) sink(this.#block.row(index))
    }
  }

  /** The best at each step; a series has values only at steps at which it is among them. */
  emitSteps(counts: Float64Array, sink: Sink): void {
    const { count, size } = this.#block
    const chosen = new Uint8Array(size * count)
    for (const [step, k] of counts.entries()) {
      for (const members of this.#members) {
        if (k < 1) continue
        this.#select(members, step, Math.trunc(k))
        for (const index of this.#best) chosen[index * count + step] = 1
      }
    }
    for (let index = 0; index < size; index += 1) {
      const row = this.#block.row(index)
      row.present.set(chosen.subarray(index * count, (index + 1) * count))
      if (row.present.includes(1)) sink(row)
    }
  }
}

/**
 * Evaluates `topk` and `bottomk`: per step and group the k greatest or smallest values with all their labels. An instant
 * query gets them in order.
 */
export function evaluateRanking(scope: Scope, expr: Aggregation, counts: Float64Array, sink: Sink): void {
  const block = collect(scope, expr.expr)
  if (!checkCounts(counts)) return
  const ranking = new Ranking(block, expr)
  if (scope.grid.count === 1) ranking.emitInOrder(Math.trunc(counts[0] ?? 0), sink)
  else ranking.emitSteps(counts, sink)
}
