import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Labels } from './labels.ts'

const text = fc.string({ unit: 'binary', maxLength: 4 })
const entries = fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name, maxLength: 6 })
const set = (...names: string[]): ReadonlySet<string> => new Set(names)

test('labels are sorted by name, and empty values are no labels', () => {
  const labels = Labels.of({ job: 'api', __name__: 'up', empty: '', instance: '1' })
  assert.deepEqual(
    [...labels.entries()],
    [
      ['__name__', 'up'],
      ['instance', '1'],
      ['job', 'api'],
    ],
  )
  assert.equal(labels.size, 3)
  assert.equal(labels.get('job'), 'api')
  assert.equal(labels.get('empty'), '')
  assert.equal(labels.get('missing'), '')
  assert.equal(labels.metricName, 'up')
  assert.deepEqual(labels.toRecord(), { __name__: 'up', instance: '1', job: 'api' })
})

test('a name cannot occur twice', () => {
  assert.throws(
    () =>
      Labels.from([
        ['a', '1'],
        ['a', '2'],
      ]),
    RangeError,
  )
})

test('names of object members are names like any other', () => {
  const labels = Labels.from([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ])
  assert.equal(labels.get('__proto__'), 'x')
  assert.deepEqual(Object.entries(labels.toRecord()), [
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ])
  assert.equal(Labels.empty.get('constructor'), '')
})

test('labels are selected, left out and set', () => {
  const labels = Labels.of({ a: '1', b: '2', c: '3' })
  assert.deepEqual(labels.only(set('a', 'c', 'x')).toRecord(), { a: '1', c: '3' })
  assert.deepEqual(labels.without(set('a', 'x')).toRecord(), { b: '2', c: '3' })
  assert.equal(labels.without(set('x')), labels)
  assert.deepEqual(labels.with('b', 'new').toRecord(), { a: '1', b: 'new', c: '3' })
  assert.deepEqual(labels.with('b', '').toRecord(), { a: '1', c: '3' })
  assert.deepEqual(
    [...labels.with('aa', 'new').entries()].map(([name]) => name),
    ['a', 'aa', 'b', 'c'],
  )
  assert.deepEqual(
    [...labels.with('z', 'new').entries()].map(([name]) => name),
    ['a', 'b', 'c', 'z'],
  )
  assert.deepEqual(labels.toRecord(), { a: '1', b: '2', c: '3' })
})

test('setting a label is like making the labels anew', () => {
  fc.assert(
    fc.property(entries, text, text, (pairs, name, value) => {
      const changed = new Map([...pairs, [name, value] as const])
      assert.ok(Labels.from(pairs).with(name, value).equals(Labels.from(changed)))
    }),
  )
})

test('the order of entries does not matter', () => {
  fc.assert(
    fc.property(entries, (pairs) => {
      const labels = Labels.from(pairs)
      const reversed = Labels.from(pairs.toReversed())
      assert.ok(labels.equals(reversed))
      assert.equal(labels.key(), reversed.key())
      assert.equal(labels.compare(reversed), 0)
    }),
  )
})

test('keys tell labels apart, and only different ones', () => {
  fc.assert(
    fc.property(entries, entries, (one, other) => {
      const [a, b] = [Labels.from(one), Labels.from(other)]
      assert.equal(a.key() === b.key(), a.equals(b))
      const names = set('a', 'b', '')
      assert.equal(a.keyWithout(names) === b.keyWithout(names), a.without(names).equals(b.without(names)))
      assert.equal(
        a.keyOf([...names]) === b.keyOf([...names]),
        [...names].every((name) => a.get(name) === b.get(name)),
      )
    }),
  )
})

test('values that contain what could be a separator do not collide', () => {
  const pairs = [
    Labels.of({ a: 'x\u0000b\u0000y' }),
    Labels.of({ a: 'x', b: 'y' }),
    Labels.of({ a: 'xÿbÿy' }),
  ]
  assert.equal(new Set(pairs.map((labels) => labels.key())).size, 3)
  const single = [Labels.of({ a: 'x', b: 'y' }), Labels.of({ a: 'xy' }), Labels.of({ b: 'xy' })]
  assert.equal(new Set(single.map((labels) => labels.keyOf(['a', 'b']))).size, 3)
})

test('the order is by name before value, label by label', () => {
  const sorted = [
    Labels.empty,
    Labels.of({ a: '1' }),
    Labels.of({ a: '1', b: '1' }),
    Labels.of({ a: '1', c: '1' }),
    Labels.of({ a: '2' }),
    Labels.of({ b: '0' }),
  ]
  const shuffled = sorted.toReversed().toSorted((a, b) => a.compare(b))
  assert.deepEqual(shuffled, sorted)
})

test('labels are written as Prometheus writes them', () => {
  assert.equal(Labels.empty.toString(), '{}')
  assert.equal(Labels.of({ __name__: 'up', job: 'a"b' }).toString(), '{__name__="up", job="a\\"b"}')
  assert.equal(Labels.of({ 'with space': 'x' }).toString(), '{"with space"="x"}')
})
