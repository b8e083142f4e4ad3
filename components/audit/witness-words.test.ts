import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { witnessState } from './witness-words.ts'

test('a file on our own disk is no witness, and silence is not health', () => {
  const t = englishText('audit')
  const last = { answer: null, at: null }
  assert.equal(witnessState(t, { last: null }).state, 'unknown')
  assert.equal(witnessState(t, { last: { ...last, state: 'failed', isOutside: false } }).state, 'down')
  assert.equal(witnessState(t, { last: { ...last, state: 'delivered', isOutside: false } }).state, 'degraded')
  assert.equal(witnessState(t, { last: { ...last, state: 'delivered', isOutside: true } }).state, 'healthy')
})
