import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statementNames } from './statement-names.ts'

const ask = (name: (query: { readonly sql: string }) => string, sql: string, times: number): string[] =>
  Array.from({ length: times }, () => name({ sql }))

test('a text has a name from its fifth time on, and keeps it', () => {
  const name = statementNames()
  assert.deepEqual(ask(name, 'select 1', 7), ['', '', '', '', 'hot_1', 'hot_1', 'hot_1'])
  assert.equal(ask(name, 'select 2', 5).at(-1), 'hot_2')
  assert.deepEqual(ask(name, 'select 1', 1), ['hot_1'])
})

test('there is an end to the names, and to what is counted', () => {
  const name = statementNames({ from: 2, atMost: 2 })
  assert.deepEqual(
    ['a', 'b', 'c'].map((sql) => ask(name, sql, 2).at(-1)),
    ['hot_1', 'hot_2', ''],
  )
  const other = statementNames({ from: 2 })
  ask(other, 'first', 1)
  for (let n = 0; n < 5000; n += 1) other({ sql: `select ${n}` })
  assert.deepEqual(ask(other, 'first', 2), ['', 'hot_1'])
})

test('a text with a long list of values has none', () => {
  assert.equal(ask(statementNames(), `select ${'$1, '.repeat(2000)}`, 9).at(-1), '')
})
