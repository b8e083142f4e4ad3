import assert from 'node:assert/strict'
import { test } from 'node:test'
import { label } from '../../testing/proto.ts'
import { MalformedRequest } from './malformed.ts'
import { parseLabels } from './parse-labels.ts'

const parse = (...labels: readonly number[][]) => {
  const bytes = Uint8Array.from(labels.flat())
  return parseLabels(bytes, 0, bytes.length)
}
const name = label('__name__', 'up')

test('gives sorted names and values; an empty value is no label', () => {
  assert.deepEqual(parse(name, label('a', ''), label('job', 'web')), ['__name__', 'up', 'job', 'web'])
  assert.deepEqual(parse(label('Ä', 'ö'), label('Ä', 'ö')), 'label_duplicate')
  assert.deepEqual(parse(name, label('größe', 'ß€😀')), ['__name__', 'up', 'größe', 'ß€😀'])
})

test('names the first thing wrong', () => {
  const many = Array.from({ length: 31 }, (_, i) => label(`a${String(i).padStart(2, '0')}`, 'v'))
  const cases: Record<string, number[][]> = {
    name_missing: [label('job', 'web')],
    label_name_empty: [label('', 'x'), name],
    label_name_too_long: [name, label('a'.repeat(257), 'x')],
    label_value_too_long: [name, label('a', 'x'.repeat(2049))],
    label_duplicate: [name, label('a', '1'), label('a', '2')],
    labels_unsorted: [name, label('b', '1'), label('a', '2')],
    invalid_utf8: [name, label('a', Uint8Array.of(0xc3, 0x28))],
    nul_byte: [name, label('a', 'x\0y')],
    too_many_labels: many,
  }
  for (const [reason, labels] of Object.entries(cases)) assert.equal(parse(...labels), reason)
  assert.equal(parse(label('__name__', '')), 'name_missing')
  assert.equal(parse(), 'name_missing')
})

test('limits are exact', () => {
  const labels = Array.from({ length: 29 }, (_, i) => label(`a${String(i).padStart(2, '0')}`, 'v'))
  assert.equal(parse(name, ...labels).length, 60)
  assert.equal(parse(name, label('a'.repeat(256), 'x'.repeat(2048))).length, 4)
})

test('throws on bytes that are no labels', () => {
  assert.throws(() => parse([0x12, 0]), MalformedRequest)
})
