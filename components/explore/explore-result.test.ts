import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'
import { answerJson, chartSeries, remarks, resultCsv, resultRows, seriesText } from './explore-result.ts'

const matrix = (
  ...result: { metric: Record<string, string>; values: [number, string][] }[]
): MetricsAnswer => ({
  status: 'success',
  data: { resultType: 'matrix', result },
})
const A = {
  letter: 'A',
  expression: 'up',
  answer: matrix(
    {
      metric: { __name__: 'up', job: 'api' },
      values: [
        [0, '1'],
        [60, 'NaN'],
        [120, '3'],
      ],
    },
    { metric: { __name__: 'up', job: 'db' }, values: [[0, '+Inf']] },
  ),
}
const B = { letter: 'B', expression: 'sum(up)', answer: matrix({ metric: {}, values: [[0, '2']] }) }

test('a series is written as PromQL writes it', () => {
  assert.equal(seriesText({ __name__: 'up', b: '2', a: 'say "x"' }), String.raw`up{a="say \"x\"", b="2"}`)
  assert.equal(seriesText({ __name__: 'up' }), 'up')
  assert.equal(seriesText({}), '{}')
})

test('with several queries each line says of which it is', () => {
  assert.deepEqual(
    chartSeries([A]).map(({ label }) => label),
    ['api', 'db'],
  )
  assert.deepEqual(
    chartSeries([A, B]).map(({ label }) => label),
    ['A: api', 'A: db', 'B'],
  )
  const ids = chartSeries([A, { ...A, letter: 'B' }]).map(({ id }) => id)
  assert.equal(new Set(ids).size, 4)
})

test('a line of the table has the newest value and between which numbers it moved', () => {
  const [first, second, third] = resultRows([A, B])
  assert.deepEqual([first?.last, first?.at, first?.least, first?.most, first?.count], [3, 120, 1, 3, 3])
  assert.deepEqual([second?.last, second?.least], [Number.POSITIVE_INFINITY, null])
  assert.deepEqual([third?.letter, third?.series, third?.last], ['B', '{}', 2])
})

test('vectors, scalars and strings are lines as well', () => {
  const scalar: MetricsAnswer = { status: 'success', data: { resultType: 'scalar', result: [5, '7'] } }
  const text: MetricsAnswer = { status: 'success', data: { resultType: 'string', result: [5, '=1+1'] } }
  const vector: MetricsAnswer = {
    status: 'success',
    data: { resultType: 'vector', result: [{ metric: { a: 'b' }, value: [5, '-1'] }] },
  }
  const rows = [scalar, text, vector].flatMap((answer) =>
    resultRows([{ letter: 'A', expression: 'x', answer }]),
  )
  assert.deepEqual(
    rows.map(({ last }) => last),
    [7, '=1+1', -1],
  )
})

test('the file has every sample, and nothing in it is a formula', () => {
  const evil = {
    ...B,
    expression: '=1+1',
    answer: matrix({ metric: { __name__: '@x' }, values: [[0, '-2.5']] }),
  }
  assert.equal(
    resultCsv([A, evil]),
    [
      'query,expression,series,time (UTC),value',
      'A,up,"up{job=""api""}",1970-01-01T00:00:00.000Z,1',
      'A,up,"up{job=""api""}",1970-01-01T00:01:00.000Z,NaN',
      'A,up,"up{job=""api""}",1970-01-01T00:02:00.000Z,3',
      `A,up,"up{job=""db""}",1970-01-01T00:00:00.000Z,'+Inf`,
      `B,'=1+1,'@x,1970-01-01T00:00:00.000Z,-2.5`,
      '',
    ].join('\r\n'),
  )
})

test('a remark stands once, with the letters of its queries', () => {
  const warned = { ...A.answer, warnings: ['PromQL warning: a'], infos: ['PromQL info: b (1:2)'] }
  assert.deepEqual(
    remarks([
      { ...A, answer: warned },
      { ...B, answer: { ...B.answer, warnings: ['PromQL warning: a'] } },
    ]),
    ['A, B: a', 'A: b (1:2)'],
  )
})

test('a long answer is cut where it is printed, and says so', () => {
  assert.equal(answerJson(A.answer).isWhole, true)
  const long = matrix(...Array.from({ length: 2000 }, (_, i) => ({ metric: { i: String(i) }, values: [] })))
  assert.deepEqual([answerJson(long).isWhole, answerJson(long).text.length], [false, 20_000])
})
