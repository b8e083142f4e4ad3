import { parseError, unsupported } from '../promql-error.ts'
import type { PromqlError, Span } from '../promql-error.ts'
import type { AggregationOperator, ValueType } from './ast.ts'

/** What a function takes and gives. */
export interface FunctionSignature {
  readonly args: readonly ValueType[]
  /**
   * How many of the arguments from the last one on may be left out or repeated: 0 none, n: the last may be missing and up to
   * n − 1 more may follow, −1: it may be missing and any number may follow.
   */
  readonly variadic: number
  readonly returns: ValueType
}

const signature = (
  args: readonly ValueType[],
  variadic = 0,
  returns: ValueType = 'vector',
): FunctionSignature => ({
  args,
  variadic,
  returns,
})

const VECTOR = signature(['vector'])
const MATRIX = signature(['matrix'])
const DATE = signature(['vector'], 1)

const ON_VECTORS =
  'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor ln log10 log2 rad sgn sin sinh sort sort_desc ' +
  'sqrt tan tanh timestamp'
const ON_RANGES =
  'absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate last_over_time max_over_time ' +
  'min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time'
const ON_DATES = 'day_of_month day_of_week day_of_year days_in_month hour minute month year'

const named = (names: string, one: FunctionSignature): [string, FunctionSignature][] =>
  names.split(' ').map((name) => [name, one])

/** Every function that can be evaluated, by name. Names are case-sensitive. */
export const FUNCTIONS: ReadonlyMap<string, FunctionSignature> = new Map([
  ...named(ON_VECTORS, VECTOR),
  ...named(ON_RANGES, MATRIX),
  ...named(ON_DATES, DATE),
  ['clamp', signature(['vector', 'scalar', 'scalar'])],
  ['clamp_max', signature(['vector', 'scalar'])],
  ['clamp_min', signature(['vector', 'scalar'])],
  ['histogram_fraction', signature(['scalar', 'scalar', 'vector'])],
  ['histogram_quantile', signature(['scalar', 'vector'])],
  ['label_join', signature(['vector', 'string', 'string', 'string'], -1)],
  ['label_replace', signature(['vector', 'string', 'string', 'string', 'string'])],
  ['pi', signature([], 0, 'scalar')],
  ['predict_linear', signature(['matrix', 'scalar'])],
  ['quantile_over_time', signature(['scalar', 'matrix'])],
  ['round', signature(['vector', 'scalar'], 1)],
  ['scalar', signature(['vector'], 0, 'scalar')],
  ['time', signature([], 0, 'scalar')],
  ['vector', signature(['scalar'])],
])

const NATIVE = 'it needs native histograms'
const EXPERIMENTAL = 'it is experimental in Prometheus'

const reasons = (names: string, reason: string): [string, string][] =>
  names.split(' ').map((name) => [name, reason])

/** Functions and aggregations that Prometheus has or had and that are not evaluated here, with the reason. */
const UNSUPPORTED: ReadonlyMap<string, string> = new Map([
  ...reasons('histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum', NATIVE),
  ...reasons(
    'double_exponential_smoothing end histogram_quantiles info integral limit_ratio limitk mad_over_time ' +
      'range sort_by_label sort_by_label_desc start start_timestamp step ts_of_first_over_time ts_of_last_over_time ' +
      'ts_of_max_over_time ts_of_min_over_time',
    EXPERIMENTAL,
  ),
  ['holt_winters', 'Prometheus 3 has renamed it to double_exponential_smoothing, which is experimental'],
])

/** The type of the parameter that an aggregation takes before its vector; absent when it takes none. */
export const AGGREGATION_PARAMS: Readonly<Record<AggregationOperator, ValueType | undefined>> = {
  sum: undefined,
  avg: undefined,
  count: undefined,
  min: undefined,
  max: undefined,
  group: undefined,
  stddev: undefined,
  stdvar: undefined,
  topk: 'scalar',
  bottomk: 'scalar',
  quantile: 'scalar',
  count_values: 'string',
}

/** The error for a name that is called and is no function of ours: unsupported with the reason, or unknown. */
export function notAFunction(text: string, span: Span, name: string): PromqlError {
  const reason = UNSUPPORTED.get(name)
  if (reason !== undefined) return unsupported(text, span, `function ${name} is not supported: ${reason}`)
  return parseError(
    text,
    span,
    `unknown function with name ${JSON.stringify(name)}`,
    'the name of a function',
  )
}
