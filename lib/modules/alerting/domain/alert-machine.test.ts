import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ALERT_TABLE, stepAlert, type AlertEvent, type AlertState } from './alert-machine.ts'

const EVENTS: readonly AlertEvent[] = ['holds', 'held', 'clear', 'no_data', 'gone', 'error', 'rule_off']
const STAYS = 'stays'

/** Every pair of state and event, written down a second time: state, then what each event of `EVENTS` leads to. */
const EXPECTED: readonly [AlertState, ...string[]][] = [
  ['inactive', 'pending began', 'firing fired', STAYS, 'no_data data_lost', STAYS, 'error broken', STAYS],
  [
    'pending',
    STAYS,
    'firing fired',
    'inactive cleared_early',
    'inactive cleared_early',
    'inactive cleared_early',
    STAYS,
    'inactive switched_off',
  ],
  [
    'firing',
    STAYS,
    STAYS,
    'resolved recovered',
    'no_data data_lost',
    'resolved data_gone',
    STAYS,
    'resolved switched_off',
  ],
  [
    'no_data',
    'firing data_back',
    'firing data_back',
    'resolved recovered',
    STAYS,
    'resolved data_gone',
    STAYS,
    'resolved switched_off',
  ],
  [
    'error',
    'pending began',
    'firing fired',
    'resolved mended',
    'no_data data_lost',
    'resolved mended',
    STAYS,
    'resolved switched_off',
  ],
  ['resolved', 'pending began', 'firing fired', STAYS, STAYS, STAYS, STAYS, STAYS],
]

for (const [state, ...row] of EXPECTED) {
  for (const [place, expected] of row.entries()) {
    const event = EVENTS[place] ?? 'holds'
    test(`${state} + ${event}: ${expected}`, () => {
      const step = stepAlert(state, event)
      assert.equal(step === null ? STAYS : `${step.to} ${step.decision}`, expected)
    })
  }
}

test('the list above holds every pair of the table', () => {
  assert.deepEqual(Object.keys(ALERT_TABLE).toSorted(), EXPECTED.map(([state]) => state).toSorted())
  for (const [state, ...row] of EXPECTED) {
    assert.equal(row.length, EVENTS.length)
    assert.deepEqual(Object.keys(ALERT_TABLE[state]).toSorted(), EVENTS.toSorted())
  }
})

const walk = (events: readonly AlertEvent[]): AlertState[] => {
  const states: AlertState[] = ['inactive']
  for (const event of events)
    states.push(stepAlert(states.at(-1) ?? 'inactive', event)?.to ?? states.at(-1) ?? 'inactive')
  return states
}

test('an alert that fires leaves firing only through recovery, lost data or the end of its rule', () => {
  const events = fc.array(fc.constantFrom(...EVENTS), { maxLength: 30 })
  fc.assert(
    fc.property(events, (happened) => {
      const states = walk(happened)
      for (const [at, event] of happened.entries()) {
        if (states[at] !== 'firing' || states[at + 1] === 'firing') continue
        assert.ok(['clear', 'no_data', 'gone', 'rule_off'].includes(event), event)
      }
    }),
  )
})

test('an error of the rule or missing data never resolve an alert', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom<AlertEvent>('holds', 'held', 'no_data', 'error'), { maxLength: 30 }),
      (happened) => {
        assert.ok(!walk(happened).includes('resolved'))
      },
    ),
  )
})
