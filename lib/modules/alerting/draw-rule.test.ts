import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_RULES } from './domain/default-rules.ts'
import { drawRule } from './draw-rule.ts'

const limitOf = (text: string) => drawRule(text)?.limit ?? null

test('a plain comparison is drawn as what it measures, with its number as the limit', () => {
  assert.deepEqual(drawRule('up == 0'), {
    expression: 'up',
    unit: '',
    limit: { operator: '==', value: 0 },
  })
  assert.deepEqual(drawRule('100 * (free_bytes / size_bytes) < 10'), {
    expression: '100 * (free_bytes / size_bytes)',
    unit: '',
    limit: { operator: '<', value: 10 },
  })
  assert.deepEqual(limitOf('change > -5'), { operator: '>', value: -5 })
  assert.deepEqual(limitOf('age_seconds >= 5m'), { operator: '>=', value: 300 })
})

test('a number on the left is turned with its operator', () => {
  for (const [text, operator] of [
    ['90 < load', '>'],
    ['90 <= load', '>='],
    ['90 > load', '<'],
    ['90 >= load', '<='],
    ['90 == load', '=='],
    ['90 != load', '!='],
  ] as const)
    assert.deepEqual(drawRule(text), { expression: 'load', unit: '', limit: { operator, value: 90 } }, text)
})

test('anything more than a comparison with a number is drawn whole, and has no limit', () => {
  for (const text of [
    'a > 3 and b < 5',
    'a > 3 or b > 3',
    'a > 3 unless b',
    'load > limit',
    'load > scalar(limit)',
    'load > bool 3',
    'absent(up)',
    'vector(1)',
    'load > Inf',
    'load > NaN',
    '(a > 3) * 2',
  ]) {
    const drawn = drawRule(text)
    assert.equal(drawn?.limit, null, text)
    assert.notEqual(drawn.expression, 'load', text)
  }
})

test('an inner comparison stays part of what is measured', () => {
  assert.deepEqual(drawRule('count(up == 0) > 2'), {
    expression: 'count(up == 0)',
    unit: '',
    limit: { operator: '>', value: 2 },
  })
})

test('the unit is told by names, and by nothing that calculates', () => {
  for (const [text, unit] of [
    ['answer_seconds > 3', 's'],
    ['max by (job) (answer_seconds) > 3', 's'],
    ['max_over_time(answer_seconds[5m]) > 3', 's'],
    ['quantile_over_time(0.9, answer_seconds[5m]) > 3', 's'],
    ['histogram_quantile(0.95, sum by (le) (rate(login_seconds_bucket[5m]))) > 3', 's'],
    ['memory_bytes > 3e9', 'bytes'],
    ['used_ratio > 0.9', 'ratio'],
    ['rate(cpu_seconds_total[5m]) > 1', ''],
    ['count(answer_seconds) > 3', ''],
    ['a_bytes / b_bytes < 0.1', ''],
    ['time() - start_seconds > 3', ''],
  ] as const)
    assert.equal(drawRule(text)?.unit, unit, text)
})

test('what is no expression is not drawn', () => {
  assert.equal(drawRule('sum('), null)
})

test('of the rules that come with the product, those with one limit show it', () => {
  const limits = DEFAULT_RULES.map(({ name, expr }) => [name, limitOf(expr)?.value ?? null])
  assert.deepEqual(limits, [
    ['Target down', 0],
    ['Database gone', 0],
    ['Disk nearly full', 10],
    ['Memory nearly used up', 5],
    ['Queue stuck', null],
    ['Work given up', 0],
    ['Delivery failing', 0],
    ['Heartbeat', 0],
  ])
})
