import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aboveOf, demandAfter, demandSeen, withoutOwn } from './floor.ts'

const none = { own: false, from: null } as const

test('what a scope above requires holds until lifted from there', () => {
  const required = demandAfter(none, true, 'operator')
  assert.deepEqual(required, { own: false, from: 'operator' })
  for (const by of [null, 'platform'] as const) {
    assert.equal(demandAfter(required, false, by).from, 'operator', `lifted by ${by}`)
    assert.equal(demandAfter(required, true, by).from, 'operator', `taken over by ${by}`)
    assert.equal(demandSeen(required, by).isAbove, true)
  }
  assert.deepEqual(demandAfter(required, false, 'operator'), none)
  assert.deepEqual(demandAfter(demandAfter(none, true, 'platform'), false, 'operator'), none)
  assert.deepEqual(demandAfter(required, undefined, 'operator'), required)
})

test('what a scope asks for itself stays beside it', () => {
  const both = demandAfter(demandAfter(none, true, null), true, 'platform')
  assert.deepEqual(both, { own: true, from: 'platform' })
  assert.deepEqual(demandAfter(both, false, null), { own: false, from: 'platform' })
  const lifted = demandAfter(both, false, 'operator')
  assert.deepEqual(lifted, { own: true, from: null }, 'what is lifted is what was required')
  assert.deepEqual(demandAfter(lifted, false, 'operator'), lifted, 'a second no takes nothing more')
  assert.deepEqual(demandAfter(lifted, false, 'platform'), lifted)
  assert.deepEqual(demandAfter(lifted, true, 'operator'), { own: true, from: 'operator' })
  assert.deepEqual(demandSeen({ own: true, from: null }, null), { isOwn: true, isAbove: false })
  assert.deepEqual(demandSeen({ own: false, from: 'platform' }, 'operator'), { isOwn: true, isAbove: false })
})

test('what a scope asks for itself stops by a word of its own', () => {
  const own = { own: true, from: null } as const
  for (const by of [null, 'platform', 'operator'] as const) {
    assert.deepEqual(withoutOwn(own, by), none)
    assert.deepEqual(withoutOwn(none, by), none, 'as often as it is said')
  }
  const both = { own: true, from: 'operator' } as const
  assert.deepEqual(withoutOwn(both, 'operator'), { own: false, from: 'operator' }, 'what is required stays')
  assert.deepEqual(withoutOwn(both, null), { own: false, from: 'operator' })
  assert.deepEqual(withoutOwn(both, 'platform'), both)
})

test('only who acts by a wider scope acts from above', () => {
  assert.equal(aboveOf('operator', 'tenant'), 'operator')
  assert.equal(aboveOf('operator', 'operator'), null)
  assert.equal(aboveOf('platform', 'operator'), null)
  assert.equal(aboveOf('tenant', 'tenant'), null)
})
