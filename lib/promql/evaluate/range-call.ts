import { Labels } from '../labels.ts'
import { METRIC_NAME } from '../syntax/ast.ts'
import type { Call, Expr, MatrixSelector, Subquery } from '../syntax/ast.ts'
import { typeOf } from '../syntax/types.ts'
import { alignedGrid, endOf, timeOf } from './grid.ts'
import {
  changes,
  countOverTime,
  firstOverTime,
  lastOverTime,
  presentOverTime,
  resets,
} from './range-counts.ts'
import { maxOverTime, minOverTime } from './range-extremes.ts'
import { deriv, predictLinear, stddevOverTime, stdvarOverTime } from './range-moments.ts'
import { quantileOverTime } from './range-quantile.ts'
import { delta, idelta, increase, irate, rate } from './range-rates.ts'
import { avgOverTime, sumOverTime } from './range-sums.ts'
import type { RangeKernel } from './range-sums.ts'
import { METADATA_LABELS } from './metadata-labels.ts'
import type { ResultSeries } from './result.ts'
import { emptyRow, hasValues, sameLabelset } from './rows.ts'
import type { Sink } from './rows.ts'
import { fixedTime } from './scope.ts'
import type { Scope } from './scope.ts'
import { selectionOf } from './selector.ts'
import { MarkerFilter, placeWindows } from './windows.ts'
import type { Frame, Samples } from './windows.ts'

/** Makes a fresh kernel, with its own scratch memory, for each use of a function. */
const KERNELS: Readonly<Record<string, () => RangeKernel>> = {
  absent_over_time: presentOverTime,
  avg_over_time: avgOverTime,
  changes,
  count_over_time: countOverTime,
  delta,
  deriv,
  first_over_time: firstOverTime,
  idelta,
  increase,
  irate,
  last_over_time: lastOverTime,
  max_over_time: maxOverTime,
  min_over_time: minOverTime,
  predict_linear: predictLinear,
  present_over_time: presentOverTime,
  quantile_over_time: quantileOverTime,
  rate,
  resets,
  stddev_over_time: stddevOverTime,
  stdvar_over_time: stdvarOverTime,
  sum_over_time: sumOverTime,
}

/** These give a sample of the series itself; everything else is a number about it. */
const KEEPS_NAME = new Set(['first_over_time', 'last_over_time'])

type RangeExpr = MatrixSelector | Subquery

/** Takes the samples of one series. */
type SeriesVisitor = (labels: Labels, dropName: boolean, samples: Samples) => void

function isRange(expr: Expr): expr is RangeExpr {
  return expr.kind === 'matrixSelector' || expr.kind === 'subquery'
}

/** The `offset` and the `@` of a range selector or sub-query. */
function modifiersOf(expr: RangeExpr): Pick<Subquery, 'offsetMs' | 'at'> {
  return expr.kind === 'subquery' ? expr : expr.selector
}

function visitSelector(scope: Scope, expr: MatrixSelector, visit: SeriesVisitor): void {
  const { series, begin, end } = selectionOf(scope, expr.selector)
  const filter = new MarkerFilter()
  for (const [index, { labels, timestamps, values }] of series.entries()) {
    scope.run.budget.checkCancelled()
    const samples = { timestamps, values, begin: begin[index] ?? 0, end: end[index] ?? 0 }
    visit(labels, false, filter.without(samples))
  }
}

function visitSubquery(scope: Scope, expr: Subquery, visit: SeriesVisitor): void {
  const fixed = fixedTime(scope.run, expr.at)
  const fromMs = (fixed ?? scope.grid.startMs) - expr.offsetMs - expr.rangeMs
  const toMs = (fixed ?? endOf(scope.grid)) - expr.offsetMs
  const grid = alignedGrid(fromMs, toMs, expr.stepMs ?? scope.run.subqueryStepMs)
  if (grid === undefined) return
  // The rows of the inner expression have this many values.
  scope.run.budget.holdSamples(grid.count)
  const timestamps = new Float64Array(grid.count)
  const values = new Float64Array(grid.count)
  scope.at(grid).vector(expr.expr, (row) => {
    let end = 0
    for (let step = 0; step < grid.count; step += 1) {
      if (row.present[step] === 0) continue
      timestamps[end] = timeOf(grid, step)
      values[end] = row.values[step] ?? 0
      end += 1
    }
    visit(row.labels, row.dropName, { timestamps, values, begin: 0, end })
  })
}

/** Visits each series of a range vector with the samples that any of the windows may hold. */
function visitRange(scope: Scope, expr: RangeExpr, visit: SeriesVisitor): void {
  if (expr.kind === 'subquery') visitSubquery(scope, expr, visit)
  else visitSelector(scope, expr, visit)
}

/**
 * The samples of a range vector at the only step of an instant query. Series that cannot be told apart without their metric
 * names are an error.
 */
export function collectRange(scope: Scope, expr: Expr): ResultSeries[] {
  if (!isRange(expr)) return []
  const frame = newFrame(scope, expr, new Float64Array(0))
  const all: ResultSeries[] = []
  const keys = new Set<string>()
  visitRange(scope, expr, (labels, dropName, samples) => {
    if (!placeWindows(frame, samples)) return
    const [low, high] = [frame.low[0] ?? 0, frame.high[0] ?? 0]
    const kept = dropName ? labels.without(METADATA_LABELS) : labels
    if (keys.has(kept.key())) throw sameLabelset()
    keys.add(kept.key())
    scope.run.budget.holdSamples(high - low)
    all.push({
      labels: kept,
      timestamps: samples.timestamps.slice(low, high),
      values: samples.values.slice(low, high),
    })
  })
  return all
}

function newFrame(scope: Scope, expr: RangeExpr, param: Float64Array): Frame {
  const { grid, run } = scope
  const { at, offsetMs } = modifiersOf(expr)
  const fixed = fixedTime(run, at)
  const stepTimes = Float64Array.from({ length: grid.count }, (_, step) => timeOf(grid, step))
  return {
    timestamps: new Float64Array(0),
    values: new Float64Array(0),
    begin: 0,
    end: 0,
    low: new Int32Array(grid.count),
    high: new Int32Array(grid.count),
    windowEnds: stepTimes.map((time) => (fixed ?? time) - offsetMs),
    stepTimes,
    rangeMs: expr.rangeMs,
    param,
  }
}

function evaluateRows(scope: Scope, call: Call, expr: RangeExpr, sink: Sink): void {
  const kernel = KERNELS[call.name]?.()
  if (kernel === undefined) throw new TypeError(`no kernel for ${call.name}`)
  const scalar = call.args.find((argument) => typeOf(argument) === 'scalar')
  const frame = newFrame(scope, expr, scalar === undefined ? new Float64Array(0) : scope.scalar(scalar))
  const row = emptyRow(scope.grid.count)
  const isRate = call.name === 'rate' || call.name === 'increase'
  visitRange(scope, expr, (labels, dropName, samples) => {
    if (!placeWindows(frame, samples)) return
    row.present.fill(0)
    kernel(frame, row)
    row.labels = labels
    row.dropName = dropName || !KEEPS_NAME.has(call.name)
    if (!hasValues(row)) return
    if (isRate && call.args[0] !== undefined) {
      scope.run.annotations.possibleNonCounter(labels.metricName, call.args[0])
    }
    if (call.name === 'quantile_over_time' && scalar !== undefined) {
      for (const quantile of frame.param) scope.run.annotations.invalidQuantile(quantile, scalar)
    }
    sink(row)
  })
}

/**
 * The labels that a selector asks for by equality: what is missing has them. As in Prometheus a label that is asked for
 * again after that is left out.
 */
export function labelsOfAbsent(expr: Expr): Labels {
  const selector = expr.kind === 'matrixSelector' ? expr.selector : expr
  if (selector.kind !== 'vectorSelector') return Labels.empty
  const values = new Map<string, string>()
  const seen = new Set<string>()
  for (const { name, operator, value } of selector.matchers) {
    if (operator === '=' && !seen.has(name)) {
      seen.add(name)
      values.set(name, value)
    } else values.delete(name)
  }
  values.delete(METRIC_NAME)
  return Labels.from(values)
}

function evaluateAbsent(scope: Scope, call: Call, expr: RangeExpr, sink: Sink): void {
  const row = emptyRow(scope.grid.count)
  row.present.fill(1)
  row.values.fill(1)
  evaluateRows(scope, call, expr, ({ present }) => {
    for (const [step, isPresent] of present.entries()) if (isPresent === 1) row.present[step] = 0
  })
  row.labels = labelsOfAbsent(expr)
  if (hasValues(row)) sink(row)
}

/** Whether a function takes a range vector. */
export function isRangeCall(call: Call): boolean {
  return KERNELS[call.name] !== undefined
}

/** Evaluates a function over a range vector, one series after the other. */
export function evaluateRangeCall(scope: Scope, call: Call, sink: Sink): void {
  const range = call.args.find((argument) => isRange(argument))
  if (range === undefined) return
  if (call.name === 'absent_over_time') evaluateAbsent(scope, call, range, sink)
  else evaluateRows(scope, call, range, sink)
}
