import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  compareStates,
  countStates,
  STATES_WORST_FIRST,
  stateWord,
  worstState,
  type HealthState,
} from './states.ts'

test('what needs a person comes first, and no data ranks before every state that is not an alarm', () => {
  const shuffled: HealthState[] = [
    'healthy',
    'maintenance',
    'unknown',
    'down',
    'learning',
    'stale',
    'degraded',
  ]
  assert.deepEqual(shuffled.toSorted(compareStates), [
    'down',
    'degraded',
    'stale',
    'unknown',
    'learning',
    'maintenance',
    'healthy',
  ])
})

test('the worst of nothing is unknown, not healthy', () => {
  assert.equal(worstState([]), 'unknown')
  assert.equal(worstState(['healthy', 'unknown', 'healthy']), 'unknown')
  assert.equal(worstState(['healthy', 'degraded', 'unknown']), 'degraded')
})

test('states are counted worst first, absent ones are left out', () => {
  assert.deepEqual(countStates(['healthy', 'down', 'healthy']), [
    { state: 'down', count: 1 },
    { state: 'healthy', count: 2 },
  ])
  assert.deepEqual(countStates([]), [])
})

test('every state has a word of its own', () => {
  const words = STATES_WORST_FIRST.map(stateWord)
  assert.equal(new Set(words).size, 7)
  assert.equal(stateWord('unknown'), 'No data')
})
