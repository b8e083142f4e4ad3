import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { ruleState, rulesSentence, ruleWord } from './rule-states.ts'

const t = englishText('alerting')

test('a rule that fires is bad, a heartbeat without a fault is well', () => {
  assert.equal(ruleState({ kind: 'incident', state: 'firing' }), 'down')
  assert.equal(ruleState({ kind: 'heartbeat', state: 'firing' }), 'healthy')
  assert.equal(ruleState({ kind: 'heartbeat', state: 'inactive' }), 'healthy')
  assert.equal(ruleState({ kind: 'heartbeat', state: 'error' }), 'degraded')
  assert.equal(ruleState({ kind: 'heartbeat', state: 'no_data' }), 'unknown')
})

test('a heartbeat beats, a rule fires or is quiet', () => {
  assert.equal(ruleWord(t, { kind: 'heartbeat', state: 'firing' }), 'Beating')
  assert.equal(ruleWord(t, { kind: 'heartbeat', state: 'no_data' }), 'No data')
  assert.equal(ruleWord(t, { kind: 'incident', state: 'inactive' }), 'Quiet')
})

test('the sentence says what fires and what cannot', () => {
  assert.match(rulesSentence(t, []), /no rule/)
  assert.match(
    rulesSentence(t, [
      { kind: 'incident', state: 'inactive', count: 1 },
      { kind: 'heartbeat', state: 'firing', count: 1 },
    ]),
    /^Nothing fires\. /,
  )
  assert.match(
    rulesSentence(t, [
      { kind: 'incident', state: 'firing', count: 1 },
      { kind: 'incident', state: 'no_data', count: 1 },
      { kind: 'incident', state: 'off', count: 1 },
    ]),
    /^1 of 3 fire, 1 without data, 1 switched off\. /,
  )
})
