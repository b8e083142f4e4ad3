import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from './canonical-json.ts'
import { jsonFromColumn } from './unsafe.ts'

test('keys are sorted at every depth, white space is gone', () => {
  assert.equal(
    canonicalJson({ b: 1, a: { d: [1, null, 'x'], c: true } }),
    '{"a":{"c":true,"d":[1,null,"x"]},"b":1}',
  )
})

test('what JSON cannot carry is refused', () => {
  for (const bad of [Number.NaN, Infinity, -Infinity])
    assert.throws(() => canonicalJson({ a: bad }), TypeError)
})

test('it is JSON, and the order in which keys were written does not matter', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const json = jsonFromColumn(value)
      const reversed = jsonFromColumn(Object.fromEntries(Object.entries(value).toReversed()))
      const text = canonicalJson(json)
      assert.equal(text, canonicalJson(reversed))
      assert.equal(canonicalJson(jsonFromColumn(JSON.parse(text))), text)
    }),
  )
})
