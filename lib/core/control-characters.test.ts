import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CONTROL_IN_LINE, CONTROL_IN_TEXT } from './control-characters.ts'

test('a line holds no control character, a text holds tabs and line feeds besides', () => {
  const all = [...Array.from({ length: 32 }, (_, code) => code), 127].map((code) =>
    String.fromCodePoint(code),
  )
  assert.equal(all.filter((char) => CONTROL_IN_LINE.test(`a${char}b`)).length, 33)
  assert.deepEqual(
    all.filter((char) => !CONTROL_IN_TEXT.test(`a${char}b`)),
    ['\t', '\n'],
  )
  for (const text of ['', 'a name', 'Zoë · 日本', '\u0085']) assert.ok(!CONTROL_IN_LINE.test(text), text)
})
