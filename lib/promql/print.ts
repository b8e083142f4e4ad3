import type {
  Aggregation,
  AtModifier,
  Binary,
  Expr,
  LabelMatcher,
  VectorMatching,
  VectorSelector,
} from './syntax/ast.ts'
import { METRIC_NAME } from './syntax/ast.ts'
import { formatDuration } from './syntax/duration.ts'
import { PRECEDENCE, PRIMARY_PRECEDENCE, UNARY_PRECEDENCE } from './syntax/precedence.ts'
import { quote } from './syntax/quote.ts'

const BARE_LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/

function precedenceOf(expr: Expr): number {
  if (expr.kind === 'binary') return PRECEDENCE[expr.operator]
  if (expr.kind === 'unary') return UNARY_PRECEDENCE
  // A number with a sign is a unary expression to the operator behind it.
  if (expr.kind === 'number' && (expr.value < 0 || Object.is(expr.value, -0))) return UNARY_PRECEDENCE
  return PRIMARY_PRECEDENCE
}

function number(value: number): string {
  if (value === Infinity) return 'Inf'
  if (value === -Infinity) return '-Inf'
  return Object.is(value, -0) ? '-0' : String(value)
}

const label = (name: string): string => (BARE_LABEL.test(name) ? name : quote(name))
const labels = (names: readonly string[]): string => `(${names.map((name) => label(name)).join(', ')})`

function at(modifier: AtModifier | undefined): string {
  if (modifier === undefined) return ''
  return typeof modifier === 'number' ? ` @ ${(modifier / 1000).toFixed(3)}` : ` @ ${modifier}()`
}

function offset(ms: number): string {
  return ms === 0 ? '' : ` offset ${formatDuration(ms)}`
}

function matcher({ name, operator, value }: LabelMatcher): string {
  return `${label(name)}${operator}${quote(value)}`
}

function selector({ name, matchers }: VectorSelector): string {
  const isName = (one: LabelMatcher, index: number): boolean =>
    name !== undefined && index === matchers.length - 1 && one.name === METRIC_NAME
  const inBraces = matchers.filter((one, index) => !isName(one, index)).map((one) => matcher(one))
  if (name !== undefined && inBraces.length === 0) return name
  return `${name ?? ''}{${inBraces.join(',')}}`
}

function wrapped(expr: Expr, isWrapped: boolean): string {
  return isWrapped ? `(${print(expr)})` : print(expr)
}

function matching(clause: VectorMatching | undefined): string {
  if (clause === undefined) return ''
  const text = ` ${clause.on ? 'on' : 'ignoring'} ${labels(clause.labels)}`
  return clause.many === undefined ? text : `${text} group_${clause.many} ${labels(clause.include)}`
}

function binary(expr: Binary): string {
  const own = PRECEDENCE[expr.operator]
  const isRightAssociative = expr.operator === '^'
  const left = precedenceOf(expr.left)
  const right = precedenceOf(expr.right)
  const leftText = wrapped(expr.left, isRightAssociative ? left <= own : left < own)
  const rightText = wrapped(expr.right, isRightAssociative ? right < own : right <= own)
  return `${leftText} ${expr.operator}${expr.bool ? ' bool' : ''}${matching(expr.matching)} ${rightText}`
}

function aggregation(expr: Aggregation): string {
  const clause = expr.without
    ? ` without ${labels(expr.grouping)} `
    : expr.grouping.length > 0
      ? ` by ${labels(expr.grouping)} `
      : ''
  const param = expr.param === undefined ? '' : `${print(expr.param)}, `
  return `${expr.operator}${clause}(${param}${print(expr.expr)})`
}

/**
 * The canonical text of an expression, with as few parentheses as it needs. `parse` gives the same expression back, except
 * for positions.
 */
export function print(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
      return number(expr.value)
    case 'string':
      return quote(expr.value)
    case 'vectorSelector':
      return selector(expr) + at(expr.at) + offset(expr.offsetMs)
    case 'matrixSelector': {
      const { at: time, offsetMs } = expr.selector
      return `${selector(expr.selector)}[${formatDuration(expr.rangeMs)}]${at(time)}${offset(offsetMs)}`
    }
    case 'subquery': {
      const inner = wrapped(expr.expr, precedenceOf(expr.expr) < PRIMARY_PRECEDENCE || hasModifier(expr.expr))
      const step = expr.stepMs === undefined ? '' : formatDuration(expr.stepMs)
      return `${inner}[${formatDuration(expr.rangeMs)}:${step}]${at(expr.at)}${offset(expr.offsetMs)}`
    }
    case 'call':
      return `${expr.name}(${expr.args.map((argument) => print(argument)).join(', ')})`
    case 'aggregation':
      return aggregation(expr)
    case 'binary':
      return binary(expr)
    case 'unary':
      return expr.operator + wrapped(expr.expr, precedenceOf(expr.expr) <= UNARY_PRECEDENCE)
  }
}

function hasModifier(expr: Expr): boolean {
  return expr.kind === 'vectorSelector' && (expr.at !== undefined || expr.offsetMs !== 0)
}
