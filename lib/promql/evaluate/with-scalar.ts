import type { Binary, Expr } from '../syntax/ast.ts'
import { typeOf } from '../syntax/types.ts'
import { operationOf } from './operators.ts'
import type { Operation } from './operators.ts'
import type { Row, Sink } from './rows.ts'
import type { Scope } from './scope.ts'

/** An operation of each value of a row with the scalar of its step; `isSwapped` when the scalar stands on the left. */
interface WithScalar {
  readonly operation: Operation
  readonly scalars: Float64Array
  readonly isSwapped: boolean
  readonly bool: boolean
}

function compute(row: Row, result: (a: number, b: number) => number, how: WithScalar): void {
  const { values } = row
  const { scalars, isSwapped } = how
  for (let step = 0; step < values.length; step += 1) {
    const value = values[step] ?? 0
    const scalar = scalars[step] ?? 0
    values[step] = isSwapped ? result(scalar, value) : result(value, scalar)
  }
}

function compare(
  row: Row,
  holds: (a: number, b: number) => boolean,
  { scalars, isSwapped, bool }: WithScalar,
): void {
  const { values, present } = row
  for (let step = 0; step < values.length; step += 1) {
    const value = values[step] ?? 0
    const scalar = scalars[step] ?? 0
    const isTrue = isSwapped ? holds(scalar, value) : holds(value, scalar)
    if (bool) values[step] = isTrue ? 1 : 0
    // A filter keeps the value of the series, also when the scalar stands on the left.
    else if (!isTrue) present[step] = 0
  }
}

function apply(row: Row, how: WithScalar): void {
  if (how.operation.kind === 'arithmetic') compute(row, how.operation.compute, how)
  else compare(row, how.operation.holds, how)
  if (how.operation.kind === 'arithmetic' || how.bool) row.dropName = true
}

/** Evaluates an operation of an instant vector with a scalar. */
export function evaluateWithScalar(scope: Scope, expr: Binary, sink: Sink): void {
  const operation = operationOf(expr.operator)
  if (operation === undefined) return
  const isSwapped = typeOf(expr.left) === 'scalar'
  const [scalar, vector]: [Expr, Expr] = isSwapped ? [expr.left, expr.right] : [expr.right, expr.left]
  const how = { operation, scalars: scope.scalar(scalar), isSwapped, bool: expr.bool }
  scope.vector(vector, (row) => {
    apply(row, how)
    sink(row)
  })
}

/** Evaluates an operation of two scalars; comparisons answer 0 or 1. */
export function evaluateScalars(scope: Scope, expr: Binary): Float64Array {
  const operation = operationOf(expr.operator)
  const left = scope.scalar(expr.left)
  const right = scope.scalar(expr.right)
  if (operation === undefined) return left
  return left.map((value, step) => {
    const other = right[step] ?? 0
    if (operation.kind === 'arithmetic') return operation.compute(value, other)
    return operation.holds(value, other) ? 1 : 0
  })
}
