import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSecurityKind, securityKinds, severityOf } from './kinds.ts'

test('every kind has a severity', () => {
  for (const kind of securityKinds()) {
    assert.match(kind, /^[a-z-]+\.[a-z-]+$/)
    assert.ok(['info', 'warning', 'critical'].includes(severityOf(kind)))
  }
})

test('what is no kind is none, also when every object has it', () => {
  assert.ok(!isSecurityKind('toString'))
  assert.ok(!isSecurityKind('newer.kind'))
})
