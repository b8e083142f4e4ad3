import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '#lib/core/errors.ts'
import { print } from '#lib/promql/index.ts'
import { checkExpression, readExpression } from './read-expression.ts'

for (const [text, metrics, probe] of [
  ['up == 0', ['up'], 'up'],
  ['0 == up', ['up'], 'up'],
  ['disk_used / disk_size > 0.9', ['disk_used', 'disk_size'], 'disk_used / disk_size'],
  [
    'sum by (job) (rate(errors[5m])) > 3 and on (job) traffic > 10',
    ['errors', 'traffic'],
    'sum by (job) (rate(errors[5m]))',
  ],
  ['up unless maintenance', ['up', 'maintenance'], 'up'],
  ['a > b', ['a', 'b'], undefined],
  ['up == bool 0', ['up'], undefined],
  ['absent(up{job="web"})', ['up'], undefined],
  ['{__name__=~"a|b"} > 1', ['a', 'b'], '{__name__=~"a|b"}'],
  ['{job="web"} > 1', undefined, '{job="web"}'],
  ['vector(1)', [], undefined],
] as const) {
  test(`reads ${text}`, () => {
    const read = readExpression(text)
    assert.deepEqual(read.metrics, metrics)
    assert.equal(read.probe && print(read.probe), probe)
  })
}

test('each selector is asked for any sample within its reach', () => {
  const inputs = readExpression('rate(errors{job="a"}[10m]) > 3 and up offset 1h == 1').inputs
  assert.deepEqual(
    inputs.map((input) => print(input)),
    ['present_over_time({job="a",__name__="errors"}[10m])', 'present_over_time({__name__="up"}[1h5m])'],
  )
})

test('a selector that is fixed to a moment is not waited for', () => {
  assert.equal(
    readExpression('up @ 0 == 1')
      .inputs.map((input) => print(input))
      .join(),
    '1',
  )
})

for (const [text, fault] of [
  ['up ==', /column/],
  ['sum(rate(up[5m])', /line 1, column/],
  ['foo(up)', /foo/],
  ['up[5m]', /range vector/],
  ['"text"', /string/],
  ['', /./],
] as const) {
  test(`refuses ${JSON.stringify(text)}`, () => {
    assert.throws(
      () => checkExpression(text),
      (error: unknown) =>
        error instanceof DomainError &&
        error.code === 'invalid_input' &&
        error.faults[0]?.field === 'expr' &&
        fault.test(error.message),
    )
  })
}

test('accepts what a rule can have', () => {
  for (const text of ['up == 0', 'vector(1)', '1', 'absent(up)'])
    assert.doesNotThrow(() => checkExpression(text))
})
