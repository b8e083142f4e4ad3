import type { Aggregation } from '../syntax/ast.ts'
import { accumulatorFor, addRow } from './accumulators.ts'
import type { Accumulator } from './accumulators.ts'
import { evaluateCountValues } from './count-values.ts'
import { Groups } from './groups.ts'
import { evaluateQuantile } from './quantile-aggregation.ts'
import { evaluateRanking } from './ranking.ts'
import { emptyRow, hasValues } from './rows.ts'
import type { Sink } from './rows.ts'
import type { Scope } from './scope.ts'

/** Aggregates series as they come, without keeping them. */
class StreamingAggregation {
  readonly #accumulator: Accumulator
  readonly #groups: Groups
  readonly #scope: Scope
  readonly #dropNames: boolean[] = []
  #seen = new Uint8Array(0)

  constructor(scope: Scope, expr: Aggregation, accumulator: Accumulator) {
    this.#scope = scope
    this.#groups = new Groups(expr)
    this.#accumulator = accumulator
  }

  run(expr: Aggregation, sink: Sink): void {
    const { count } = this.#scope.grid
    this.#scope.vector(expr.expr, (row) => {
      const group = this.#groups.indexOf(row.labels)
      if (group === this.#dropNames.length) this.#addGroup(count)
      if (row.dropName) this.#dropNames[group] = true
      addRow(this.#accumulator, this.#seen, row, group * count)
    })
    this.#emit(sink)
  }

  #addGroup(count: number): void {
    this.#dropNames.push(false)
    this.#scope.run.budget.holdSamples(count)
    const cells = this.#dropNames.length * count
    this.#accumulator.grow(cells)
    if (cells <= this.#seen.length) return
    const seen = new Uint8Array(Math.max(cells, this.#seen.length * 2))
    seen.set(this.#seen)
    this.#seen = seen
  }

  #emit(sink: Sink): void {
    const { count } = this.#scope.grid
    const row = emptyRow(count)
    for (const [group, labels] of this.#groups.labels.entries()) {
      for (let step = 0; step < count; step += 1) {
        const cell = group * count + step
        row.present[step] = this.#seen[cell] ?? 0
        if (this.#seen[cell] === 1) row.values[step] = this.#accumulator.result(cell)
      }
      row.labels = labels
      row.dropName = this.#dropNames[group] ?? false
      sink(row)
    }
  }
}

/** Evaluates an aggregation. */
export function evaluateAggregation(scope: Scope, expr: Aggregation, sink: Sink): void {
  const accumulator = accumulatorFor(expr.operator)
  if (accumulator !== undefined) {
    new StreamingAggregation(scope, expr, accumulator).run(expr, (row) => {
      if (hasValues(row)) sink(row)
    })
    return
  }
  if (expr.param === undefined) return
  if (expr.operator === 'count_values') {
    if (expr.param.kind === 'string') evaluateCountValues(scope, expr, expr.param.value, sink)
    return
  }
  const numbers = scope.scalar(expr.param)
  if (expr.operator === 'quantile') evaluateQuantile(scope, expr, numbers, sink)
  else evaluateRanking(scope, expr, numbers, sink)
}
