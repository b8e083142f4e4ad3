// The list is compared with the engine, and with what the editor offers by itself.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse, PromqlError } from '#lib/promql/index.ts'
import { FUNCTIONS } from '#lib/promql/syntax/functions.ts'
import { isRefused, NOT_EVALUATED } from './not-evaluated.ts'

const TERMS = readFileSync(
  'node_modules/@prometheus-io/codemirror-promql/dist/esm/complete/promql.terms.js',
  'utf8',
)

/** Labels of one list of the editor's terms. */
const offered = (list: string): string[] => {
  const [, text = ''] = new RegExp(`export const ${list} = \\[([^]*?)\\n\\];`).exec(TERMS) ?? []
  return [...text.matchAll(/label: '(\w+)'/g)].map(([, label = '']) => label)
}

const refusal = (expression: string): string => {
  try {
    parse(expression)
    return 'none'
  } catch (error) {
    return error instanceof PromqlError ? error.kind : 'another'
  }
}

test('every function that the editor knows is evaluated, or is in the list', () => {
  const functions = offered('functionIdentifierTerms')
  assert.ok(functions.length > 70, String(functions.length))
  assert.deepEqual(
    functions.filter((name) => !FUNCTIONS.has(name)).toSorted(),
    [...NOT_EVALUATED.functions].toSorted(),
  )
})

test('what is in the list is refused by the engine', () => {
  assert.deepEqual(
    NOT_EVALUATED.functions.filter((name) => refusal(`${name}(a[5m])`) === 'none'),
    [],
  )
  for (const name of NOT_EVALUATED.aggregations) assert.equal(refusal(`${name}(3, a)`), 'unsupported', name)
  for (const expression of ['a[5m] anchored', 'a[5m] smoothed', 'a + fill(0) b'])
    assert.notEqual(refusal(expression), 'none', expression)
})

test('a snippet is refused by the name that it begins with, and a longer name is another', () => {
  assert.ok(isRefused('info') && isRefused('limitk(__k__, __v__)'))
  assert.ok(!isRefused('information') && !isRefused('rate') && !isRefused('{'))
})
