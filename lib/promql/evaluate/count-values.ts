import type { Labels } from '../labels.ts'
import { executionError } from '../promql-error.ts'
import { formatPlain } from '../number-format.ts'
import type { Aggregation } from '../syntax/ast.ts'
import { isLabelName, quote } from '../syntax/quote.ts'
import { Groups } from './groups.ts'
import { emptyRow } from './rows.ts'
import type { Row, Sink } from './rows.ts'
import type { Scope } from './scope.ts'

class ValueCounter {
  readonly #scope: Scope
  readonly #groups: Groups
  readonly #label: string
  readonly #counts: Float64Array[] = []

  constructor(scope: Scope, { without, grouping }: Aggregation, label: string) {
    this.#scope = scope
    this.#label = label
    // The value is part of what series are grouped by.
    this.#groups = new Groups({ without, grouping: without ? grouping : [...grouping, label] })
  }

  add(row: Row): void {
    for (let step = 0; step < row.values.length; step += 1) {
      if (row.present[step] === 1) this.#count(row.labels, row.values[step] ?? 0, step)
    }
  }

  #count(labels: Labels, value: number, step: number): void {
    const counts = this.#countsOf(this.#groups.indexOf(labels.with(this.#label, formatPlain(value))))
    counts[step] = (counts[step] ?? 0) + 1
  }

  #countsOf(group: number): Float64Array {
    const known = this.#counts[group]
    if (known !== undefined) return known
    this.#scope.run.budget.holdSamples(this.#scope.grid.count)
    const counts = new Float64Array(this.#scope.grid.count)
    this.#counts[group] = counts
    return counts
  }

  emit(sink: Sink): void {
    const row = emptyRow(this.#scope.grid.count)
    for (const [group, counts] of this.#counts.entries()) {
      row.labels = this.#groups.labels[group] ?? row.labels
      row.values.set(counts)
      for (const [step, count] of counts.entries()) row.present[step] = count > 0 ? 1 : 0
      sink(row)
    }
  }
}

/** Evaluates `count_values`: how many series of a group have each value, which becomes a label. */
export function evaluateCountValues(scope: Scope, expr: Aggregation, label: string, sink: Sink): void {
  if (!isLabelName(label)) throw executionError(`invalid label name ${quote(label)}`)
  const counter = new ValueCounter(scope, expr, label)
  scope.vector(expr.expr, (row) => counter.add(row))
  counter.emit(sink)
}
