import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ruleLook, rulesSentence } from './rule-states.ts'

test('a rule that fires is bad, a heartbeat without a fault is well', () => {
  assert.equal(ruleLook({ kind: 'incident', state: 'firing' }).state, 'down')
  assert.equal(ruleLook({ kind: 'heartbeat', state: 'firing' }).state, 'healthy')
  assert.equal(ruleLook({ kind: 'heartbeat', state: 'inactive' }).state, 'healthy')
  assert.equal(ruleLook({ kind: 'heartbeat', state: 'error' }).state, 'degraded')
  assert.equal(ruleLook({ kind: 'heartbeat', state: 'no_data' }).state, 'unknown')
})

test('the sentence says what fires and what cannot', () => {
  assert.match(rulesSentence([]), /no rule/)
  assert.match(
    rulesSentence([
      { kind: 'incident', state: 'inactive' },
      { kind: 'heartbeat', state: 'firing' },
    ]),
    /^Nothing fires\. /,
  )
  assert.match(
    rulesSentence([
      { kind: 'incident', state: 'firing' },
      { kind: 'incident', state: 'no_data' },
      { kind: 'incident', state: 'off' },
    ]),
    /^1 of 3 fire, 1 without data, 1 switched off\. /,
  )
})
