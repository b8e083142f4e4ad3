import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from './parse.ts'
import { checkFailures, failureOf } from './testing/parse-failures.ts'

test('type errors name the expected type and the one that was found', () => {
  checkFailures(
    [
      ['rate(a)', '1:6 a', 'expected type range vector in call to function "rate", got instant vector'],
      ['abs(a[5m])', '1:5 a[5m]', 'expected type instant vector in call to function "abs", got range vector'],
      ['abs(1)', '1:5 1', 'expected type instant vector in call to function "abs", got scalar'],
      ['abs("x")', '1:5 "x"', 'expected type instant vector in call to function "abs", got string'],
      ['vector(a)', '1:8 a', 'expected type scalar in call to function "vector", got instant vector'],
      [
        'label_join(a, 1, "", "b")',
        '1:15 1',
        'expected type string in call to function "label_join", got scalar',
      ],
      [
        'label_join(a, "b", "", "c", 1)',
        '1:29 1',
        'expected type string in call to function "label_join", got scalar',
      ],
      ['sum(1)', '1:5 1', 'expected type instant vector in aggregation expression, got scalar'],
      ['sum(a[5m])', '1:5 a[5m]', 'expected type instant vector in aggregation expression, got range vector'],
      ['topk(a, b)', '1:6 a', 'expected type scalar in aggregation parameter, got instant vector'],
      ['count_values(1, b)', '1:14 1', 'expected type string in aggregation parameter, got scalar'],
      ['a[5m] + 1', '1:1 a[5m]', 'binary expression must contain only scalar and instant vector types'],
      ['1 + "x"', '1:5 "x"', 'binary expression must contain only scalar and instant vector types'],
      [
        '-a[5m]',
        '1:1 -a[5m]',
        'unary expression only allowed on expressions of type scalar or instant vector, got "range vector"',
      ],
      [
        '-"x"',
        '1:1 -"x"',
        'unary expression only allowed on expressions of type scalar or instant vector, got "string"',
      ],
      ['1[5m:1m]', '1:1 1[5m:1m]', 'subquery is only allowed on instant vector, got scalar instead'],
      ['1 > 2', '1:3 >', 'comparisons between scalars must use BOOL modifier'],
      ['(1) >= (2)', '1:5 >=', 'comparisons between scalars must use BOOL modifier'],
      ['a + bool b', '1:3 +', 'bool modifier can only be used on comparison operators'],
      ['a and bool b', '1:3 and', 'bool modifier can only be used on comparison operators'],
      ['a and 1', '1:1 a and 1', 'set operator "and" not allowed in binary scalar expression'],
      ['1 or a', '1:1 1 or a', 'set operator "or" not allowed in binary scalar expression'],
      ['a + on (x) 1', '1:1 a + on (x) 1', 'vector matching only allowed between instant vectors'],
      [
        'a and on (x) group_left b',
        '1:1 a and on (x) group_left b',
        'no grouping allowed for "and" operation',
      ],
      [
        '(a) offset 5m',
        '1:1 (a)',
        'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery',
      ],
      [
        'abs(a) @ 5',
        '1:1 abs(a)',
        '@ modifier must be preceded by an instant vector selector or range vector selector or a subquery',
      ],
      [
        '1 offset 5m',
        '1:1 1',
        'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery',
      ],
    ],
    'parse',
  )
})

test('arguments are counted', () => {
  checkFailures(
    [
      ['rate()', '1:1 rate()', 'expected 1 argument(s) in call to "rate", got 0'],
      ['abs(a, b)', '1:1 abs(a, b)', 'expected 1 argument(s) in call to "abs", got 2'],
      ['time(1)', '1:1 time(1)', 'expected 0 argument(s) in call to "time", got 1'],
      ['round()', '1:1 round()', 'expected at least 1 argument(s) in call to "round", got 0'],
      ['round(a, 1, 2)', '1:1 round(a, 1, 2)', 'expected at most 2 argument(s) in call to "round", got 3'],
      ['hour(a, a)', '1:1 hour(a, a)', 'expected at most 1 argument(s) in call to "hour", got 2'],
      [
        'label_join(a, "b")',
        '1:1 label_join(a, "b")',
        'expected at least 3 argument(s) in call to "label_join", got 2',
      ],
    ],
    'parse',
  )
})

test('selectors have to select something', () => {
  const message = 'vector selector must contain at least one non-empty matcher'
  checkFailures(
    [
      ['{}', '1:1 {}', message],
      ['{a=""}', '1:1 {a=""}', message],
      ['{a=~".*"}', '1:1 {a=~".*"}', message],
      ['{a!="b"}', '1:1 {a!="b"}', message],
      ['rate({a!~"b"}[5m])', '1:6 {a!~"b"}', message],
      ['a{__name__="b"}', '1:1 a{__name__="b"}', 'metric name must not be set twice: "a" or "b"'],
    ],
    'parse',
  )
  assert.doesNotThrow(() => parse('{a=~".+"}'))
  assert.doesNotThrow(() => parse('{a!=""}'))
})

test('a bad pattern is a parse error at its selector', () => {
  const error = failureOf('sum(a{b=~"("})')
  assert.equal(error.message, 'error parsing regexp: missing closing ) in "(" at character 1')
  assert.equal(error.position?.column, 5)
  assert.equal(error.expected, 'a regular expression in RE2 syntax')
})

test('unknown functions are named', () => {
  checkFailures(
    [
      ['foo(a)', '1:1 foo', 'unknown function with name "foo"'],
      ['sum(Rate(a[5m]))', '1:5 Rate', 'unknown function with name "Rate"'],
      ['a + foo ()', '1:5 foo', 'unknown function with name "foo"'],
    ],
    'parse',
  )
})

test('what is not evaluated here is named, with the reason', () => {
  const native = 'it needs native histograms'
  const experimental = 'it is experimental in Prometheus'
  checkFailures(
    [
      ['histogram_count(a)', '1:1 histogram_count', `function histogram_count is not supported: ${native}`],
      ['abs(histogram_sum(a))', '1:5 histogram_sum', `function histogram_sum is not supported: ${native}`],
      [
        'mad_over_time(a[5m])',
        '1:1 mad_over_time',
        `function mad_over_time is not supported: ${experimental}`,
      ],
      ['limitk(1, a)', '1:1 limitk', `function limitk is not supported: ${experimental}`],
      ['LIMIT_RATIO(1, a)', '1:1 LIMIT_RATIO', `function limit_ratio is not supported: ${experimental}`],
      ['info(a)', '1:1 info', `function info is not supported: ${experimental}`],
      [
        'a[5m + 1m]',
        '1:3 5m + 1m',
        'duration expressions are not supported: write the duration as one literal',
      ],
      [
        'a[step()]',
        '1:3 step()',
        'duration expressions are not supported: write the duration as one literal',
      ],
      [
        'a offset (5m)',
        '1:10 (5m)',
        'duration expressions are not supported: write the duration as one literal',
      ],
      [
        'rate(a[5m] smoothed)',
        '1:6 a[5m] smoothed',
        `the smoothed modifier is not supported: ${experimental}`,
      ],
      [
        'rate(a[5m] anchored)',
        '1:6 a[5m] anchored',
        `the anchored modifier is not supported: ${experimental}`,
      ],
      ['a + fill(0) b', '1:5 fill(0)', `the fill modifier is not supported: ${experimental}`],
      ['a </ 5', '1:3 </', 'operator </ is not supported: it trims native histograms'],
      ['a >/ 5', '1:3 >/', 'operator >/ is not supported: it trims native histograms'],
    ],
    'unsupported',
  )
  assert.match(
    failureOf('holt_winters(a[5m], 0.5, 0.5)').message,
    /^function holt_winters is not supported: /,
  )
})

test('what was expected stands beside the message', () => {
  assert.equal(failureOf('a{b}').expected, 'label matching operator')
  assert.equal(failureOf('rate(a)').expected, 'range vector')
  assert.equal(failureOf('(a').expected, '")"')
})
