import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { RegexSyntaxError, compileRegex } from './regex.ts'

/** Pattern, texts that match all of it, texts that do not. */
type Case = readonly [pattern: string, yes: readonly string[], no: readonly string[]]

function check(cases: readonly Case[]): void {
  for (const [pattern, yes, no] of cases) {
    const regex = compileRegex(pattern)
    for (const text of yes) {
      assert.ok(regex.matches(text), `${pattern} matches ${JSON.stringify(text)}`)
      assert.ok(regex.capture(text) !== undefined, `${pattern} captures ${JSON.stringify(text)}`)
    }
    for (const text of no) {
      assert.ok(!regex.matches(text), `${pattern} does not match ${JSON.stringify(text)}`)
      assert.equal(regex.capture(text), undefined, `${pattern} does not capture ${JSON.stringify(text)}`)
    }
  }
}

test('patterns match the whole text', () => {
  check([
    ['', [''], ['a']],
    ['abc', ['abc'], ['', 'ab', 'abcd', 'xabc']],
    ['a|b|cd', ['a', 'b', 'cd'], ['ab', 'c', '']],
    ['a|', ['a', ''], ['b']],
    ['(a|b)c', ['ac', 'bc'], ['c', 'abc']],
    ['^abc$', ['abc'], ['abcd']],
    ['^(a|b)$', ['a', 'b'], ['']],
    ['.*', ['', 'a', 'a\nb', '😀'], []],
    ['.+', ['a', '\n'], ['']],
    ['a.*', ['a', 'ab', 'a\n'], ['', 'ba']],
    ['.*a', ['a', 'ba'], ['ab']],
    ['.*a.*', ['a', 'bab'], ['b', '']],
    ['a.*b.*c', ['abc', 'axbxc', 'abbcc'], ['ac', 'acb', 'ab']],
    ['aa.*aa', ['aaaa', 'aaxaa'], ['aaa', 'aa']],
    ['.', ['a', '😀', '\n'], ['', 'ab']],
  ])
})

test('classes', () => {
  check([
    ['[abc]', ['a', 'b', 'c'], ['d', '', 'ab']],
    ['[a-c]+', ['abcabc'], ['abd', '']],
    ['[^a-c]', ['d', '\n', '😀'], ['a']],
    ['[]a]', [']', 'a'], ['b']],
    ['[^]a]', ['b'], [']', 'a']],
    ['[a-]', ['a', '-'], ['b']],
    ['[-a]', ['a', '-'], ['b']],
    ['[\\]\\\\]', [']', '\\'], ['[']],
    ['[\\d_]+', ['1_2'], ['a']],
    ['[\\D]', ['a'], ['1']],
    ['[[:alpha:]]+', ['abc'], ['1', 'ä']],
    ['[[:^digit:]]', ['a'], ['1']],
    ['[[:upper:][:space:]]+', ['A B'], ['a']],
    ['[à-ü]', ['é'], ['a']],
    ['[😀-😂]', ['😁'], ['😄']],
    ['\\d+', ['0123456789'], ['', 'a', '१']],
    ['\\D\\S\\W', ['ab-'], ['1b-', 'a -', 'abc']],
    ['\\w+', ['aZ_9'], ['ä', '-']],
    ['\\s', [' ', '\t', '\n'], ['a', '\u000b']],
    ['\\pL+', ['aäß'], ['1']],
    ['\\p{Greek}', ['λ'], ['l']],
    ['\\P{Lu}', ['a'], ['A']],
    ['\\p{^Lu}', ['a'], ['A']],
    ['[\\p{Nd}x]', ['5', 'x', '५'], ['a']],
  ])
})

test('escapes', () => {
  check([
    ['\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\^\\$\\|\\\\', ['.*+?()[]{}^$|\\'], []],
    ['\\x41\\x{1F600}', ['A😀'], ['a😀']],
    ['\\a\\f\\t\\n\\r\\v', ['\u0007\f\t\n\r\v'], []],
    ['\\101', ['A'], []],
    ['\\Qa.b*\\E+', ['a.b*', 'a.b**'], ['aXb*']],
    ['\\Qa.b', ['a.b'], ['axb']],
    ['a\\-b', ['a-b'], []],
    ['{', ['{'], []],
    ['a{,2}', ['a{,2}'], ['a']],
  ])
})

test('repetitions', () => {
  check([
    ['a*', ['', 'a', 'aaa'], ['b']],
    ['a+', ['a', 'aaa'], ['']],
    ['a?', ['', 'a'], ['aa']],
    ['a{2}', ['aa'], ['a', 'aaa']],
    ['a{2,}', ['aa', 'aaaa'], ['a']],
    ['a{2,3}', ['aa', 'aaa'], ['a', 'aaaa']],
    ['a{0}', [''], ['a']],
    ['(ab)*', ['', 'abab'], ['aba']],
    ['(a|b)*c', ['c', 'abbac'], ['ab']],
    ['(a*)*', ['', 'aaa'], ['b']],
    ['(a|a)*', ['', 'aaa'], ['b']],
    ['(|a)+', ['', 'aaa'], ['b']],
    ['a*?b+?', ['b', 'aabb'], ['a']],
    ['(?U)a+', ['a', 'aaa'], ['']],
  ])
})

test('flags and assertions', () => {
  check([
    ['(?i)abc', ['abc', 'ABC', 'aBc'], ['abd']],
    ['(?i:a)b', ['ab', 'Ab'], ['aB']],
    ['a(?i)b|c', ['ab', 'aB', 'C'], ['Ab']],
    ['((?i)pro).*', ['production', 'PROduction'], ['prOd'.replace('O', '0')]],
    ['(?i)straße', ['STRAßE'], ['strasse']],
    ['(?i)[a-c]', ['B'], ['D']],
    ['(?i)[^a-c]', ['D'], ['B']],
    ['(?-s).*', ['abc'], ['a\nb']],
    ['(?s).', ['\n'], []],
    ['a$', ['a'], ['a\n']],
    ['(?m)a$\n^b', ['a\nb'], ['ab']],
    ['\\bfoo\\b', ['foo'], []],
    ['foo\\b.*', ['foo', 'foo bar'], ['foobar']],
    ['foo\\B.*', ['foobar'], ['foo', 'foo bar']],
    ['\\Aa\\z', ['a'], ['a\n']],
    ['a^b', [], ['ab', 'a^b']],
  ])
})

test('what is no pattern is refused with a reason', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['(', /missing closing \)/],
    ['a)', /unexpected \)/],
    ['[a', /missing closing \]/],
    ['[b-a]', /the end is below the start/],
    ['*', /missing argument to repetition operator: \*/],
    ['a**', /invalid nested repetition operator/],
    ['a{2}{3}', /invalid nested repetition operator/],
    ['a{1001}', /invalid repeat count/],
    ['a{3,2}', /invalid repeat count/],
    ['\\', /invalid escape sequence/],
    ['\\8', /invalid escape sequence/],
    ['\\y', /invalid escape sequence/],
    ['\\x{110000}', /invalid escape sequence/],
    ['\\p{Nonsense}', /invalid character class range/],
    ['[[:nonsense:]]', /invalid character class range/],
    ['(?=a)', /invalid or unsupported group syntax/],
    ['(?!a)', /invalid or unsupported group syntax/],
    ['(?<=a)', /invalid or unsupported group syntax/],
    ['(?Q)', /invalid or unsupported group syntax/],
    ['(a)\\1', /invalid escape sequence/],
    ['((a{100}){100}){100}', /expression too large/],
    ['('.repeat(500) + ')'.repeat(500), /nested too deeply/],
    ['a'.repeat(5000), /longer than/],
  ]
  for (const [pattern, message] of cases) {
    assert.throws(() => compileRegex(pattern), { name: 'RegexSyntaxError', message }, pattern.slice(0, 50))
  }
  assert.ok(new RegexSyntaxError('x') instanceof Error)
})

test('groups are numbered and named', () => {
  const groups = compileRegex('(?P<first>[a-z]+)-(?:x)(?<second>\\d+)(y)?').capture('abc-x42')
  assert.ok(groups !== undefined)
  assert.deepEqual(groups.byNumber, ['abc-x42', 'abc', '42', ''])
  assert.deepEqual(
    [...groups.byName],
    [
      ['first', 'abc'],
      ['second', '42'],
    ],
  )
})

test('the leftmost preference decides what a group holds', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['(a*)(a*)', 'aaa', ['aaa', 'aaa', '']],
    ['(a*?)(a*)', 'aaa', ['aaa', '', 'aaa']],
    ['(a|ab)(c|bcd)?', 'abcd', ['abcd', 'a', 'bcd']],
    ['(a+|b+)*', 'aab', ['aab', 'b']],
    ['(.*)-(.*)', 'a-b-c', ['a-b-c', 'a-b', 'c']],
    ['(.*?)-(.*)', 'a-b-c', ['a-b-c', 'a', 'b-c']],
    ['(?U)(.*)-(.*)', 'a-b-c', ['a-b-c', 'a', 'b-c']],
    ['x(😀+)y', 'x😀😀y', ['x😀😀y', '😀😀']],
  ]
  for (const [pattern, text, expected] of cases) {
    assert.deepEqual(compileRegex(pattern).capture(text)?.byNumber, expected, pattern)
  }
})

test('few alternatives are listed for an index', () => {
  const cases: readonly (readonly [string, readonly string[] | undefined])[] = [
    ['a', ['a']],
    ['a|b', ['a', 'b']],
    ['^(?:a|b)$', ['a', 'b']],
    ['x(a|b)y', ['xay', 'xby']],
    ['(a|b)(c|d)', ['ac', 'ad', 'bc', 'bd']],
    ['ab?', ['a', 'ab']],
    ['a|a', ['a']],
    ['a.*', undefined],
    ['[ab]', undefined],
    ['(?i)a', undefined],
    ['(?i)1', ['1']],
    ['(a|b|c|d)(a|b|c|d)(a|b|c|d)(a|b|c|d)(a|b|c|d)', undefined],
  ]
  for (const [pattern, expected] of cases) {
    assert.deepEqual(compileRegex(pattern).alternatives, expected, pattern)
  }
})

/** Patterns that JavaScript reads the same way. */
const sharedPattern = fc.letrec<Record<'node', string>>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '\\d', '1', '', 'ab', '[b-c1]', '\\b'),
    fc.tuple(tie('node'), tie('node')).map(([x, y]) => x + y),
    fc.tuple(tie('node'), tie('node')).map(([x, y]) => `(?:${x}|${y})`),
    fc
      .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{0,2}', '{2}', '*?'))
      .map(([x, quantifier]) => `(?:${x})${quantifier}`),
  ),
})).node

test('matches are those of JavaScript where both mean the same', () => {
  fc.assert(
    fc.property(
      sharedPattern,
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '\n', ' '), maxLength: 8 }),
      (pattern, text) => {
        assert.equal(compileRegex(pattern).matches(text), new RegExp(`^(?:${pattern})$`, 'su').test(text))
      },
    ),
    { numRuns: 3000 },
  )
})

test('a listed alternative matches, and nothing else does', () => {
  fc.assert(
    fc.property(
      sharedPattern,
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1'), maxLength: 4 }),
      (pattern, text) => {
        const { alternatives, matches } = compileRegex(pattern)
        if (alternatives === undefined) return
        assert.ok(alternatives.every((one) => matches(one)))
        assert.equal(matches(text), alternatives.includes(text))
      },
    ),
  )
})

test('no pattern takes longer than text times pattern', () => {
  const evil = [
    '(a*)*b',
    '(a|a)*b',
    '(a|aa)+b',
    '(.*)*(.*)*(.*)*b',
    '(x+x+)+y',
    '((a+)+)+b',
    'a{0,500}a{500}b',
    '(?:.*a){20}b',
  ]
  const text = 'ax'.repeat(10) + 'a'.repeat(5000)
  for (const pattern of evil) {
    const regex = compileRegex(pattern)
    const start = Date.now()
    assert.ok(!regex.matches(text), pattern)
    assert.ok(Date.now() - start < 5000, `${pattern} took ${Date.now() - start} ms`)
  }
})
