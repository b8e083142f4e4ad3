import assert from 'node:assert/strict'
import { test } from 'node:test'
import { halfTyped } from './half-typed.ts'

test('a field with half a date is found, and nothing else of a form', () => {
  const field = (name: string, badInput: boolean) => ({ name, validity: { badInput } })
  assert.deepEqual(
    [...halfTyped([field('from', true), field('to', false), { name: 'no field' }, null])],
    ['from'],
  )
})
