import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSecurityKind, kindWords, securityKinds, severityOf } from './kinds.ts'

test('every kind has a severity and words', () => {
  for (const kind of securityKinds()) {
    assert.match(kind, /^[a-z-]+\.[a-z-]+$/)
    assert.ok(['info', 'warning', 'critical'].includes(severityOf(kind)))
    assert.ok(kindWords(kind).length > 5)
  }
})

test('what is no kind is none, also when every object has it', () => {
  assert.ok(!isSecurityKind('toString'))
  assert.equal(kindWords('newer.kind'), 'newer.kind')
})
