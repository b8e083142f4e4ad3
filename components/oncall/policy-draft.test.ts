import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftOf, inputOf, movedUp, secondsUntil, withChange, withMember, withStep } from './policy-draft.ts'

const POLICY = {
  steps: [
    { delaySeconds: 0, members: [{ id: 'a', name: 'A' }] },
    {
      delaySeconds: 60,
      members: [
        { id: 'b', name: 'B' },
        { id: 'c', name: 'C' },
      ],
    },
  ],
}

test('a policy goes through the draft unchanged, with every member of a step', () => {
  assert.deepEqual(inputOf(draftOf(POLICY)), {
    steps: [
      { delaySeconds: 0, memberIds: ['a'] },
      { delaySeconds: 60, memberIds: ['b', 'c'] },
    ],
  })
})

test('the first step does not wait, further ones do', () => {
  const one = draftOf({ steps: [] })
  assert.deepEqual(
    withStep(one).map(({ delaySeconds }) => delaySeconds),
    ['0', '300'],
  )
  assert.equal(new Set(withStep(withStep(one)).map(({ key }) => key)).size, 3)
})

test('members go on and off a step, steps change and move up', () => {
  const draft = draftOf(POLICY)
  assert.deepEqual(withMember(withMember(draft, 0, 'b'), 0, 'a')[0]?.memberIds, ['b'])
  assert.equal(withChange(draft, 1, { delaySeconds: '5' })[1]?.delaySeconds, '5')
  assert.deepEqual(
    movedUp(draft, 1).map(({ key }) => key),
    [1, 0],
  )
  assert.equal(movedUp(draft, 0), draft)
})

test('what is no number of seconds is not turned into one', () => {
  assert.ok(
    Number.isNaN(inputOf(withChange(draftOf(POLICY), 0, { delaySeconds: '' })).steps[0]?.delaySeconds),
  )
})

test('delays add up', () => {
  assert.deepEqual(
    secondsUntil([{ delaySeconds: 0 }, { delaySeconds: 60 }, { delaySeconds: 30 }]),
    [0, 60, 90],
  )
})
