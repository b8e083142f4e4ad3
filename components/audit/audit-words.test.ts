import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actorWords, detailText, faultSentence, soundSentence } from './audit-words.ts'

const chain = (entries: number | null) => ({
  chain: 'operator',
  ok: true,
  entries,
  fault: null,
  seq: null,
  detail: null,
  headHash: null,
})

test('an actor without a name is not nobody', () => {
  assert.equal(actorWords({ actorKind: 'member', actorName: 'Nadia' }), 'Nadia')
  assert.match(actorWords({ actorKind: 'member', actorName: null }), /erased/)
  assert.equal(actorWords({ actorKind: 'api_key', actorName: null }), 'api key')
})

test('details are printed as they are recorded', () => {
  assert.equal(detailText('P1'), 'P1')
  assert.equal(detailText(null), 'none')
  assert.equal(detailText(['a', 1]), '["a",1]')
})

test('a verdict says how much was recomputed, and where it breaks', () => {
  assert.match(soundSentence({ ok: true, chains: [chain(3), chain(4)] }), /^7 entries in 2 chains /)
  assert.match(soundSentence({ ok: true, chains: [chain(1)] }), /^1 entry in one chain /)
  assert.equal(
    faultSentence({ ...chain(null), ok: false, fault: 'hash_differs', seq: '12' }),
    'Chain operator at entry 12: hash differs',
  )
})
