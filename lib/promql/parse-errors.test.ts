import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkFailures, failureOf } from './testing/parse-failures.ts'

test('syntax errors say what was unexpected, where, and what was expected', () => {
  checkFailures(
    [
      ['', '1:1', 'unexpected end of input, expected expression'],
      ['   ', '1:4', 'unexpected end of input, expected expression'],
      ['# only a comment', '1:17', 'unexpected end of input, expected expression'],
      ['1 +', '1:4', 'unexpected end of input, expected expression'],
      ['1 + )', '1:5 )', 'unexpected right parenthesis ")"'],
      ['a b', '1:3 b', 'unexpected identifier "b", expected operator or end of input'],
      ['a 1', '1:3 1', 'unexpected number "1", expected operator or end of input'],
      ['a "x"', '1:3 "x"', 'unexpected string "x", expected operator or end of input'],
      ['1 by (x)', '1:3 by', 'unexpected <by>, expected operator or end of input'],
      ['* a', '1:1 *', 'unexpected <op:*>, expected expression'],
      ['a and', '1:6', 'unexpected end of input, expected expression'],
      ['a = b', '1:3 =', 'unexpected <op:=>, expected operator or end of input'],
      ['a =~ b', '1:3 =~', 'unexpected <op:=~>, expected operator or end of input'],
      ['a\n+\n  b c', '3:5 c', 'unexpected identifier "c", expected operator or end of input'],
      ['rate(a[5m], )', '1:13 )', 'unexpected ")", expected expression'],
      ['rate(, a)', '1:6 ,', 'unexpected ",", expected expression'],
      ['clamp(a 1)', '1:9 1', 'unexpected number "1", expected operator, "," or ")"'],
      ['(a b)', '1:4 b', 'unexpected identifier "b", expected operator, "," or ")"'],
      ['on', '1:1 on', 'unexpected <on>, expected expression'],
    ],
    'parse',
  )
})

test('errors inside braces', () => {
  checkFailures(
    [
      ['a{', '1:2 {', 'unclosed left brace'],
      ['a{b', '1:2 {', 'unclosed left brace'],
      ['a{b}', '1:4 }', 'unexpected "}" in label matching, expected label matching operator'],
      ['a{b=}', '1:5 }', 'unexpected "}" in label matching, expected string'],
      ['a{b=c}', '1:5 c', 'unexpected identifier "c" in label matching, expected string'],
      ['a{b=1}', '1:5 1', 'unexpected number "1" in label matching, expected string'],
      ['a{=}', '1:3 =', 'unexpected <op:=> in label matching, expected identifier or "}"'],
      ['a{,}', '1:3 ,', 'unexpected "," in label matching, expected identifier or "}"'],
      ['a{b="c" d="e"}', '1:9 d', 'unexpected identifier "d" in label matching, expected "," or "}"'],
      ['a{b="c",,}', '1:9 ,', 'unexpected "," in label matching, expected identifier or "}"'],
      ['a{b>"c"}', '1:4 >', 'unexpected <op:>> in label matching, expected label matching operator'],
      [
        '{"a" b="c"}',
        '1:6 b',
        'unexpected identifier "b" in label matching, expected label matching operator, "," or "}"',
      ],
      ['a{{', '1:3 {', 'unexpected left brace "{"'],
      ['a{b:c="d"}', '1:4 :', 'unexpected ":" in label matching, expected label matching operator'],
      ['a{""="x"}', '1:3 ""', 'invalid label name ""'],
      ['a{"\\xff"="x"}', '1:3 "\\xff"', 'invalid label name "\\xff"'],
    ],
    'parse',
  )
})

test('errors inside brackets and after modifiers', () => {
  checkFailures(
    [
      ['a[', '1:2 [', 'unclosed left bracket'],
      ['a[]', '1:3 ]', 'unexpected "]" in subquery or range selector, expected duration'],
      ['a[x]', '1:3 x', 'unexpected identifier "x" in subquery or range selector, expected duration'],
      ['a[5m', '1:2 [', 'unclosed left bracket'],
      ['a[5m 1]', '1:6 1', 'unexpected number "1" in subquery or range, expected ":" or "]"'],
      ['a[5m:x]', '1:6 x', 'unexpected identifier "x" in subquery selector, expected duration or "]"'],
      ['a[5m:1m:]', '1:8 :', 'unexpected ":" in subquery selector, expected "]"'],
      ['a[5m)', '1:5 )', 'unexpected right parenthesis ")", expected "]"'],
      ['a[[', '1:3 [', 'unexpected left bracket "["'],
      ['a]', '1:2 ]', 'unexpected right bracket "]"'],
      ['a}', '1:2 }', 'unexpected right brace "}"'],
      ['a[0]', '1:3 0', 'duration must be greater than 0'],
      ['a[-5m]', '1:3 -5m', 'duration must be greater than 0'],
      ['a[5m:0s]', '1:6 0s', 'duration must be greater than 0'],
      ['a[300y]', '1:3 300y', 'duration out of range'],
      ['a[inf]', '1:3 inf', 'duration out of range'],
      ['a offset', '1:9', 'unexpected end of input in offset, expected number or duration'],
      ['a offset x', '1:10 x', 'unexpected identifier "x" in offset, expected number or duration'],
      ['a @', '1:4', 'unexpected end of input in @, expected timestamp'],
      ['a @ x', '1:5 x', 'unexpected identifier "x" in @, expected timestamp'],
      ['a @ inf', '1:5 inf', 'timestamp out of bounds for @ modifier: inf'],
      ['a @ 1e20', '1:5 1e20', 'timestamp out of bounds for @ modifier: 1e20'],
      ['a offset 1m offset 1m', '1:1 a offset 1m', 'offset may not be set multiple times'],
      ['a @ 1 @ 2', '1:1 a @ 1', '@ <timestamp> may not be set multiple times'],
      ['a offset 1m[5m]', '1:1 a offset 1m[5m]', 'no offset modifiers allowed before range'],
      ['a @ 1[5m]', '1:1 a @ 1[5m]', 'no @ modifiers allowed before range'],
      ['(a)[5m]', '1:1 (a)[5m]', 'ranges only allowed for vector selectors'],
      ['a[5m][5m]', '1:1 a[5m][5m]', 'ranges only allowed for vector selectors'],
    ],
    'parse',
  )
})

test('errors of grouping', () => {
  checkFailures(
    [
      ['sum by x (a)', '1:8 x', 'unexpected identifier "x" in grouping opts, expected "("'],
      ['sum by (1) (a)', '1:9 1', 'unexpected number "1" in grouping opts, expected label'],
      ['sum by (x y) (a)', '1:11 y', 'unexpected identifier "y" in grouping opts, expected "," or ")"'],
      ['sum by (x', '1:8 (', 'unclosed left parenthesis'],
      ['sum by ("") (a)', '1:9 ""', 'invalid label name ""'],
      ['a + on b', '1:8 b', 'unexpected identifier "b" in grouping opts, expected "("'],
      ['sum a', '1:5 a', 'unexpected identifier "a" in aggregation, expected "(", "by" or "without"'],
      ['sum()', '1:1 sum()', 'no arguments for aggregate expression provided'],
      [
        'sum(a, b)',
        '1:1 sum(a, b)',
        'wrong number of arguments for aggregate expression provided, expected 1, got 2',
      ],
      [
        'topk(a)',
        '1:1 topk(a)',
        'wrong number of arguments for aggregate expression provided, expected 2, got 1',
      ],
      ['a + on(x) group_left(x) b', '1:3 +', 'label "x" must not occur in ON and GROUP clause at once'],
    ],
    'parse',
  )
})

test('errors of numbers, strings and characters', () => {
  checkFailures(
    [
      ['1.2.3', '1:1 1.2.3', 'bad number or duration syntax: "1.2.3"'],
      ['5x', '1:1 5x', 'bad number or duration syntax: "5x"'],
      ['1e', '1:1 1e', 'bad number or duration syntax: "1e"'],
      ['0x', '1:1 0x', 'bad number or duration syntax: "0x"'],
      ['a[5q]', '1:3 5q', 'bad number or duration syntax: "5q"'],
      ['a[1m1h]', '1:3 1m1h', 'bad number or duration syntax: "1m1h"'],
      ['a[1.5h]', '1:3 1.5h', 'bad number or duration syntax: "1.5h"'],
      ['"abc', '1:1 "abc', 'unterminated quoted string'],
      ['"a\nb"', '1:1 "a\nb"', 'unterminated quoted string'],
      ['`abc', '1:1 `abc', 'unterminated raw string'],
      ['"a\\q"', '1:3 \\q', 'unknown or unfinished escape sequence'],
      ['"\\x1"', '1:2 \\x', 'unknown or unfinished escape sequence'],
      ['"\\400"', '1:2 \\4', 'octal escape sequence is greater than 255'],
      ['"\\ud800"', '1:2 \\u', 'escape sequence is an invalid Unicode code point'],
      ['a ! b', '1:3 !', 'unexpected character: "!"'],
      ['a $ b', '1:3 $', 'unexpected character: "$"'],
      ['größe', '1:3 ö', 'unexpected character: "ö"'],
      ['a + 😀', '1:5 😀', 'unexpected character: "😀"'],
      ['a\u00a0+ b', '1:2', 'unexpected character: "\u00a0"'],
    ],
    'parse',
  )
})

test('a text that is not Unicode is refused', () => {
  const error = failureOf('a{b="\ud800"}')
  assert.equal(error.message, 'invalid UTF-8 rune')
  assert.equal(error.position?.start, 5)
})
