import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RuleIndex } from './rule-index.ts'

const owner = (platformId: string, tenantId: string | null = null) => ({ platformId, tenantId })
const index = (): RuleIndex<string> => {
  const made = new RuleIndex<string>()
  made.set('1', owner('p'), ['up', 'errors'], 'platform rule')
  made.set('2', owner('p', 't'), ['up'], 'tenant rule')
  made.set('3', owner('q'), ['up'], 'other platform')
  made.set('4', owner('p'), undefined, 'reads anything')
  return made
}
const found = (made: RuleIndex<string>, names: string[], of = owner('p')): string[] =>
  [...made.readersOf(new Set(names), of)].toSorted()

test('samples concern the rules of their platform and of their own tenant', () => {
  assert.deepEqual(found(index(), ['up']), ['platform rule'])
  assert.deepEqual(found(index(), ['up'], owner('p', 't')), ['platform rule', 'tenant rule'])
  assert.deepEqual(found(index(), ['up'], owner('p', 'u')), ['platform rule'])
  assert.deepEqual(found(index(), ['up'], owner('q')), ['other platform'])
  assert.deepEqual(found(index(), ['up'], owner('r')), [])
})

test('a rule is found once, however many of its metrics came, in a small request and in a large one', () => {
  const many = Array.from({ length: 1000 }, (_, n) => `metric_${n}`)
  assert.deepEqual(found(index(), ['errors', 'up']), ['platform rule'])
  assert.deepEqual(found(index(), ['errors', ...many]), ['platform rule'])
  assert.deepEqual(found(index(), many), [])
})

test('a rule that is replaced or removed is found by what it reads now', () => {
  const made = index()
  made.set('1', owner('p'), ['latency'], 'platform rule, version 2')
  assert.deepEqual(found(made, ['errors', 'up']), [])
  assert.deepEqual(found(made, ['latency']), ['platform rule, version 2'])
  made.delete('1')
  made.delete('unknown')
  assert.deepEqual(found(made, ['latency']), [])
  made.clear()
  assert.deepEqual(found(made, ['up'], owner('q')), [])
})
