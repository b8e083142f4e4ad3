import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { actorKindWords, actorWords } from './actor-words.ts'
import { detailText, faultSentence, soundSentence } from './audit-words.ts'

const t = englishText('audit')
const actors = englishText('actors')

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
  assert.equal(actorWords(actors, { actorKind: 'member', actorName: 'Nadia' }), 'Nadia')
  assert.match(actorWords(actors, { actorKind: 'member', actorName: null }), /erased/)
  assert.equal(actorWords(actors, { actorKind: 'api_key', actorName: null }), 'api key')
  assert.equal(actorKindWords(actors, 'newer_kind'), 'newer kind')
})

test('details are printed as they are recorded', () => {
  assert.equal(detailText(t, 'P1'), 'P1')
  assert.equal(detailText(t, null), 'none')
  assert.equal(detailText(t, ['a', 1]), '["a",1]')
})

test('a verdict says how much was recomputed, and where it breaks', () => {
  assert.match(soundSentence(t, { ok: true, chains: [chain(3), chain(4)] }), /^7 entries in 2 chains /)
  assert.match(soundSentence(t, { ok: true, chains: [chain(1)] }), /^1 entry in one chain /)
  assert.equal(
    faultSentence(t, { ...chain(null), ok: false, fault: 'hash_differs', seq: '12' }),
    'Chain operator at entry 12: hash differs',
  )
})
