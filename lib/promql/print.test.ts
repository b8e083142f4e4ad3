import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from './parse.ts'
import { print } from './print.ts'
import { anyExpr, shapeOf } from './testing/arbitrary-expr.ts'

test('what is printed is read back as the same expression', () => {
  fc.assert(
    fc.property(anyExpr, (expr) => {
      assert.deepEqual(shapeOf(parse(print(expr))), shapeOf(expr))
    }),
    { numRuns: 2000 },
  )
})

test('printing what was read from a printed text changes nothing', () => {
  fc.assert(
    fc.property(anyExpr, (expr) => {
      const text = print(expr)
      assert.equal(print(parse(text)), text)
    }),
    { numRuns: 500 },
  )
})

const CANONICAL: readonly (readonly [string, string])[] = [
  ['1', '1'],
  ['  1.50  ', '1.5'],
  ['1e3', '1000'],
  ['0x1F', '31'],
  ['010', '8'],
  ['1_000', '1000'],
  ['2.', '2'],
  ['.5', '0.5'],
  ['1h30m', '5400'],
  ['inf', 'Inf'],
  ['-INF', '-Inf'],
  ['nan', 'NaN'],
  ['-0', '-0'],
  ["'it''s'", ''],
  ["'a\"b'", '"a\\"b"'],
  ['`a\\b`', '"a\\\\b"'],
  ['"tab\\t"', '"tab\\t"'],
  ['"\\x00"', '"\\x00"'],
  ['"\\xc5"', '"\\xc5"'],
  ['"\\u00e9\\U0001F600"', '"é😀"'],
  ['foo', 'foo'],
  ['foo{}', 'foo'],
  ['foo { a = "b" , c != "d", }', 'foo{a="b",c!="d"}'],
  ['{__name__="foo"}', '{__name__="foo"}'],
  ['{"foo", a=~"b"}', '{__name__="foo",a=~"b"}'],
  ['{"with space"="x", a="1"}', '{"with space"="x",a="1"}'],
  ['foo[5m]', 'foo[5m]'],
  ['foo[300]', 'foo[5m]'],
  ['foo[0.5]', 'foo[500ms]'],
  ['foo[1w1d]', 'foo[8d]'],
  ['foo[7d]', 'foo[1w]'],
  ['foo[1y]', 'foo[1y]'],
  ['foo[90m]', 'foo[1h30m]'],
  ['foo offset 5m', 'foo offset 5m'],
  ['foo offset -90s', 'foo offset -1m30s'],
  ['foo OFFSET 0s', 'foo'],
  ['foo offset 5m @ 1', 'foo @ 1.000 offset 5m'],
  ['foo[5m] offset 1m @ end()', 'foo[5m] @ end() offset 1m'],
  ['foo @ START()', 'foo @ start()'],
  ['foo[5m:]', 'foo[5m:]'],
  ['foo[5m:30s] @ 0', 'foo[5m:30s] @ 0.000'],
  ['(a+b)[5m:1m]', '(a + b)[5m:1m]'],
  ['sum(foo)', 'sum(foo)'],
  ['SUM BY (a, b,) (foo)', 'sum by (a, b) (foo)'],
  ['sum(foo) by (a)', 'sum by (a) (foo)'],
  ['sum(foo) without ("x y")', 'sum without ("x y") (foo)'],
  ['sum by () (foo)', 'sum(foo)'],
  ['sum without () (foo)', 'sum without () (foo)'],
  ['topk ( 3 , foo )', 'topk(3, foo)'],
  ['count_values("v", foo)', 'count_values("v", foo)'],
  ['rate(foo[5m])', 'rate(foo[5m])'],
  ['time ( )', 'time()'],
  ['a+b*c', 'a + b * c'],
  ['(a+b)*c', '(a + b) * c'],
  ['((a))', 'a'],
  ['a-b-c', 'a - b - c'],
  ['a-(b-c)', 'a - (b - c)'],
  ['a^b^c', 'a ^ b ^ c'],
  ['(a^b)^c', '(a ^ b) ^ c'],
  ['a or b and c unless d', 'a or b and c unless d'],
  ['(a or b) and c', '(a or b) and c'],
  ['a == bool b', 'a == bool b'],
  ['a > b < c', 'a > b < c'],
  ['-a', '-a'],
  ['- -a', '-(-a)'],
  ['-(a+b)', '-(a + b)'],
  ['-a*b', '-a * b'],
  ['-(a*b)', '-(a * b)'],
  ['-a^b', '-a ^ b'],
  ['(-a)^b', '(-a) ^ b'],
  ['a*-b', 'a * (-b)'],
  ['a+-b', 'a + -b'],
  ['--1', '1'],
  ['+1', '1'],
  ['-1^2', '-1 ^ 2'],
  ['(-1)^2', '(-1) ^ 2'],
  ['a + on(x) b', 'a + on (x) b'],
  ['a + on() b', 'a + on () b'],
  ['a + ignoring() b', 'a + b'],
  ['a + ignoring() group_left b', 'a + ignoring () group_left () b'],
  ['a / on(x, "y z") group_right(q) b', 'a / on (x, "y z") group_right (q) b'],
  ['a and on(x) b', 'a and on (x) b'],
  ['a # comment\n + b', 'a + b'],
]

test('texts have a canonical form', () => {
  for (const [text, canonical] of CANONICAL) {
    if (canonical === '') assert.throws(() => parse(text), { name: 'PromqlError' }, text)
    else assert.equal(print(parse(text)), canonical, text)
  }
})
