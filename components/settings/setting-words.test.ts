import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { escalationWords, hoursWords, outgoingWords, signInWords, witnessWords } from './setting-words.ts'

const t = englishText('settings')

const policy = (own: boolean, above: boolean) => ({
  policy: {
    requireFactor: own,
    signOnOnly: own,
    fromAbove: { requireFactor: above, signOnOnly: above },
    requiredBy: { requireFactor: null, signOnOnly: null },
    asked: { requireFactor: own, signOnOnly: own },
    actsFrom: null,
  },
})

test('what a scope above asks for is told as such, whatever stands here', () => {
  for (const own of [true, false])
    for (const text of signInWords(t, policy(own, true))) assert.match(text, /as a scope above asks for it$/)
  assert.deepEqual(signInWords(t, policy(true, false)), ['A second factor is required', 'Sign-on alone'])
  assert.match(signInWords(t, policy(false, false)).join(), /Every way/)
})

const steps = [
  {
    delaySeconds: 0,
    members: [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B' },
    ],
  },
  { delaySeconds: 60, members: [{ id: 'a', name: 'A' }] },
]
const view = { platformId: 'p', tenantId: null, name: 'default', version: 3, steps }

test('a policy counts each person once and says whose it is', () => {
  assert.deepEqual(escalationWords(t, { ...view, origin: 'own' }), ['2 steps, 2 people', 'Version 3'])
  assert.match(escalationWords(t, { ...view, origin: 'platform' })[1] ?? '', /platform/)
  assert.match(escalationWords(t, { ...view, origin: 'fallback' })[1] ?? '', /Nobody set one/)
})

test('an empty list is a sentence, not a zero', () => {
  assert.deepEqual(outgoingWords(t, { entries: [] }), ['No private address may be reached'])
  const anchors = { witnesses: [], hasOutsideWitness: false, lastOutsideAt: null, anchors: [] }
  assert.deepEqual(witnessWords(t, anchors), ['0 witnesses', 'Heads reach nobody outside now'])
  assert.equal(hoursWords(6), '6 h')
})
