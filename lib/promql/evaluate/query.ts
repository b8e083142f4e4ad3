import { Labels } from '../labels.ts'
import { PromqlError } from '../promql-error.ts'
import { compileRegex } from '../regex/regex.ts'
import type { SeriesSource } from '../series-source.ts'
import type { Call, Expr, VectorSelector } from '../syntax/ast.ts'
import { typeName, typeOf } from '../syntax/types.ts'
import { Annotations } from './annotations.ts'
import { Budget } from './budget.ts'
import type { Grid } from './grid.ts'
import { timeOf } from './grid.ts'
import { METADATA_LABELS } from './metadata-labels.ts'
import { DEFAULT_LIMITS, DEFAULT_LOOKBACK_MS, DEFAULT_SUBQUERY_STEP_MS } from './options.ts'
import type { EvaluateOptions } from './options.ts'
import { fetchSeries } from './plan.ts'
import { collectRange } from './range-call.ts'
import type { Result, ResultData, ResultSample, ResultSeries } from './result.ts'
import { MergingBlock } from './rows.ts'
import type { RowBlock } from './rows.ts'
import type { Run, Scope, Selection } from './scope.ts'
import { scopeAt } from './vectors.ts'

/** The time of an instant query, in milliseconds since the epoch. */
export interface InstantTimes {
  readonly timeMs: number
}

/** The times of a range query in milliseconds since the epoch: from the start in steps up to the end, both included. */
export interface RangeTimes {
  readonly startMs: number
  readonly endMs: number
  readonly stepMs: number
}

interface Preparation {
  readonly run: Run
  readonly selections: Map<VectorSelector, Selection>
}

function prepare(grid: Grid, endMs: number, options: EvaluateOptions): Preparation {
  const selections = new Map<VectorSelector, Selection>()
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const run: Run = {
    lookbackMs: options.lookbackMs ?? DEFAULT_LOOKBACK_MS,
    subqueryStepMs: options.subqueryStepMs ?? DEFAULT_SUBQUERY_STEP_MS,
    budget: new Budget(limits, options.isCancelled),
    annotations: new Annotations(),
    selections,
    queryStartMs: grid.startMs,
    queryEndMs: endMs,
    queryStepMs: grid.stepMs,
    compileRegex: options.compileRegex ?? compileRegex,
  }
  run.budget.checkPoints(grid.count)
  return { run, selections }
}

function finish(run: Run, data: ResultData): Result {
  const { annotations, budget } = run
  return {
    data,
    warnings: annotations.warnings,
    infos: annotations.infos,
    cost: { series: budget.series, samples: budget.samples },
  }
}

/** The rows of an instant vector with metric names removed where they have to go; equal series are one or an error. */
function finalRows(scope: Scope, expr: Expr): RowBlock {
  const merged = new MergingBlock(scope.grid.count, scope.run.budget)
  scope.vector(expr, (row) => {
    if (row.dropName) row.labels = row.labels.without(METADATA_LABELS)
    merged.add(row)
  })
  return merged.block
}

/** Functions that change series one by one and hand them on as they come. */
const KEEPS_ORDER = new Set([
  'label_replace',
  'label_join',
  'round',
  'clamp',
  'clamp_min',
  'clamp_max',
  'abs',
])

/** Whether an instant query is answered in an order that its expression defines. */
function definesOrder(expr: Expr): boolean {
  if (expr.kind === 'aggregation') return expr.operator === 'topk' || expr.operator === 'bottomk'
  if (expr.kind === 'unary') return definesOrder(expr.expr)
  return expr.kind === 'call' && callDefinesOrder(expr)
}

function callDefinesOrder({ name, args: [argument] }: Call): boolean {
  if (name === 'sort' || name === 'sort_desc') return true
  return argument !== undefined && KEEPS_ORDER.has(name) && definesOrder(argument)
}

function vectorOf(scope: Scope, expr: Expr): ResultData {
  const block = finalRows(scope, expr)
  const samples: ResultSample[] = []
  for (const [index, labels] of block.labels.entries()) {
    if (block.present[index] === 1) samples.push({ labels, value: block.values[index] ?? 0 })
  }
  if (!definesOrder(expr)) samples.sort((a, b) => a.labels.compare(b.labels))
  return { type: 'vector', timeMs: scope.grid.startMs, samples }
}

function instantData(scope: Scope, expr: Expr): ResultData {
  const timeMs = scope.grid.startMs
  switch (typeOf(expr)) {
    case 'scalar':
      return { type: 'scalar', timeMs, value: scope.scalar(expr)[0] ?? NaN }
    case 'string':
      return { type: 'string', timeMs, value: expr.kind === 'string' ? expr.value : '' }
    case 'vector':
      return vectorOf(scope, expr)
    case 'matrix':
      return { type: 'matrix', series: sorted(collectRange(scope, expr)) }
  }
}

function sorted(series: readonly ResultSeries[]): readonly ResultSeries[] {
  return series.toSorted((a, b) => a.labels.compare(b.labels))
}

/** The values that a row has, with their times. */
function compact(block: RowBlock, index: number, times: Float64Array): ResultSeries {
  const row = block.row(index)
  let size = 0
  for (const isPresent of row.present) size += isPresent
  const { labels } = row
  if (size === times.length) return { labels, timestamps: times, values: row.values.slice() }
  const timestamps = new Float64Array(size)
  const values = new Float64Array(size)
  let at = 0
  for (let step = 0; step < times.length; step += 1) {
    if (row.present[step] === 0) continue
    timestamps[at] = times[step] ?? 0
    values[at] = row.values[step] ?? 0
    at += 1
  }
  return { labels, timestamps, values }
}

function rangeData(scope: Scope, expr: Expr): ResultData {
  const { grid } = scope
  const times = Float64Array.from({ length: grid.count }, (_, step) => timeOf(grid, step))
  if (typeOf(expr) === 'scalar') {
    return {
      type: 'matrix',
      series: [{ labels: Labels.empty, timestamps: times, values: scope.scalar(expr) }],
    }
  }
  const block = finalRows(scope, expr)
  const series = block.labels.map((_, index) => compact(block, index, times))
  return { type: 'matrix', series: sorted(series.filter((one) => one.values.length > 0)) }
}

interface Evaluation {
  readonly expr: Expr
  readonly grid: Grid
  /** The end of the query, which is not a step when the range is not a whole number of steps. */
  readonly endMs: number
  readonly data: (scope: Scope, expr: Expr) => ResultData
}

async function evaluate(
  { expr, grid, endMs, data }: Evaluation,
  source: SeriesSource,
  options: EvaluateOptions,
): Promise<Result> {
  const { run, selections } = prepare(grid, endMs, options)
  const pending = fetchSeries(expr, source, run, selections)
  // No wait when there is nothing to wait for: see SeriesSource.
  if (pending !== undefined) await pending
  return finish(run, data(scopeAt(run, grid), expr))
}

/**
 * Evaluates an expression at one time. Rejects with a `PromqlError` of the kind `execution`, `limit` or `cancelled`. Vectors
 * are ordered by labels unless the expression orders them.
 */
export async function evaluateInstant(
  expr: Expr,
  source: SeriesSource,
  times: InstantTimes,
  options: EvaluateOptions = {},
): Promise<Result> {
  const grid = { startMs: times.timeMs, stepMs: 0, count: 1 }
  return await evaluate({ expr, grid, endMs: times.timeMs, data: instantData }, source, options)
}

/**
 * Evaluates an expression of the type scalar or instant vector at all steps of a range; the result is a matrix ordered by
 * labels. Rejects with a `PromqlError`, of the kind `parse` for other types and for times that are no range.
 */
export async function evaluateRange(
  expr: Expr,
  source: SeriesSource,
  times: RangeTimes,
  options: EvaluateOptions = {},
): Promise<Result> {
  const grid = rangeGrid(expr, times)
  return await evaluate({ expr, grid, endMs: times.endMs, data: rangeData }, source, options)
}

function rangeGrid(expr: Expr, { startMs, endMs, stepMs }: RangeTimes): Grid {
  const type = typeOf(expr)
  if (type !== 'scalar' && type !== 'vector') {
    const message = `invalid expression type "${typeName(type)}" for range query, must be Scalar or instant Vector`
    throw new PromqlError('parse', message)
  }
  if (!(stepMs > 0)) {
    throw new PromqlError('parse', 'zero or negative query resolution step widths are not accepted')
  }
  if (!(endMs >= startMs)) throw new PromqlError('parse', 'end timestamp must not be before start time')
  return { startMs, stepMs, count: Math.floor((endMs - startMs) / stepMs) + 1 }
}
