import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Labels } from './labels.ts'
import { compileMatcher, matchesLabels } from './matcher.ts'
import { RegexSyntaxError } from './regex/regex.ts'
import type { MatchOperator } from './syntax/ast.ts'

const compile = (operator: MatchOperator, value: string) => compileMatcher({ name: 'l', operator, value })

test('each operator accepts what it should', () => {
  const cases: readonly (readonly [MatchOperator, string, readonly string[], readonly string[]])[] = [
    ['=', 'a', ['a'], ['', 'b', 'aa']],
    ['=', '', [''], ['a']],
    ['!=', 'a', ['', 'b'], ['a']],
    ['!=', '', ['a'], ['']],
    ['=~', 'a|b.*', ['a', 'b', 'bc'], ['', 'c', 'ab']],
    ['=~', '', [''], ['a']],
    ['!~', 'a|b.*', ['', 'c', 'ab'], ['a', 'b', 'bc']],
    ['!~', '.+', [''], ['a']],
  ]
  for (const [operator, value, yes, no] of cases) {
    const { matches } = compile(operator, value)
    for (const text of yes) assert.ok(matches(text), `${text} ${operator} ${value}`)
    for (const text of no) assert.ok(!matches(text), `${text} ${operator} ${value}`)
  }
})

test('values that an index can look up are listed', () => {
  assert.deepEqual(compile('=', 'a').values, ['a'])
  assert.deepEqual(compile('!=', 'a').values, ['a'])
  assert.deepEqual(compile('=~', 'a|b').values, ['a', 'b'])
  assert.deepEqual(compile('!~', 'a|b').values, ['a', 'b'])
  assert.equal(compile('=~', 'a.*').values, undefined)
})

test('labels meet all conditions or they do not', () => {
  const labels = Labels.of({ __name__: 'up', job: 'a' })
  const name = compileMatcher({ name: '__name__', operator: '=', value: 'up' })
  const job = compileMatcher({ name: 'job', operator: '=~', value: '[a-c]' })
  const absent = compileMatcher({ name: 'missing', operator: '=', value: '' })
  const other = compileMatcher({ name: 'job', operator: '!=', value: 'a' })
  assert.ok(matchesLabels([], labels))
  assert.ok(matchesLabels([name, job, absent], labels))
  assert.ok(!matchesLabels([name, other], labels))
})

test('a bad pattern is a parse error, whoever compiles it', () => {
  assert.throws(() => compile('=~', '['), {
    kind: 'parse',
    message: /^error parsing regexp: missing closing \]/,
  })
  const refusing = () => {
    throw new RegexSyntaxError('not today')
  }
  assert.throws(() => compileMatcher({ name: 'a', operator: '!~', value: 'b' }, refusing), {
    kind: 'parse',
    message: 'error parsing regexp: not today',
  })
  const broken = () => {
    throw new TypeError('a defect')
  }
  assert.throws(() => compileMatcher({ name: 'a', operator: '=~', value: 'b' }, broken), TypeError)
})
