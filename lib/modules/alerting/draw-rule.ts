import {
  parse,
  print,
  PromqlError,
  selectors,
  typeOf,
  type Binary,
  type Call,
  type Expr,
} from '#lib/promql/index.ts'
import {
  LIMIT_OPERATORS,
  type LimitOperator,
  type RuleDrawing,
  type RuleLimit,
} from './domain/rule-drawing.ts'

/** `90 < load` asks what `load > 90` asks. */
const TURNED: Readonly<Record<LimitOperator, LimitOperator>> = {
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
  '==': '==',
  '!=': '!=',
}

/** A plain comparison: a vector, an operator, a number that can be drawn. */
interface Comparison {
  readonly measured: Expr
  readonly limit: RuleLimit
}

function comparisonOf(expr: Expr): Comparison | null {
  if (expr.kind !== 'binary' || expr.bool) return null
  const operator = LIMIT_OPERATORS.find((each) => each === expr.operator)
  return operator === undefined ? null : sidesOf(expr, operator)
}

function sidesOf({ left, right }: Binary, operator: LimitOperator): Comparison | null {
  if (right.kind === 'number') return compared(left, operator, right.value)
  return left.kind === 'number' ? compared(right, TURNED[operator], left.value) : null
}

const compared = (measured: Expr, operator: LimitOperator, value: number): Comparison | null =>
  typeOf(measured) === 'vector' && Number.isFinite(value) ? { measured, limit: { operator, value } } : null

/** The unit that a metric's name ends with, after what Prometheus recommends. */
function unitOfName(name: string): string {
  if (name.endsWith('_seconds')) return 's'
  if (name.endsWith('_bytes')) return 'bytes'
  return name.endsWith('_ratio') ? 'ratio' : ''
}

/** Functions whose result is in the unit of what they are given; their last argument is what they read. */
const KEEPS_UNIT =
  /^(?:(?:avg|min|max|sum|last|quantile)_over_time|abs|ceil|floor|round|clamp(?:_min|_max)?)$/
/** Aggregations that change the unit of what they take together. */
const COUNTS: ReadonlySet<string> = new Set(['count', 'count_values', 'group', 'stdvar'])

/** The unit of an expression as far as its names tell; empty where a calculation may have changed it. */
function unitOf(expr: Expr): string {
  switch (expr.kind) {
    case 'vectorSelector':
      return unitOfName(expr.name ?? '')
    case 'matrixSelector':
      return unitOf(expr.selector)
    case 'aggregation':
      return COUNTS.has(expr.operator) ? '' : unitOf(expr.expr)
    case 'call':
      return unitOfCall(expr)
    default:
      return ''
  }
}

function unitOfCall(expr: Call): string {
  if (expr.name === 'histogram_quantile') {
    const [name] = selectors(expr).flatMap(({ metricNames = [] }) => metricNames)
    return unitOfName((name ?? '').replace(/_bucket$/, ''))
  }
  const read = expr.args.find((argument) => typeOf(argument) !== 'scalar')
  return KEEPS_UNIT.test(expr.name) && read !== undefined ? unitOf(read) : ''
}

/** What a chart shows of a rule with this expression; null where it cannot be read. */
export function drawRule(text: string): RuleDrawing | null {
  try {
    const expr = parse(text)
    const comparison = comparisonOf(expr)
    const measured = comparison?.measured ?? expr
    return { expression: print(measured), unit: unitOf(measured), limit: comparison?.limit ?? null }
  } catch (error) {
    if (error instanceof PromqlError) return null
    throw error
  }
}
