import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expressionParts } from './expression-parts.ts'

const texts = (expression: string): readonly string[] => expressionParts(expression).map(({ text }) => text)

test('an expression is broken after brackets and commas, and no name in it is', () => {
  assert.deepEqual(texts('sum by (job) (rate(http_requests_total{job="licence-server",code="500"}[5m]))'), [
    'sum by (',
    'job)',
    ' (',
    'rate(',
    'http_requests_total{',
    'job="licence-server",',
    'code="500"}[',
    '5m]))',
  ])
})

test('nothing is lost, a name alone stays whole, and each part knows its place', () => {
  const expression = 'histogram_quantile(0.95, sum(rate(x_bucket[5m])) by (le))'
  assert.equal(texts(expression).join(''), expression)
  assert.deepEqual(texts('up'), ['up'])
  for (const { at, text } of expressionParts(expression)) assert.ok(expression.startsWith(text, at))
})
