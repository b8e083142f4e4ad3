import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isLabelName, quote, unquote } from './quote.ts'

const valueOf = (quoted: string): string => {
  const result = unquote(quoted)
  assert.ok('value' in result, JSON.stringify(result))
  return result.value
}

test('escapes are those of Go', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['""', ''],
    ['"abc"', 'abc'],
    ["'abc'", 'abc'],
    ['`a\\nb`', 'a\\nb'],
    [String.raw`"\a\b\f\n\r\t\v\\\"\'"`, '\u0007\b\f\n\r\t\v\\"\''],
    [String.raw`"\x41\101\u0041\U00000041"`, 'AAAA'],
    [String.raw`"\xc3\xa9"`, 'é'],
    [String.raw`"\303\251"`, 'é'],
    [String.raw`"\U0001F600"`, '😀'],
    ['"é😀"', 'é😀'],
  ]
  for (const [quoted, value] of cases) assert.equal(valueOf(quoted), value, quoted)
})

test('bytes that are no UTF-8 are kept one by one', () => {
  assert.equal(valueOf(String.raw`"a\xc5z"`), 'a\udcc5z')
  assert.equal(valueOf(String.raw`"\xff\xc3\xa9\xc3"`), '\udcffé\udcc3')
  assert.equal(valueOf(String.raw`"\xed\xa0\x80"`), '\udced\udca0\udc80')
  assert.equal(quote('a\udcc5z'), String.raw`"a\xc5z"`)
})

test('wrong escapes say what is wrong and where', () => {
  assert.deepEqual(unquote(String.raw`"ab\q"`), { problem: 'unknown or unfinished escape sequence', at: 3 })
  assert.deepEqual(unquote(String.raw`"\x4"`), { problem: 'unknown or unfinished escape sequence', at: 1 })
  assert.deepEqual(unquote(String.raw`"\477"`), {
    problem: 'octal escape sequence is greater than 255',
    at: 1,
  })
  for (const escape of [String.raw`"\ud800"`, String.raw`"\U00110000"`]) {
    assert.deepEqual(unquote(escape), { problem: 'escape sequence is an invalid Unicode code point', at: 1 })
  }
})

test('what is quoted is read back', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(valueOf(quote(text)), text)))
})

test('bytes are read back too', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      const escaped = Array.from(bytes, (byte) => String.raw`\x${byte.toString(16).padStart(2, '0')}`)
      const value = valueOf(`"${escaped.join('')}"`)
      assert.equal(valueOf(quote(value)), value)
    }),
  )
})

test('label names are any text but the empty one', () => {
  assert.ok(isLabelName('job'))
  assert.ok(isLabelName('with space'))
  assert.ok(isLabelName('größe😀'))
  assert.ok(!isLabelName(''))
  assert.ok(!isLabelName('a\udcc5'))
})
