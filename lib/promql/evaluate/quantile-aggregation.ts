import type { Aggregation } from '../syntax/ast.ts'
import { Groups, membersOf } from './groups.ts'
import { quantileOfSorted, sortNanFirst } from './quantile.ts'
import { emptyRow } from './rows.ts'
import type { RowBlock, Sink } from './rows.ts'
import { collect } from './scope.ts'
import type { Scope } from './scope.ts'

/** Copies the values that some rows have at a step, and says how many there are. */
function gather(block: RowBlock, indices: readonly number[], step: number, into: Float64Array): number {
  let size = 0
  for (const index of indices) {
    const cell = index * block.count + step
    if (block.present[cell] === 0) continue
    into[size] = block.values[cell] ?? 0
    size += 1
  }
  return size
}

/** Evaluates `quantile`: per step and group over the values of all its series. */
export function evaluateQuantile(scope: Scope, expr: Aggregation, quantiles: Float64Array, sink: Sink): void {
  for (const quantile of quantiles) scope.run.annotations.invalidQuantile(quantile, expr.param ?? expr)
  const block = collect(scope, expr.expr)
  const groups = new Groups(expr)
  const members = membersOf(groups, block.labels)
  const numbers = new Float64Array(block.size)
  const row = emptyRow(block.count)
  for (const [group, labels] of groups.labels.entries()) {
    const indices = members[group] ?? []
    for (let step = 0; step < block.count; step += 1) {
      const size = gather(block, indices, step, numbers)
      sortNanFirst(numbers, size)
      row.present[step] = size === 0 ? 0 : 1
      row.values[step] = quantileOfSorted(quantiles[step] ?? NaN, numbers, size)
    }
    row.labels = labels
    row.dropName = indices.some((index) => block.dropNames[index])
    sink(row)
  }
}
