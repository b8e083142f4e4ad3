import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expressionShape } from './rule-drawing.ts'

test('what asks the same of different series has one shape', () => {
  assert.equal(expressionShape('up{job="api"}'), 'up')
  assert.equal(expressionShape('up'), 'up')
  assert.equal(
    expressionShape('histogram_quantile(0.95, sum by (le) (rate(a_bucket{job="x"}[5m])))'),
    expressionShape('histogram_quantile(0.95,sum by(le)(rate(a_bucket[5m])))'),
  )
  assert.equal(expressionShape('1 - a{job="x", mode!~"b|{c}"} / b{job="}"}'), '1-a/b')
  assert.equal(expressionShape(`a{b='"}', c=\`}\`} + d`), 'a+d')
})

test('what asks something else has another one', () => {
  assert.notEqual(expressionShape('rate(a[5m])'), expressionShape('rate(a[1m])'))
  assert.notEqual(expressionShape('max(a)'), expressionShape('a'))
})
