import assert from 'node:assert/strict'
import { test } from 'node:test'
import { valueMatcher } from './value-filter.ts'

const WORK = { value: String.raw`a\b@x.test`, type: 'work', primary: true }
const MATCHES: readonly (readonly [filter: string, isMatch: boolean])[] = [
  ['type eq "work"', true],
  ['TYPE EQ "Work"', true],
  ['type eq "home"', false],
  ['type ne "home"', true],
  ['type ne "Work"', false],
  ['not (type eq "home")', true],
  ['primary eq true', true],
  ['primary eq "True"', true],
  ['primary ne true', false],
  [String.raw`value eq "A\\b@x.test"`, true],
  [String.raw`value eq "a\u005cb@x.test"`, true],
  ['value co "@X."', true],
  ['value sw "a" and value ew ".test"', true],
  ['value gt "a" and value lt "b" and value ge "a" and value le "b"', true],
  ['type eq "home" or primary eq true', true],
  ['display pr', false],
  ['type pr', true],
  ['display eq null', true],
  ['type eq null', false],
  ['type ne null', true],
  ['display ne "x"', true],
  ['display gt "x"', false],
  ['constructor pr', false],
]
for (const [filter, isMatch] of MATCHES) {
  test(`${filter} is ${isMatch}`, () => {
    assert.equal(valueMatcher(filter)(WORK), isMatch)
  })
}

test('what is no object has no parts', () => {
  for (const value of [null, 'work', 7, ['work']]) assert.equal(valueMatcher('type eq "work"')(value), false)
})

test('what is no filter of values is refused', () => {
  for (const filter of [
    '',
    'type',
    'type eq work',
    'a[type eq "work"]',
    String.raw`type eq "\x"`,
    'type eq "a',
  ])
    assert.throws(() => valueMatcher(filter), filter)
})
