import fc from 'fast-check'
import type { Arbitrary, LetrecTypedTie } from 'fast-check'
import { METRIC_NAME } from '../syntax/ast.ts'
import type {
  AtModifier,
  BinaryOperator,
  Expr,
  LabelMatcher,
  VectorMatching,
  VectorSelector,
} from '../syntax/ast.ts'

// Random expressions for property tests, such as `parse` could have made them (without positions, which are all 0).

const span = { start: 0, end: 0 }

/** A name of a metric, label or function parameter; some need quotes. */
const labelName = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('job', 'instance', 'le', 'code', '_x', 'on', 'by', 'group_left') },
  { weight: 1, arbitrary: fc.constantFrom('with space', 'größe', 'a.b', '0') },
)

const metricName = fc.constantFrom('up', 'a', 'b:c', 'sum', 'rate', 'http_requests_total', 'by')

const anyText: Arbitrary<string> = fc.string({ unit: 'binary', maxLength: 12 })

const pattern = fc.constantFrom('.+', 'a|b', 'x.*', '[0-9]+', '(?i:abc)', 'a{2,3}')

const matcher: Arbitrary<LabelMatcher> = fc.oneof(
  fc.record({ name: labelName, operator: fc.constantFrom('=' as const, '!=' as const), value: anyText }),
  fc.record({ name: labelName, operator: fc.constantFrom('=~' as const, '!~' as const), value: pattern }),
)

const duration = fc.oneof(
  fc.constantFrom(1, 1000, 60_000, 300_000, 3_600_000, 86_400_000, 604_800_000, 31_536_000_000),
  fc.integer({ min: 1, max: 10_000_000_000 }),
)

const offset = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: duration },
  { weight: 1, arbitrary: duration.map((ms) => -ms) },
)

const at: Arbitrary<AtModifier | undefined> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom('start' as const, 'end' as const) },
  { weight: 1, arbitrary: fc.integer({ min: -2_000_000_000_000, max: 2_000_000_000_000 }) },
)

const selector: Arbitrary<VectorSelector> = fc
  .record({
    name: fc.option(metricName, { nil: undefined }),
    matchers: fc.array(matcher, { maxLength: 3 }),
    offsetMs: offset,
    at,
  })
  .map(({ name, matchers, ...modifiers }) => {
    const last = name ?? 'any'
    const all: LabelMatcher[] = [...matchers, { name: METRIC_NAME, operator: '=', value: last }]
    return { kind: 'vectorSelector', ...span, name, matchers: all, ...modifiers }
  })

const number: Arbitrary<Expr> = fc
  .oneof(fc.constantFrom(0, 1, -1, 2.5, Infinity, -Infinity, NaN, 1e-7, 1e21, -0), fc.double(), fc.integer())
  .map((value) => ({ kind: 'number', ...span, value }))

const string: Arbitrary<Expr> = anyText.map((value) => ({ kind: 'string', ...span, value }))

const labels = fc.uniqueArray(labelName, { maxLength: 3 })

const matching: Arbitrary<VectorMatching | undefined> = fc
  .record({
    on: fc.boolean(),
    labels,
    many: fc.constantFrom('left' as const, 'right' as const, undefined),
    include: labels,
  })
  .map(({ on, labels: names, many, include }) => {
    // What the text cannot say: `ignoring ()` alone is nothing, and only grouping has labels to include.
    if (!on && names.length === 0 && many === undefined) return undefined
    const included = many === undefined ? [] : include.filter((name) => !on || !names.includes(name))
    return { on, labels: names, many, include: included }
  })

const ARITHMETIC: readonly BinaryOperator[] = ['+', '-', '*', '/', '%', '^', 'atan2']
const COMPARISONS: readonly BinaryOperator[] = ['==', '!=', '<', '<=', '>', '>=']
const SETS: readonly BinaryOperator[] = ['and', 'or', 'unless']

interface Parts {
  readonly scalar: Expr
  readonly vector: Expr
  readonly matrix: Expr
}

interface BinaryParts {
  readonly operator: BinaryOperator
  readonly left: Expr
  readonly right: Expr
  readonly bool: boolean
  readonly matching: VectorMatching | undefined
}

const binary = ({ bool, ...parts }: BinaryParts): Expr => ({
  kind: 'binary',
  ...span,
  ...parts,
  bool: bool && COMPARISONS.includes(parts.operator),
})

/** A sign; one before a number becomes part of it. */
function unary([operator, expr]: readonly ['+' | '-', Expr]): Expr {
  if (expr.kind !== 'number') return { kind: 'unary', ...span, operator, expr }
  return { ...expr, value: operator === '-' ? -expr.value : expr.value }
}

const sign = fc.constantFrom('+' as const, '-' as const)
const depth = { depthSize: 'small' as const, withCrossShrink: true }

type Tie = LetrecTypedTie<Parts>

const call = (name: string, ...args: readonly Expr[]): Expr => ({ kind: 'call', ...span, name, args })

const operation = (
  operators: readonly BinaryOperator[],
  left: Arbitrary<Expr>,
  right: Arbitrary<Expr>,
  rest: { readonly bool: Arbitrary<boolean>; readonly matching: Arbitrary<VectorMatching | undefined> },
): Arbitrary<Expr> => fc.record({ operator: fc.constantFrom(...operators), left, right, ...rest }).map(binary)

const never = fc.constant(false)
const always = fc.constant(true)
const unmatched: Arbitrary<VectorMatching | undefined> = fc.constant(undefined)

/** Sets are matched many to many, so that there is nothing to group. */
const setMatching = matching.map((one) =>
  one === undefined || (!one.on && one.labels.length === 0)
    ? undefined
    : { ...one, many: undefined, include: [] },
)

const anyScalar = (tie: Tie): Arbitrary<Expr> =>
  fc.oneof(
    depth,
    number,
    fc.constantFrom('time', 'pi').map((name) => call(name)),
    tie('vector').map((one) => call('scalar', one)),
    fc.tuple(sign, tie('scalar')).map(unary),
    operation(ARITHMETIC, tie('scalar'), tie('scalar'), { bool: never, matching: unmatched }),
    operation(COMPARISONS, tie('scalar'), tie('scalar'), { bool: always, matching: unmatched }),
  )

const anyCall = (tie: Tie): Arbitrary<Expr> =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom('abs', 'sort', 'timestamp', 'absent', 'hour'), tie('vector'))
      .map(([name, one]) => call(name, one)),
    fc
      .tuple(fc.constantFrom('rate', 'sum_over_time', 'absent_over_time'), tie('matrix'))
      .map(([name, one]) => call(name, one)),
    fc.tuple(tie('scalar'), tie('matrix')).map((args) => call('quantile_over_time', ...args)),
    fc.tuple(tie('vector'), string, string, string).map((args) => call('label_join', ...args)),
  )

const anyAggregation = (tie: Tie): Arbitrary<Expr> =>
  fc
    .record({
      operator: fc.constantFrom('sum', 'count', 'stddev', 'topk', 'quantile'),
      param: tie('scalar'),
      expr: tie('vector'),
      without: fc.boolean(),
      grouping: labels,
    })
    .map(({ param, ...parts }): Expr => {
      const takesParam = parts.operator === 'topk' || parts.operator === 'quantile'
      return { kind: 'aggregation', ...span, ...parts, param: takesParam ? param : undefined }
    })

const anyVector = (tie: Tie): Arbitrary<Expr> => {
  const all = [...ARITHMETIC, ...COMPARISONS]
  return fc.oneof(
    depth,
    selector,
    anyCall(tie),
    anyAggregation(tie),
    fc.tuple(sign, tie('vector')).map(unary),
    operation(all, tie('vector'), tie('vector'), { bool: fc.boolean(), matching }),
    operation(all, tie('vector'), tie('scalar'), { bool: fc.boolean(), matching: unmatched }),
    operation(SETS, tie('vector'), tie('vector'), { bool: never, matching: setMatching }),
  )
}

const anyMatrix = (tie: Tie): Arbitrary<Expr> =>
  fc.oneof(
    depth,
    fc
      .tuple(selector, duration)
      .map(([one, rangeMs]): Expr => ({ kind: 'matrixSelector', ...span, selector: one, rangeMs })),
    fc
      .record({
        expr: tie('vector'),
        rangeMs: duration,
        stepMs: fc.option(duration, { nil: undefined }),
        offsetMs: offset,
        at,
      })
      .map((parts): Expr => ({ kind: 'subquery', ...span, ...parts })),
  )

const { scalar, vector, matrix } = fc.letrec<Parts>((tie) => ({
  scalar: anyScalar(tie),
  vector: anyVector(tie),
  matrix: anyMatrix(tie),
}))

/** Any expression that passes the type checks. */
export const anyExpr: Arbitrary<Expr> = fc.oneof(scalar, vector, matrix, string)

function withoutSpan(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutSpan(one))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key]) => key !== 'start' && key !== 'end')
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutSpan(inner)]))
}

/** An expression as plain data without positions, to compare trees. */
export function shapeOf(expr: Expr): unknown {
  return withoutSpan(expr)
}
