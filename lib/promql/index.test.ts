import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  DEFAULT_LIMITS,
  DEFAULT_LOOKBACK_MS,
  Labels,
  MAX_NESTING,
  MAX_QUERY_LENGTH,
  METRIC_NAME,
  PromqlError,
  RegexSyntaxError,
  compileMatcher,
  compileRegex,
  evaluateInstant,
  evaluateRange,
  formatAnnotation,
  formatValue,
  isStaleMarker,
  matchesLabels,
  parse,
  print,
  selectors,
  toApiData,
  toApiError,
  toApiResponse,
  typeOf,
  writeStaleMarker,
} from './index.ts'
import type {
  CompileRegex,
  EvaluateOptions,
  InstantTimes,
  ParseOptions,
  Position,
  RangeTimes,
  Result,
  SelectHints,
  SelectorUse,
  Series,
  SeriesSource,
} from './index.ts'

// What others build on, used the way they use it: a source of their own, a query from text to the answer of the HTTP API.

const values = Float64Array.of(0, 15, 30, 45)
const series: readonly Series[] = [
  {
    labels: Labels.of({ [METRIC_NAME]: 'requests_total', job: 'api' }),
    timestamps: Float64Array.of(0, 15_000, 30_000, 45_000),
    values,
  },
  {
    labels: Labels.of({ [METRIC_NAME]: 'requests_total', job: 'web' }),
    timestamps: Float64Array.of(0),
    values: Float64Array.of(7),
  },
]

class OwnSource implements SeriesSource {
  readonly hints: SelectHints[] = []

  select: SeriesSource['select'] = (matchers, _fromMs, _toMs, hints) => {
    this.hints.push(hints)
    return series.filter(({ labels }) => matchesLabels(matchers, labels))
  }
}

test('from a text to an answer', async () => {
  const text = 'sum by (job) (rate(requests_total{job=~"api|db"}[1m]))'
  const options: ParseOptions & EvaluateOptions = { lookbackMs: DEFAULT_LOOKBACK_MS, limits: DEFAULT_LIMITS }
  const expr = parse(text, options)
  assert.equal(typeOf(expr), 'vector')
  assert.equal(print(expr), text)
  const source = new OwnSource()
  const times: InstantTimes = { timeMs: 45_000 }
  const result: Result = await evaluateInstant(expr, source, times, options)
  assert.deepEqual(toApiResponse(result, text), {
    status: 'success',
    data: { resultType: 'vector', result: [{ metric: { job: 'api' }, value: [45, '0.75'] }] },
  })
  assert.deepEqual(source.hints, [{ stepMs: 0, rangeMs: 60_000, lookbackMs: 300_000, function: 'rate' }])
})

test('a range query with a remark', async () => {
  const text = 'quantile_over_time(1.5, requests_total{job="web"}[1m])'
  const times: RangeTimes = { startMs: 0, endMs: 30_000, stepMs: 30_000 }
  const result = await evaluateRange(parse(text), new OwnSource(), times)
  assert.deepEqual(toApiData(result.data), {
    resultType: 'matrix',
    result: [
      {
        metric: { job: 'web' },
        values: [
          [0, formatValue(Infinity)],
          [30, '+Inf'],
        ],
      },
    ],
  })
  const [warning] = result.warnings
  assert.ok(warning !== undefined)
  assert.match(formatAnnotation(warning, text), /got 1.5 \(1:20\)$/)
})

test('what a rule reads', () => {
  const [use]: readonly SelectorUse[] = selectors(parse('rate(requests_total[5m] offset 1m) > 0'))
  assert.ok(use !== undefined)
  assert.deepEqual(use.metricNames, ['requests_total'])
  assert.equal(use.reachMs, 360_000)
  const matchers = use.matchers.map((matcher) => compileMatcher(matcher))
  assert.ok(series.every(({ labels }) => matchesLabels(matchers, labels)))
})

test('a series that ends', async () => {
  const ended = values.slice()
  writeStaleMarker(ended, 3)
  assert.ok(isStaleMarker(ended, 3))
  const [first] = series
  assert.ok(first !== undefined)
  const source: SeriesSource = { select: () => [{ ...first, values: ended }] }
  const { data } = await evaluateInstant(parse('requests_total'), source, { timeMs: 45_000 })
  assert.ok(data.type === 'vector' && data.samples.length === 0)
})

test('errors tell what, where and why', () => {
  try {
    parse('sum(')
    assert.fail()
  } catch (error) {
    assert.ok(error instanceof PromqlError)
    const position: Position | undefined = error.position
    assert.equal(position?.column, 4)
    assert.deepEqual(toApiError(error), {
      status: 'error',
      errorType: 'bad_data',
      error: 'invalid parameter "query": 1:4: parse error: unclosed left parenthesis',
    })
  }
})

test('patterns of another library', async () => {
  const plain: CompileRegex = (pattern) => {
    if (pattern.includes('(')) throw new RegexSyntaxError('groups are not wanted')
    const regex = compileRegex(pattern)
    return { ...regex, alternatives: undefined }
  }
  assert.throws(() => parse('{a=~"(b)"}', { compileRegex: plain }), /groups are not wanted/)
  const expr = parse('requests_total{job=~"a.."}', { compileRegex: plain })
  const { data } = await evaluateInstant(expr, new OwnSource(), { timeMs: 0 }, { compileRegex: plain })
  assert.ok(data.type === 'vector' && data.samples.length === 1)
})

test('bounds that callers can show', () => {
  assert.equal(MAX_QUERY_LENGTH, 65_536)
  assert.equal(MAX_NESTING, 250)
  assert.equal(DEFAULT_LIMITS.maxPointsPerSeries, 11_000)
})
