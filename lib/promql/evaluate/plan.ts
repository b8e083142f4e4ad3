import { compileMatcher } from '../matcher.ts'
import type { SelectHints, SeriesSet, SeriesSource } from '../series-source.ts'
import type { Expr, VectorSelector } from '../syntax/ast.ts'
import { childrenOf } from '../syntax/types.ts'
import { fixedTime } from './scope.ts'
import type { Run, Selection } from './scope.ts'

/** The first and the last time at which a part of the query is evaluated, in milliseconds. */
interface Span {
  readonly fromMs: number
  readonly toMs: number
}

interface Request extends Span {
  readonly selector: VectorSelector
  readonly hints: SelectHints
}

class Planner {
  readonly #run: Run
  readonly requests: Request[] = []

  constructor(run: Run) {
    this.#run = run
  }

  planQuery(expr: Expr): this {
    const { queryStartMs, queryEndMs, queryStepMs } = this.#run
    this.#plan(expr, { fromMs: queryStartMs, toMs: queryEndMs }, queryStepMs, '')
    return this
  }

  #plan(expr: Expr, span: Span, stepMs: number, around: string): void {
    switch (expr.kind) {
      case 'vectorSelector':
        return this.#select(expr, span, this.#hints(0, stepMs, around))
      case 'matrixSelector':
        return this.#select(expr.selector, span, this.#hints(expr.rangeMs, stepMs, around))
      case 'subquery': {
        const inner = this.#shift(span, expr)
        const from = { fromMs: inner.fromMs - expr.rangeMs + 1, toMs: inner.toMs }
        return this.#plan(expr.expr, from, expr.stepMs ?? this.#run.subqueryStepMs, '')
      }
      case 'call':
      case 'aggregation': {
        const name = expr.kind === 'call' ? expr.name : expr.operator
        for (const child of childrenOf(expr)) this.#plan(child, span, stepMs, name)
        return
      }
      default:
        for (const child of childrenOf(expr)) this.#plan(child, span, stepMs, '')
    }
  }

  #hints(rangeMs: number, stepMs: number, around: string): SelectHints {
    return { stepMs, rangeMs, lookbackMs: this.#run.lookbackMs, function: around }
  }

  #shift(span: Span, { at, offsetMs }: Pick<VectorSelector, 'at' | 'offsetMs'>): Span {
    const fixed = fixedTime(this.#run, at)
    return { fromMs: (fixed ?? span.fromMs) - offsetMs, toMs: (fixed ?? span.toMs) - offsetMs }
  }

  #select(selector: VectorSelector, span: Span, hints: SelectHints): void {
    const { fromMs, toMs } = this.#shift(span, selector)
    // Ranges and the look-back are left-open, so the sample exactly at the edge is not needed.
    const reach = hints.rangeMs === 0 ? hints.lookbackMs : hints.rangeMs
    this.requests.push({ selector, fromMs: fromMs - reach + 1, toMs, hints })
  }
}

/** Index of the first time that is greater than a given one, or the length when there is none. */
function firstAfter(timestamps: Float64Array, time: number): number {
  let low = 0
  let high = timestamps.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((timestamps[middle] ?? 0) > time) high = middle
    else low = middle + 1
  }
  return low
}

function narrow(run: Run, series: SeriesSet, span: Span): Selection {
  const begin = new Int32Array(series.length)
  const end = new Int32Array(series.length)
  let samples = 0
  run.budget.touchSeries(series.length)
  for (const [index, { timestamps }] of series.entries()) {
    const from = firstAfter(timestamps, span.fromMs - 1)
    const to = firstAfter(timestamps, span.toMs)
    begin[index] = from
    end[index] = to
    samples += to - from
  }
  run.budget.holdSamples(samples)
  return { series, begin, end }
}

function store(
  requests: readonly Request[],
  sets: readonly SeriesSet[],
  run: Run,
  selections: Map<VectorSelector, Selection>,
): void {
  for (const [index, request] of requests.entries()) {
    selections.set(request.selector, narrow(run, sets[index] ?? [], request))
  }
}

/**
 * Asks the source for what every selector of an expression needs and puts the answers into `selections`. The result is a
 * promise only when the source answers with promises: otherwise nothing can happen between the answers and their use.
 */
export function fetchSeries(
  expr: Expr,
  source: SeriesSource,
  run: Run,
  selections: Map<VectorSelector, Selection>,
): Promise<void> | undefined {
  const { requests } = new Planner(run).planQuery(expr)
  const answers: SeriesSet[] = []
  const pending: (SeriesSet | Promise<SeriesSet>)[] = []
  for (const { selector, fromMs, toMs, hints } of requests) {
    const matchers = selector.matchers.map((matcher) => compileMatcher(matcher, run.compileRegex))
    const answer = source.select(matchers, fromMs, toMs, hints)
    pending.push(answer)
    if (!(answer instanceof Promise)) answers.push(answer)
  }
  if (answers.length === pending.length) {
    store(requests, answers, run, selections)
    return undefined
  }
  const promises = pending.map(async (answer) => await answer)
  return Promise.all(promises).then((sets) => store(requests, sets, run, selections))
}
