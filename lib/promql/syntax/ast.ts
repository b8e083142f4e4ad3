import type { Span } from '../promql-error.ts'

/** The four types of values; every expression has exactly one of them, known before evaluation. */
export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string'

/** Comparison of a label with a value or with a pattern that has to match all of it. */
export type MatchOperator = '=' | '!=' | '=~' | '!~'

/** One condition on a label; a label that is absent has the value ''. */
export interface LabelMatcher {
  readonly name: string
  readonly operator: MatchOperator
  readonly value: string
}

/** Arithmetic, comparing and set operators. */
export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^'
  | 'atan2'
  | '=='
  | '!='
  | '>'
  | '<'
  | '>='
  | '<='
  | 'and'
  | 'or'
  | 'unless'

/** Operators that turn many series into fewer. */
export type AggregationOperator =
  | 'sum'
  | 'avg'
  | 'count'
  | 'min'
  | 'max'
  | 'group'
  | 'stddev'
  | 'stdvar'
  | 'topk'
  | 'bottomk'
  | 'count_values'
  | 'quantile'

/** The time that `@` fixes: milliseconds since the epoch, or the first or last step of the query. */
export type AtModifier = number | 'start' | 'end'

/** A number; durations such as `5m` are numbers of seconds. */
export interface NumberLiteral extends Span {
  readonly kind: 'number'
  readonly value: number
}

/** A text in quotes. Bytes that are not UTF-8 stand as the lone surrogates U+DC80…U+DCFF. */
export interface StringLiteral extends Span {
  readonly kind: 'string'
  readonly value: string
}

/** The newest sample of each matching series, no older than the look-back. */
export interface VectorSelector extends Span {
  readonly kind: 'vectorSelector'
  /** The metric name when it stands before the braces; `matchers` holds it too, as the last one. */
  readonly name: string | undefined
  readonly matchers: readonly LabelMatcher[]
  readonly offsetMs: number
  readonly at: AtModifier | undefined
}

/** All samples of each matching series in the left-open range that ends at the evaluation time. */
export interface MatrixSelector extends Span {
  readonly kind: 'matrixSelector'
  readonly selector: VectorSelector
  readonly rangeMs: number
}

/** An expression evaluated at each multiple of the step inside a left-open range. */
export interface Subquery extends Span {
  readonly kind: 'subquery'
  readonly expr: Expr
  readonly rangeMs: number
  /** Absent: the default step of the evaluation. */
  readonly stepMs: number | undefined
  readonly offsetMs: number
  readonly at: AtModifier | undefined
}

/** A function with its arguments. */
export interface Call extends Span {
  readonly kind: 'call'
  readonly name: string
  readonly args: readonly Expr[]
}

/** An aggregation; `by ()` and no clause at all are the same: `without` false and an empty `grouping`. */
export interface Aggregation extends Span {
  readonly kind: 'aggregation'
  readonly operator: AggregationOperator
  readonly param: Expr | undefined
  readonly expr: Expr
  readonly without: boolean
  readonly grouping: readonly string[]
}

/** How the two sides of an operation between instant vectors find each other. */
export interface VectorMatching {
  readonly on: boolean
  readonly labels: readonly string[]
  /** The side that may have several series per match, written `group_left` or `group_right`. */
  readonly many: 'left' | 'right' | undefined
  /** Labels of the other side that the result takes over. */
  readonly include: readonly string[]
}

/** An operation of two expressions. */
export interface Binary extends Span {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly left: Expr
  readonly right: Expr
  /** A comparison that answers 0 or 1 instead of filtering. */
  readonly bool: boolean
  /** Absent: one to one on all labels, or no matching because a side is a scalar. */
  readonly matching: VectorMatching | undefined
}

/** A sign before an expression that is not a number. */
export interface Unary extends Span {
  readonly kind: 'unary'
  readonly operator: '+' | '-'
  readonly expr: Expr
}

/** A PromQL expression. Parentheses leave no node: the tree says what binds to what. */
export type Expr =
  | NumberLiteral
  | StringLiteral
  | VectorSelector
  | MatrixSelector
  | Subquery
  | Call
  | Aggregation
  | Binary
  | Unary

/** The label that holds the metric name. */
export const METRIC_NAME = '__name__'
