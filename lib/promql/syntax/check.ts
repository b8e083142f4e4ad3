import { parseError } from '../promql-error.ts'
import type { PromqlError, Span } from '../promql-error.ts'
import type {
  Aggregation,
  Binary,
  BinaryOperator,
  Call,
  Expr,
  LabelMatcher,
  ValueType,
  VectorSelector,
} from './ast.ts'
import { AGGREGATION_PARAMS, FUNCTIONS } from './functions.ts'
import type { FunctionSignature } from './functions.ts'
import { childrenOf, typeName, typeOf } from './types.ts'

const COMPARISONS: ReadonlySet<BinaryOperator> = new Set(['==', '!=', '>', '<', '>=', '<='])
const SETS: ReadonlySet<BinaryOperator> = new Set(['and', 'or', 'unless'])

function isComparison(operator: BinaryOperator): boolean {
  return COMPARISONS.has(operator)
}

/** Whether an operator works on sets of series and not on their values. */
export function isSetOperator(operator: BinaryOperator): boolean {
  return SETS.has(operator)
}

/** What the check needs to know of a matcher: whether it accepts the empty value. Throws on a bad pattern. */
export type AcceptsEmpty = (matcher: LabelMatcher, selector: VectorSelector) => boolean

class Checker {
  readonly #text: string
  readonly #acceptsEmpty: AcceptsEmpty

  constructor(text: string, acceptsEmpty: AcceptsEmpty) {
    this.#text = text
    this.#acceptsEmpty = acceptsEmpty
  }

  check(expr: Expr): void {
    for (const child of childrenOf(expr)) this.check(child)
    switch (expr.kind) {
      case 'vectorSelector':
        return this.#selector(expr)
      case 'subquery':
        return this.#subquery(expr, typeOf(expr.expr))
      case 'unary':
        return this.#unary(expr, typeOf(expr.expr))
      case 'call':
        return this.#call(expr)
      case 'aggregation':
        return this.#aggregation(expr)
      case 'binary':
        return this.#binary(expr)
      case 'number':
      case 'string':
      case 'matrixSelector':
    }
  }

  #error(span: Span, message: string, expected?: string): PromqlError {
    return parseError(this.#text, span, message, expected)
  }

  #expect(expr: Expr, want: ValueType, context: string): void {
    const got = typeOf(expr)
    if (got === want) return
    throw this.#error(
      expr,
      `expected type ${typeName(want)} in ${context}, got ${typeName(got)}`,
      typeName(want),
    )
  }

  #selector(expr: VectorSelector): void {
    const accepts = expr.matchers.map((matcher) => this.#acceptsEmpty(matcher, expr))
    if (accepts.includes(false)) return
    throw this.#error(
      expr,
      'vector selector must contain at least one non-empty matcher',
      'a metric name or a matcher that does not match the empty value',
    )
  }

  #subquery(expr: Span, type: ValueType): void {
    if (type === 'vector') return
    throw this.#error(
      expr,
      `subquery is only allowed on instant vector, got ${typeName(type)} instead`,
      typeName('vector'),
    )
  }

  #unary(expr: Span, type: ValueType): void {
    if (type === 'scalar' || type === 'vector') return
    throw this.#error(
      expr,
      `unary expression only allowed on expressions of type scalar or instant vector, got "${typeName(type)}"`,
      'scalar or instant vector',
    )
  }

  #aggregation(expr: Aggregation): void {
    this.#expect(expr.expr, 'vector', 'aggregation expression')
    const wanted = AGGREGATION_PARAMS[expr.operator]
    if (wanted !== undefined && expr.param !== undefined) {
      this.#expect(expr.param, wanted, 'aggregation parameter')
    }
  }

  #call(expr: Call): void {
    const signature = FUNCTIONS.get(expr.name)
    if (signature === undefined) return
    this.#argumentCount(expr, signature)
    for (const [index, argument] of expr.args.entries()) {
      const want = signature.args[Math.min(index, signature.args.length - 1)]
      if (want !== undefined) this.#expect(argument, want, `call to function "${expr.name}"`)
    }
  }

  #argumentCount(expr: Call, { args, variadic }: FunctionSignature): void {
    const got = expr.args.length
    const least = variadic === 0 ? args.length : args.length - 1
    const most = variadic < 0 ? Infinity : least + variadic
    if (got >= least && got <= most) return
    const exact = variadic === 0 ? '' : got < least ? 'at least ' : 'at most '
    const wish = `${exact}${got < least ? least : most} argument(s)`
    throw this.#error(expr, `expected ${wish} in call to "${expr.name}", got ${got}`, wish)
  }

  #operatorSpan(expr: Binary): Span {
    const between = this.#text.slice(expr.left.end, expr.right.start)
    const at = between.search(/[^\s()]/)
    const start = expr.left.end + Math.max(0, at)
    return { start, end: start + expr.operator.length }
  }

  #binary(expr: Binary): void {
    const left = typeOf(expr.left)
    const right = typeOf(expr.right)
    if (expr.bool && !isComparison(expr.operator)) {
      throw this.#error(this.#operatorSpan(expr), 'bool modifier can only be used on comparison operators')
    }
    if (isComparison(expr.operator) && !expr.bool && left === 'scalar' && right === 'scalar') {
      throw this.#error(
        this.#operatorSpan(expr),
        'comparisons between scalars must use BOOL modifier',
        'bool',
      )
    }
    this.#bothInclude(expr)
    for (const side of [expr.left, expr.right]) {
      if (typeOf(side) === 'scalar' || typeOf(side) === 'vector') continue
      const message = 'binary expression must contain only scalar and instant vector types'
      throw this.#error(side, message, 'scalar or instant vector')
    }
    if (left === 'vector' && right === 'vector') this.#grouping(expr)
    else this.#withScalar(expr)
  }

  #bothInclude(expr: Binary): void {
    if (expr.matching?.on !== true) return
    const { labels, include } = expr.matching
    const both = labels.find((label) => include.includes(label))
    if (both === undefined) return
    const message = `label ${JSON.stringify(both)} must not occur in ON and GROUP clause at once`
    throw this.#error(this.#operatorSpan(expr), message)
  }

  #grouping(expr: Binary): void {
    if (!isSetOperator(expr.operator) || expr.matching?.many === undefined) return
    throw this.#error(expr, `no grouping allowed for "${expr.operator}" operation`)
  }

  #withScalar(expr: Binary): void {
    if (isSetOperator(expr.operator)) {
      throw this.#error(expr, `set operator "${expr.operator}" not allowed in binary scalar expression`)
    }
    // As in Prometheus, a clause without labels is let pass, and means nothing.
    if (expr.matching === undefined || expr.matching.labels.length === 0) return
    throw this.#error(
      expr,
      'vector matching only allowed between instant vectors',
      'instant vectors on both sides',
    )
  }
}

/** Checks types, arguments and modifiers of an expression the way Prometheus does. Throws the first parse error. */
export function checkTypes(text: string, expr: Expr, acceptsEmpty: AcceptsEmpty): void {
  new Checker(text, acceptsEmpty).check(expr)
}
