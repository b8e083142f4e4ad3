import type { Binary, Expr, Unary } from '../syntax/ast.ts'
import { isSetOperator } from '../syntax/check.ts'
import { typeOf } from '../syntax/types.ts'
import { evaluateAggregation } from './aggregate.ts'
import { evaluateCall } from './calls.ts'
import type { Grid } from './grid.ts'
import { evaluateMatching } from './matching.ts'
import type { Sink } from './rows.ts'
import { evaluateScalar } from './scalars.ts'
import type { Run, Scope } from './scope.ts'
import { evaluateSelector } from './selector.ts'
import { evaluateSets } from './sets.ts'
import { evaluateWithScalar } from './with-scalar.ts'

function evaluateBinary(scope: Scope, expr: Binary, sink: Sink): void {
  if (isSetOperator(expr.operator)) return evaluateSets(scope, expr, sink)
  const isBetweenVectors = typeOf(expr.left) === 'vector' && typeOf(expr.right) === 'vector'
  return isBetweenVectors ? evaluateMatching(scope, expr, sink) : evaluateWithScalar(scope, expr, sink)
}

function evaluateUnary(scope: Scope, expr: Unary, sink: Sink): void {
  if (expr.operator === '+') {
    scope.vector(expr.expr, sink)
    return
  }
  scope.vector(expr.expr, (row) => {
    for (let step = 0; step < row.values.length; step += 1) row.values[step] = -(row.values[step] ?? 0)
    row.dropName = true
    sink(row)
  })
}

function evaluateVector(scope: Scope, expr: Expr, sink: Sink): void {
  switch (expr.kind) {
    case 'vectorSelector':
      return evaluateSelector(scope, expr, sink)
    case 'call':
      return evaluateCall(scope, expr, sink)
    case 'aggregation':
      return evaluateAggregation(scope, expr, sink)
    case 'binary':
      return evaluateBinary(scope, expr, sink)
    case 'unary':
      return evaluateUnary(scope, expr, sink)
    default:
      throw new TypeError(`${expr.kind} gives no instant vector`)
  }
}

/** The evaluation of expressions at the steps of a grid. Every operation gets it to evaluate its operands. */
export function scopeAt(run: Run, grid: Grid): Scope {
  const scope: Scope = {
    grid,
    run,
    vector: (expr, sink) => {
      run.budget.checkCancelled()
      evaluateVector(scope, expr, sink)
    },
    scalar: (expr) => evaluateScalar(scope, expr),
    at: (other) => scopeAt(run, other),
  }
  return scope
}
