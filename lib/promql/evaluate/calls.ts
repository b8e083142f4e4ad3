import { Labels } from '../labels.ts'
import type { Call, Expr } from '../syntax/ast.ts'
import { evaluateElementwise, evaluateTimestamp } from './elementwise.ts'
import { evaluateHistogramCall } from './histogram-call.ts'
import { evaluateLabelCall } from './label-call.ts'
import { evaluateRangeCall, isRangeCall, labelsOfAbsent } from './range-call.ts'
import { emptyRow, hasValues } from './rows.ts'
import type { Row, Sink } from './rows.ts'
import { collect } from './scope.ts'
import type { Scope } from './scope.ts'

/** `absent`: 1 at the steps at which nothing else is. */
function evaluateAbsent(scope: Scope, argument: Expr, sink: Sink): void {
  const row = emptyRow(scope.grid.count)
  row.present.fill(1)
  row.values.fill(1)
  scope.vector(argument, ({ present }) => {
    for (const [step, isPresent] of present.entries()) if (isPresent === 1) row.present[step] = 0
  })
  row.labels = labelsOfAbsent(argument)
  if (hasValues(row)) sink(row)
}

/** `vector`: a scalar as a series without labels. */
function evaluateVector(scope: Scope, argument: Expr, sink: Sink): void {
  const values = scope.scalar(argument)
  sink({
    labels: Labels.empty,
    dropName: false,
    values,
    present: new Uint8Array(values.length).fill(1),
  })
}

/** NaN comes last, whichever the direction; equal values are ordered by labels. */
function compareValues(a: Row, b: Row, sign: number): number {
  const left = a.values[0] ?? NaN
  const right = b.values[0] ?? NaN
  if (left < right) return -sign
  if (left > right) return sign
  const nans = Number(Number.isNaN(left)) - Number(Number.isNaN(right))
  return nans === 0 ? a.labels.compare(b.labels) : nans
}

/** `sort` and `sort_desc`; the steps of a range query have no order. */
function evaluateSort(scope: Scope, call: Call, argument: Expr, sink: Sink): void {
  if (scope.grid.count > 1) {
    scope.vector(argument, sink)
    return
  }
  const block = collect(scope, argument)
  const rows = block.labels.map((_, index) => block.row(index))
  const sign = call.name === 'sort' ? 1 : -1
  for (const row of rows.toSorted((a, b) => compareValues(a, b, sign))) sink(row)
}

type Evaluate = (scope: Scope, call: Call, argument: Expr, sink: Sink) => void

/** Functions that are neither over ranges nor of each value alone. */
const SPECIAL: Readonly<Record<string, Evaluate>> = {
  absent: (scope, _call, argument, sink) => evaluateAbsent(scope, argument, sink),
  histogram_fraction: (scope, call, _argument, sink) => evaluateHistogramCall(scope, call, sink),
  histogram_quantile: (scope, call, _argument, sink) => evaluateHistogramCall(scope, call, sink),
  label_join: (scope, call, _argument, sink) => evaluateLabelCall(scope, call, sink),
  label_replace: (scope, call, _argument, sink) => evaluateLabelCall(scope, call, sink),
  sort: evaluateSort,
  sort_desc: evaluateSort,
  timestamp: (scope, call, _argument, sink) => evaluateTimestamp(scope, call, sink),
  vector: (scope, _call, argument, sink) => evaluateVector(scope, argument, sink),
}

/** Evaluates a function that gives an instant vector. */
export function evaluateCall(scope: Scope, call: Call, sink: Sink): void {
  if (isRangeCall(call)) {
    evaluateRangeCall(scope, call, sink)
    return
  }
  if (evaluateElementwise(scope, call, sink)) return
  const special = SPECIAL[call.name]
  const [argument] = call.args
  if (special === undefined || argument === undefined) {
    throw new TypeError(`function ${call.name} has a signature and no evaluation`)
  }
  special(scope, call, argument, sink)
}
