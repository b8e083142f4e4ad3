import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '#lib/core/errors.ts'
import { refuseControlCharacters } from './control-characters.ts'

const fieldsOf = (input: unknown): string[] => {
  try {
    refuseControlCharacters(input)
  } catch (error) {
    assert.ok(error instanceof DomainError && error.code === 'invalid_input')
    return error.faults.map(({ field }) => field)
  }
  return []
}

test('control characters are refused by the name of the field, wherever they stand', () => {
  assert.deepEqual(fieldsOf({ name: 'a\u0000b' }), ['name'])
  assert.deepEqual(fieldsOf({ steps: [{ note: 'fine' }, { note: '\u001B[2J' }] }), ['steps.1.note'])
  assert.deepEqual(fieldsOf({ labels: { 'a\u0007': 'x' } }), ['labels'])
  assert.deepEqual(fieldsOf('\u007F'), ['(body)'])
  assert.deepEqual(fieldsOf({ a: '\u0000', b: '\u0001' }), ['a', 'b'])
})

test('text of several lines, other scripts and what is no text pass', () => {
  assert.deepEqual(
    fieldsOf({ text: 'first\r\n\tsecond', name: 'Nur Aïsyah 王', n: 7, ok: true, none: null }),
    [],
  )
})
