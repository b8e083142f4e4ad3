import type { Call, Expr } from '../syntax/ast.ts'
import { timeOf } from './grid.ts'
import type { Scope } from './scope.ts'
import { evaluateScalars } from './with-scalar.ts'

/** `scalar`: the value of the only series at a step, NaN when there is none or more than one. */
function onlyValue(scope: Scope, argument: Expr): Float64Array {
  const values = new Float64Array(scope.grid.count).fill(NaN)
  const found = new Uint8Array(scope.grid.count)
  scope.vector(argument, (row) => {
    for (let step = 0; step < values.length; step += 1) {
      if (row.present[step] === 0) continue
      values[step] = found[step] === 1 ? NaN : (row.values[step] ?? NaN)
      found[step] = 1
    }
  })
  return values
}

function evaluateCall(scope: Scope, call: Call): Float64Array {
  const { count } = scope.grid
  const [argument] = call.args
  if (call.name === 'pi') return new Float64Array(count).fill(Math.PI)
  if (call.name === 'time') {
    return Float64Array.from({ length: count }, (_, step) => timeOf(scope.grid, step) / 1000)
  }
  if (call.name === 'scalar' && argument !== undefined) return onlyValue(scope, argument)
  throw new TypeError(`function ${call.name} gives no scalar`)
}

/** Evaluates an expression of the type scalar: its value at each step, in memory of its own. */
export function evaluateScalar(scope: Scope, expr: Expr): Float64Array {
  switch (expr.kind) {
    case 'number':
      return new Float64Array(scope.grid.count).fill(expr.value)
    case 'unary': {
      const values = scope.scalar(expr.expr)
      return expr.operator === '-' ? values.map((value) => -value) : values
    }
    case 'binary':
      return evaluateScalars(scope, expr)
    case 'call':
      return evaluateCall(scope, expr)
    default:
      throw new TypeError(`${expr.kind} gives no scalar`)
  }
}
