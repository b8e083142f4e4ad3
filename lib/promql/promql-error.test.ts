import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PromqlError, executionError, parseError, positionOf, unsupported } from './promql-error.ts'

test('lines and columns are counted from 1', () => {
  const text = 'ab\ncd\n\nef'
  const at = (start: number): string => {
    const { line, column } = positionOf(text, { start, end: start })
    return `${line}:${column}`
  }
  assert.deepEqual([0, 1, 2, 3, 4, 6, 7, 9].map(at), ['1:1', '1:2', '1:3', '2:1', '2:2', '3:1', '4:1', '4:3'])
})

test('errors say their kind, their place and what was expected', () => {
  const error = parseError('a b', { start: 2, end: 3 }, 'unexpected b', 'c')
  assert.ok(error instanceof PromqlError && error instanceof Error)
  assert.equal(error.name, 'PromqlError')
  assert.equal(error.kind, 'parse')
  assert.equal(error.expected, 'c')
  assert.deepEqual(error.position, { start: 2, end: 3, line: 1, column: 3 })
  assert.equal(unsupported('a', { start: 0, end: 1 }, 'x').kind, 'unsupported')
  const execution = executionError('y')
  assert.equal(execution.kind, 'execution')
  assert.equal(execution.position, undefined)
})
