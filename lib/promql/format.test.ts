import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluateInstant, evaluateRange } from './evaluate/query.ts'
import { toApiData, toApiError, toApiResponse } from './format.ts'
import { parse } from './parse.ts'
import { PromqlError, executionError } from './promql-error.ts'
import { metric, seriesOf, sourceOf } from './testing/arbitrary-series.ts'

const source = sourceOf(
  seriesOf(metric('up', { job: 'a"b' }), [
    { time: 1_435_781_430_781, value: 1 },
    { time: 1_435_781_445_781, value: 0.1 },
  ]),
)
const timeMs = 1_435_781_451_781

test('results have the shapes of the HTTP API', async () => {
  const vector = await evaluateInstant(parse('up'), source, { timeMs })
  assert.equal(
    JSON.stringify(toApiData(vector.data)),
    '{"resultType":"vector","result":[{"metric":{"__name__":"up","job":"a\\"b"},"value":[1435781451.781,"0.1"]}]}',
  )
  const scalar = await evaluateInstant(parse('1 / 0'), source, { timeMs: 2000 })
  assert.equal(JSON.stringify(toApiData(scalar.data)), '{"resultType":"scalar","result":[2,"+Inf"]}')
  const string = await evaluateInstant(parse('"a\\xffb"'), source, { timeMs: 2500 })
  assert.equal(JSON.stringify(toApiData(string.data)), '{"resultType":"string","result":[2.5,"a\ufffdb"]}')
  const times = { startMs: 1_435_781_430_781, endMs: timeMs, stepMs: 15_000 }
  const matrix = await evaluateRange(parse('up - 1'), source, times)
  assert.equal(
    JSON.stringify(toApiData(matrix.data)),
    '{"resultType":"matrix","result":[{"metric":{"job":"a\\"b"},' +
      '"values":[[1435781430.781,"0"],[1435781445.781,"-0.9"]]}]}',
  )
  const empty = await evaluateInstant(parse('nothing > 1'), sourceOf(), { timeMs })
  assert.equal(JSON.stringify(toApiData(empty.data)), '{"resultType":"vector","result":[]}')
})

test('an answer has warnings and infos only when there are any', async () => {
  const plain = await evaluateInstant(parse('up'), source, { timeMs })
  assert.deepEqual(Object.keys(toApiResponse(plain, 'up')), ['status', 'data'])
  const text = 'rate(up[1m]) +\n quantile(7, up)'
  const response = toApiResponse(await evaluateInstant(parse(text), source, { timeMs }), text)
  assert.ok(response.status === 'success')
  assert.deepEqual(response.warnings, [
    'PromQL warning: quantile value should be between 0 and 1, got 7 (2:11)',
  ])
  assert.deepEqual(response.infos, [
    'PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "up" (1:6)',
  ])
})

test('errors have the envelope of the HTTP API', () => {
  const failure = (query: string): unknown => {
    try {
      parse(query)
    } catch (error) {
      if (error instanceof PromqlError) return toApiError(error)
    }
    return undefined
  }
  assert.deepEqual(failure('up +'), {
    status: 'error',
    errorType: 'bad_data',
    error: 'invalid parameter "query": 1:5: parse error: unexpected end of input, expected expression',
  })
  assert.deepEqual(failure('limitk(1, up)'), {
    status: 'error',
    errorType: 'bad_data',
    error:
      'invalid parameter "query": 1:1: function limitk is not supported: it is experimental in Prometheus',
  })
  assert.deepEqual(toApiError(executionError('found duplicate series')), {
    status: 'error',
    errorType: 'execution',
    error: 'found duplicate series',
  })
  assert.deepEqual(toApiError(new PromqlError('limit', 'too much', { limit: 'samples' })), {
    status: 'error',
    errorType: 'execution',
    error: 'too much',
  })
  assert.deepEqual(toApiError(new PromqlError('cancelled', 'gone')), {
    status: 'error',
    errorType: 'canceled',
    error: 'gone',
  })
})
