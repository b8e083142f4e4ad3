import type { Labels } from '../labels.ts'
import { parseFloatText } from '../number-format.ts'
import type { Call, Expr } from '../syntax/ast.ts'
import { Buckets, bucketFraction, bucketQuantile } from './histogram-buckets.ts'
import { RowBlock, emptyRow, hasValues } from './rows.ts'
import type { Sink } from './rows.ts'
import type { Scope } from './scope.ts'

const BOUND_LABEL = 'le'
const BOUND_LABELS = new Set([BOUND_LABEL])

interface Bucket {
  readonly bound: number
  /** Index of the row with the counts. */
  readonly row: number
}

interface Histogram {
  readonly labels: Labels
  readonly dropName: boolean
  readonly buckets: Bucket[]
}

/** The classic histograms of an instant vector: series that differ only in their label `le`. */
class Histograms {
  readonly block: RowBlock
  readonly all = new Map<string, Histogram>()

  constructor(scope: Scope, expr: Expr) {
    this.block = new RowBlock(scope.grid.count, scope.run.budget)
    scope.vector(expr, (row) => {
      const text = row.labels.get(BOUND_LABEL)
      const bound = parseFloatText(text)
      if (bound === undefined) {
        scope.run.annotations.badBucketLabel(row.labels.metricName, text, expr)
        return
      }
      const index = this.block.add(row)
      const labels = row.labels.without(BOUND_LABELS)
      const key = labels.key()
      const known = this.all.get(key)
      if (known !== undefined) known.buckets.push({ bound, row: index })
      else this.all.set(key, { labels, dropName: row.dropName, buckets: [{ bound, row: index }] })
    })
  }

  /** Fills in the buckets that a histogram has at a step. Its buckets have to be sorted by bound. */
  at(histogram: Histogram, step: number, into: Buckets): void {
    into.clear()
    for (const { bound, row } of histogram.buckets) {
      const cell = row * this.block.count + step
      if (this.block.present[cell] === 1) into.add(bound, this.block.values[cell] ?? 0)
    }
  }
}

/** Computes something from the buckets of each histogram at each step. */
function eachHistogram(
  scope: Scope,
  expr: Expr,
  result: (buckets: Buckets, step: number, labels: Labels) => number,
  sink: Sink,
): void {
  const histograms = new Histograms(scope, expr)
  const row = emptyRow(scope.grid.count)
  for (const histogram of histograms.all.values()) {
    scope.run.budget.checkCancelled()
    histogram.buckets.sort((a, b) => a.bound - b.bound)
    const buckets = new Buckets(histogram.buckets.length)
    for (let step = 0; step < scope.grid.count; step += 1) {
      histograms.at(histogram, step, buckets)
      row.present[step] = buckets.size === 0 ? 0 : 1
      if (buckets.size > 0) row.values[step] = result(buckets, step, histogram.labels)
    }
    row.labels = histogram.labels
    row.dropName = true
    if (hasValues(row)) sink(row)
  }
}

function evaluateQuantile(scope: Scope, [q, vector]: readonly Expr[], sink: Sink): void {
  if (q === undefined || vector === undefined) return
  const quantiles = scope.scalar(q)
  for (const quantile of quantiles) scope.run.annotations.invalidQuantile(quantile, q)
  const result = (buckets: Buckets, step: number, labels: Labels): number => {
    const { value, isForced } = bucketQuantile(quantiles[step] ?? NaN, buckets)
    if (isForced) scope.run.annotations.forcedMonotonicity(labels.metricName, vector)
    return value
  }
  eachHistogram(scope, vector, result, sink)
}

function evaluateFraction(scope: Scope, [low, high, vector]: readonly Expr[], sink: Sink): void {
  if (low === undefined || high === undefined || vector === undefined) return
  const lower = scope.scalar(low)
  const upper = scope.scalar(high)
  const result = (buckets: Buckets, step: number): number =>
    bucketFraction(lower[step] ?? NaN, upper[step] ?? NaN, buckets)
  eachHistogram(scope, vector, result, sink)
}

/** Evaluates `histogram_quantile` or `histogram_fraction` over classic histograms. */
export function evaluateHistogramCall(scope: Scope, call: Call, sink: Sink): void {
  if (call.name === 'histogram_quantile') evaluateQuantile(scope, call.args, sink)
  else evaluateFraction(scope, call.args, sink)
}
