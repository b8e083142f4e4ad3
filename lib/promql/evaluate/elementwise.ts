import type { Call } from '../syntax/ast.ts'
import { datePart } from './dates.ts'
import { goMax, goMin } from './go-math.ts'
import { timeOf } from './grid.ts'
import { emptyRow } from './rows.ts'
import type { Row, Sink } from './rows.ts'
import type { Scope } from './scope.ts'
import { evaluateSampleTimes } from './selector.ts'

/** Functions of one number. */
const FUNCTIONS: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  acos: Math.acos,
  acosh: Math.acosh,
  asin: Math.asin,
  asinh: Math.asinh,
  atan: Math.atan,
  atanh: Math.atanh,
  ceil: Math.ceil,
  cos: Math.cos,
  cosh: Math.cosh,
  deg: (value) => (value * 180) / Math.PI,
  exp: Math.exp,
  floor: Math.floor,
  ln: Math.log,
  log10: Math.log10,
  log2: Math.log2,
  rad: (value) => (value * Math.PI) / 180,
  sgn: (value) => (value < 0 ? -1 : value > 0 ? 1 : value),
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
}

/** Changes a row in place. */
type Change = (row: Row) => void

function eachValue(result: (value: number) => number): Change {
  return ({ values, present }) => {
    for (let step = 0; step < values.length; step += 1) {
      if (present[step] === 1) values[step] = result(values[step] ?? 0)
    }
  }
}

/** `round`: to the nearest multiple, halves up. Multiplying with the inverse loses less than dividing, as in Prometheus. */
function round(nearest: Float64Array): Change {
  return ({ values, present }) => {
    for (let step = 0; step < values.length; step += 1) {
      if (present[step] === 0) continue
      const inverse = 1 / (nearest[step] ?? 1)
      values[step] = Math.floor((values[step] ?? 0) * inverse + 0.5) / inverse
    }
  }
}

/** `clamp`; a step at which the bounds are crossed has no values. */
function clamp(least: Float64Array, most: Float64Array): Change {
  return ({ values, present }) => {
    for (let step = 0; step < values.length; step += 1) {
      const low = least[step] ?? -Infinity
      const high = most[step] ?? Infinity
      if (high < low) present[step] = 0
      else values[step] = goMax(low, goMin(high, values[step] ?? 0))
    }
  }
}

function changeFor(scope: Scope, call: Call): Change | undefined {
  const constant = (value: number): Float64Array => new Float64Array(scope.grid.count).fill(value)
  const scalar = (index: number, missing: number): Float64Array => {
    const argument = call.args[index]
    return argument === undefined ? constant(missing) : scope.scalar(argument)
  }
  switch (call.name) {
    case 'round':
      return round(scalar(1, 1))
    case 'clamp':
      return clamp(scalar(1, -Infinity), scalar(2, Infinity))
    case 'clamp_min':
      return clamp(scalar(1, -Infinity), constant(Infinity))
    case 'clamp_max':
      return clamp(constant(-Infinity), scalar(1, Infinity))
    default: {
      const result = FUNCTIONS[call.name] ?? datePart(call.name)
      return result === undefined ? undefined : eachValue(result)
    }
  }
}

/** A date function without an argument is about the time of the step. */
function ofStepTimes(scope: Scope, change: Change, sink: Sink): void {
  const row = emptyRow(scope.grid.count)
  row.present.fill(1)
  for (let step = 0; step < scope.grid.count; step += 1) {
    row.values[step] = Math.floor(timeOf(scope.grid, step) / 1000)
  }
  change(row)
  sink(row)
}

/** Evaluates a function that computes each value alone; false when the function is none of them. */
export function evaluateElementwise(scope: Scope, call: Call, sink: Sink): boolean {
  const change = changeFor(scope, call)
  if (change === undefined) return false
  const [argument] = call.args
  if (argument === undefined) {
    ofStepTimes(scope, change, sink)
    return true
  }
  scope.vector(argument, (row) => {
    change(row)
    row.dropName = true
    sink(row)
  })
  return true
}

/** `timestamp`: of a selector the times of its samples, of anything else the time of the step, in seconds. */
export function evaluateTimestamp(scope: Scope, call: Call, sink: Sink): void {
  const [argument] = call.args
  if (argument?.kind === 'vectorSelector') {
    evaluateSampleTimes(scope, argument, sink)
    return
  }
  if (argument === undefined) return
  scope.vector(argument, (row) => {
    for (let step = 0; step < scope.grid.count; step += 1) {
      row.values[step] = timeOf(scope.grid, step) / 1000
    }
    row.dropName = true
    sink(row)
  })
}
