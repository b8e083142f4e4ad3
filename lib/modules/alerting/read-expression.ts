import { invalidField } from '#lib/core/errors.ts'
import { parse, PromqlError, selectors, typeOf, type Binary, type Expr } from '#lib/promql/index.ts'

/** What is known about a rule's expression before it is evaluated. */
export interface RuleExpression {
  readonly expr: Expr
  /** The metrics whose samples can change its result; undefined when a selector may match any. */
  readonly metrics: readonly string[] | undefined
  /**
   * The same expression without its condition: it answers for every series that the condition is asked of, so a series
   * missing in it has no data, and one that is only missing in the rule is clear. Undefined when there is no such part.
   */
  readonly probe: Expr | undefined
  /** One expression per selector that answers as long as the selector has any sample within its reach. */
  readonly inputs: readonly Expr[]
}

const COMPARISONS: readonly string[] = ['==', '!=', '>', '<', '>=', '<=']

/** The side of a condition that is a vector when the other is a number: its series keep their labels. */
function vectorSide({ left, right }: Binary): Expr | undefined {
  if (typeOf(right) === 'scalar') return left
  return typeOf(left) === 'scalar' ? right : undefined
}

function probeOf(expr: Expr): Expr | undefined {
  if (expr.kind !== 'binary') return undefined
  if (COMPARISONS.includes(expr.operator) && !expr.bool) return vectorSide(expr)
  // Both keep the series of their left side.
  if (expr.operator === 'and' || expr.operator === 'unless') return probeOf(expr.left) ?? expr.left
  return undefined
}

const AT = { start: 0, end: 0 }

function inputsOf(expr: Expr): Expr[] {
  return selectors(expr).map(({ matchers, reachMs }) => {
    const selector: Expr = {
      kind: 'vectorSelector',
      name: undefined,
      matchers,
      offsetMs: 0,
      at: undefined,
      ...AT,
    }
    const range: Expr = { kind: 'matrixSelector', selector, rangeMs: Math.max(1, reachMs ?? 0), ...AT }
    // A selector that `@` fixes to a moment is not about data that should be arriving.
    return reachMs === undefined
      ? { kind: 'number', value: 1, ...AT }
      : { kind: 'call', name: 'present_over_time', args: [range], ...AT }
  })
}

/** Reads the expression of a rule. Throws a `PromqlError` with its place when it is none. */
export function readExpression(text: string): RuleExpression {
  const expr = parse(text)
  const uses = selectors(expr)
  const known = uses.map((use) => use.metricNames)
  const metrics = known.every((names) => names !== undefined) ? [...new Set(known.flat())] : undefined
  return { expr, metrics, probe: probeOf(expr), inputs: inputsOf(expr) }
}

/** Refuses an expression that no rule can have: throws `invalid_input` that names the fault and its place. */
export function checkExpression(text: string): void {
  let expr: Expr
  try {
    expr = parse(text)
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error
    const { position, expected } = error
    const place = position === undefined ? '' : ` at line ${position.line}, column ${position.column}`
    const mend = expected === undefined ? '' : `; expected ${expected}`
    throw invalidField('expr', `${error.message}${place}${mend}`)
  }
  const type = typeOf(expr)
  if (type === 'vector' || type === 'scalar') return
  const other = type === 'matrix' ? 'range vector: wrap it in a function such as rate(…)' : 'string'
  throw invalidField('expr', `a rule needs an instant vector; this is a ${other}`)
}
