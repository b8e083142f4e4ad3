import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lanesOf } from './lanes.mjs'

const TEXTS = {
  a: 'plain',
  b: '// Tests of b.\n// suite: waits\nimport …',
  c: '// suite: long\nimport …',
  d: "const text = '// suite: long'",
}

test('what is long begins first, and what waits runs beside the others', () => {
  assert.deepEqual(
    lanesOf(Object.keys(TEXTS), (file) => TEXTS[file]),
    { shared: ['c', 'a', 'd'], beside: ['b'] },
  )
})
