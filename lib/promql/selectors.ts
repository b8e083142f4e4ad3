import { DEFAULT_LOOKBACK_MS } from './evaluate/options.ts'
import { compileMatcher } from './matcher.ts'
import type { Expr, LabelMatcher, VectorSelector } from './syntax/ast.ts'
import { METRIC_NAME } from './syntax/ast.ts'
import { childrenOf } from './syntax/types.ts'

/** What one selector of an expression reads. */
export interface SelectorUse {
  readonly matchers: readonly LabelMatcher[]
  /** The metric names that it can match when they are known from its matchers, else undefined: it may match any. */
  readonly metricNames: readonly string[] | undefined
  /**
   * Milliseconds between an evaluation and the oldest sample that it may read: range or look-back, offsets, and the ranges
   * of sub-queries around it. Undefined when `@` fixes its time, so that its distance grows.
   */
  readonly reachMs: number | undefined
}

/** How far back a node is evaluated; `fixed` once an `@` has been passed. */
interface Reach {
  readonly ms: number
  readonly isFixed: boolean
}

function metricNames(matchers: readonly LabelMatcher[]): readonly string[] | undefined {
  for (const matcher of matchers) {
    if (matcher.name !== METRIC_NAME || (matcher.operator !== '=' && matcher.operator !== '=~')) continue
    const values = compileMatcher(matcher).values
    if (values !== undefined) return values
  }
  return undefined
}

function use(selector: VectorSelector, rangeMs: number, reach: Reach): SelectorUse {
  const isFixed = reach.isFixed || selector.at !== undefined
  return {
    matchers: selector.matchers,
    metricNames: metricNames(selector.matchers),
    reachMs: isFixed ? undefined : Math.max(0, reach.ms + selector.offsetMs + rangeMs),
  }
}

function collect(expr: Expr, reach: Reach, lookbackMs: number): SelectorUse[] {
  switch (expr.kind) {
    case 'vectorSelector':
      return [use(expr, lookbackMs, reach)]
    case 'matrixSelector':
      return [use(expr.selector, expr.rangeMs, reach)]
    case 'subquery': {
      const ms = reach.ms + expr.offsetMs + expr.rangeMs
      return collect(expr.expr, { ms, isFixed: reach.isFixed || expr.at !== undefined }, lookbackMs)
    }
    default:
      return childrenOf(expr).flatMap((child) => collect(child, reach, lookbackMs))
  }
}

/**
 * The selectors of an expression, in the order of its text: which series a rule reads and how far back. The look-back of
 * instant selectors is 5 minutes unless another one is given, in milliseconds.
 */
export function selectors(expr: Expr, lookbackMs: number = DEFAULT_LOOKBACK_MS): readonly SelectorUse[] {
  return collect(expr, { ms: 0, isFixed: false }, lookbackMs)
}
