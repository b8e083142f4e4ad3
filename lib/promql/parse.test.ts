import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MAX_NESTING, MAX_QUERY_LENGTH, parse } from './parse.ts'
import { print } from './print.ts'
import { PromqlError } from './promql-error.ts'
import { shapeOf } from './testing/arbitrary-expr.ts'
import { METRIC_NAME } from './syntax/ast.ts'
import type { Expr } from './syntax/ast.ts'

const shape = (text: string): unknown => shapeOf(parse(text))

/** What a group of operators binds to, with every operation in brackets. */
function bracketed(expr: Expr): string {
  switch (expr.kind) {
    case 'binary':
      return `[${bracketed(expr.left)} ${expr.operator} ${bracketed(expr.right)}]`
    case 'unary':
      return `[${expr.operator}${bracketed(expr.expr)}]`
    default:
      return print(expr)
  }
}

test('a selector keeps its name, its matchers and the metric name as the last of them', () => {
  assert.deepEqual(shape('up{job="a",instance!="b",x=~"c",y!~"d"}'), {
    kind: 'vectorSelector',
    name: 'up',
    matchers: [
      { name: 'job', operator: '=', value: 'a' },
      { name: 'instance', operator: '!=', value: 'b' },
      { name: 'x', operator: '=~', value: 'c' },
      { name: 'y', operator: '!~', value: 'd' },
      { name: METRIC_NAME, operator: '=', value: 'up' },
    ],
    offsetMs: 0,
    at: undefined,
  })
})

test('a name in quotes inside the braces is a matcher like any other', () => {
  assert.deepEqual(shape('{"a.b", "c d"="e"}'), {
    kind: 'vectorSelector',
    name: undefined,
    matchers: [
      { name: METRIC_NAME, operator: '=', value: 'a.b' },
      { name: 'c d', operator: '=', value: 'e' },
    ],
    offsetMs: 0,
    at: undefined,
  })
})

test('ranges, offsets and times belong to the selector before them', () => {
  assert.deepEqual(shape('up[5m] offset -1m @ 1.5'), {
    kind: 'matrixSelector',
    selector: {
      kind: 'vectorSelector',
      name: 'up',
      matchers: [{ name: METRIC_NAME, operator: '=', value: 'up' }],
      offsetMs: -60_000,
      at: 1500,
    },
    rangeMs: 300_000,
  })
  assert.deepEqual(shape('up[5m:1m] @ start() offset 1m'), {
    kind: 'subquery',
    expr: shape('up'),
    rangeMs: 300_000,
    stepMs: 60_000,
    offsetMs: 60_000,
    at: 'start',
  })
})

test('an aggregation has its clause before or after the arguments', () => {
  const expected = {
    kind: 'aggregation',
    operator: 'topk',
    param: { kind: 'number', value: 3 },
    expr: shape('up'),
    without: true,
    grouping: ['a', 'b c'],
  }
  assert.deepEqual(shape('topk without (a, "b c") (3, up)'), expected)
  assert.deepEqual(shape('topk(3, up) without (a, "b c",)'), expected)
})

test('vector matching is read with its grouping', () => {
  assert.deepEqual(shape('a == bool on (x) group_left (y, z) b'), {
    kind: 'binary',
    operator: '==',
    left: shape('a'),
    right: shape('b'),
    bool: true,
    matching: { on: true, labels: ['x'], many: 'left', include: ['y', 'z'] },
  })
})

const BINDING: readonly (readonly [string, string])[] = [
  ['a + b * c', '[a + [b * c]]'],
  ['a * b + c', '[[a * b] + c]'],
  ['a - b - c', '[[a - b] - c]'],
  ['a / b * c % d', '[[[a / b] * c] % d]'],
  ['a ^ b ^ c', '[a ^ [b ^ c]]'],
  ['a * b ^ c', '[a * [b ^ c]]'],
  ['a ^ b * c', '[[a ^ b] * c]'],
  ['a atan2 b + c', '[[a atan2 b] + c]'],
  ['a + b == c - d', '[[a + b] == [c - d]]'],
  ['a == b and c != d', '[[a == b] and [c != d]]'],
  ['a and b or c and d', '[[a and b] or [c and d]]'],
  ['a or b and c unless d', '[a or [[b and c] unless d]]'],
  ['a > b > c', '[[a > b] > c]'],
  ['-a ^ b', '[-[a ^ b]]'],
  ['-a * b', '[[-a] * b]'],
  ['a ^ -b ^ c', '[a ^ [-[b ^ c]]]'],
  ['a ^ -b * c', '[[a ^ [-b]] * c]'],
  ['a * -b + c', '[[a * [-b]] + c]'],
  ['- - a', '[-[-a]]'],
  ['-1 ^ 2', '[-[1 ^ 2]]'],
  ['2 ^ -1 ^ 2', '[2 ^ [-[1 ^ 2]]]'],
  ['-1 * 2', '[-1 * 2]'],
  ['a -1', '[a - 1]'],
  ['a - -1', '[a - -1]'],
  ['a + b offset 5m', '[a + b offset 5m]'],
  ['a + b offset 5m * c', '[a + [b offset 5m * c]]'],
  ['a * b offset 5m + c', '[[a * b offset 5m] + c]'],
  ['a ^ b @ 1 ^ c @ 2', '[a ^ [b @ 1.000 ^ c @ 2.000]]'],
  ['-a @ 1', '[-a @ 1.000]'],
  ['---a @ 1', '[-[-[-a @ 1.000]]]'],
  ['a @ 1 + b @ 2 * c @ 3', '[a @ 1.000 + [b @ 2.000 * c @ 3.000]]'],
  ['a or b offset 1m and c', '[a or [b offset 1m and c]]'],
  ['a offset 1m @ 2 or b @ 3 offset 4m', '[a @ 2.000 offset 1m or b @ 3.000 offset 4m]'],
  ['(a + b) * c', '[[a + b] * c]'],
  ['a * (b + c)', '[a * [b + c]]'],
  ['a + (b offset 1m)', '[a + b offset 1m]'],
]

test('operators, signs and modifiers bind as in Prometheus', () => {
  for (const [text, expected] of BINDING) assert.equal(bracketed(parse(text)), expected, text)
})

test('a matching clause without labels may stand beside a scalar, and means nothing', () => {
  assert.equal(print(parse('1 == bool on () up')), '1 == bool on () up')
  assert.throws(() => parse('1 == bool on (job) up'), { message: /only allowed between instant vectors/ })
})

test('a range binds tighter than any operator', () => {
  assert.equal(print(parse('a + sum_over_time(b[5m]) * c')), 'a + sum_over_time(b[5m]) * c')
  const expr = parse('max_over_time((a + b)[5m:1m] offset 1m)')
  assert.equal(print(expr), 'max_over_time((a + b)[5m:1m] offset 1m)')
})

test('positions are those of the text', () => {
  const text = 'sum by (x) (rate(foo{a="b"}[5m] offset 1m)) / (bar + -baz)'
  const slice = (expr: Expr): string => text.slice(expr.start, expr.end)
  const expr = parse(text)
  assert.equal(slice(expr), text)
  assert.ok(expr.kind === 'binary' && expr.left.kind === 'aggregation' && expr.right.kind === 'binary')
  assert.equal(slice(expr.left), 'sum by (x) (rate(foo{a="b"}[5m] offset 1m))')
  assert.equal(slice(expr.left.expr), 'rate(foo{a="b"}[5m] offset 1m)')
  assert.ok(expr.left.expr.kind === 'call')
  const [range] = expr.left.expr.args
  assert.ok(range?.kind === 'matrixSelector')
  assert.equal(slice(range), 'foo{a="b"}[5m] offset 1m')
  assert.equal(slice(range.selector), 'foo{a="b"}')
  assert.equal(slice(expr.right), '(bar + -baz)')
  assert.equal(slice(expr.right.right), '-baz')
})

test('comments and line breaks are spaces', () => {
  assert.equal(print(parse('# first\nup # the metric\n\t{ # braces\r\n job = "a" } # end')), 'up{job="a"}')
})

test('a query may be as long as the limit and no longer', () => {
  const padding = ' '.repeat(MAX_QUERY_LENGTH - 2)
  assert.equal(print(parse(`${padding}up`)), 'up')
  assert.throws(() => parse(`${padding} up`), { kind: 'limit', limit: 'queryLength' })
})

const nested: Readonly<Record<string, (count: number) => string>> = {
  parentheses: (count) => `${'('.repeat(count)}up${')'.repeat(count)}`,
  calls: (count) => `${'abs('.repeat(count)}up${')'.repeat(count)}`,
  signs: (count) => `${'- '.repeat(count)}up`,
  additions: (count) => `up${' + up'.repeat(count)}`,
  'long additions': (count) => `up${' + http_requests_total{job="a"}'.repeat(count)}`,
  powers: (count) => `up${' ^ up'.repeat(count)}`,
  'powers with modifiers': (count) => `up${' ^ up @ 1'.repeat(count)}`,
  'sub-queries': (count) => `${'max_over_time('.repeat(count)}up${'[5m:1m])'.repeat(count)}`,
}

test('nesting is bounded, whatever is nested', () => {
  for (const [name, make] of Object.entries(nested)) {
    const most = Math.floor((MAX_QUERY_LENGTH - 100) / (make(2).length - make(1).length))
    for (const count of [MAX_NESTING * 2, 10_000, 30_000]) {
      const text = make(Math.min(count, most))
      assert.throws(() => parse(text), { name: 'PromqlError', kind: 'limit', limit: 'nesting' }, name)
    }
  }
})

test('nesting up to the limit is read', () => {
  for (const [name, make] of Object.entries(nested)) {
    assert.doesNotThrow(() => parse(make(MAX_NESTING / 2 - 10)), name)
  }
})

test('unclosed and surplus brackets are found however many there are', () => {
  assert.throws(() => parse('('.repeat(60_000)), { message: 'unclosed left parenthesis' })
  assert.throws(() => parse(')'.repeat(60_000)), { message: 'unexpected right parenthesis ")"' })
})

test('any text is an expression or a PromqlError', () => {
  const words =
    'sum by ( ) { } [ ] 5m 1 up rate + - ^ on offset @ , "a" = =~ != : and bool group_left start 0x . ! ~ #'.split(
      ' ',
    )
  const word = fc.constantFrom(...words, '#x\n')
  const soup = fc.array(word, { maxLength: 20 }).map((list) => list.join(' '))
  fc.assert(
    fc.property(fc.oneof(soup, fc.string({ unit: 'binary' })), (text) => {
      try {
        parse(text)
      } catch (error) {
        assert.ok(error instanceof PromqlError, String(error))
        assert.notEqual(error.message, '')
      }
    }),
    { numRuns: 3000 },
  )
})

test('another implementation of patterns can be used', () => {
  const seen: string[] = []
  const compileRegex = (pattern: string) => {
    seen.push(pattern)
    return { matches: () => false, capture: () => undefined, alternatives: undefined }
  }
  parse('up{a=~"b.*", c!~"d"}', { compileRegex })
  assert.deepEqual(seen, ['b.*', 'd'])
})
