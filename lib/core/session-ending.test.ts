import assert from 'node:assert/strict'
import { test } from 'node:test'
import { END_REASONS, endingWords } from './session-ending.ts'

test('every ending is a sentence of its own', () => {
  const words = [
    ...END_REASONS.map((kind) => endingWords({ kind })),
    endingWords({ kind: 'provider' }),
    endingWords({ kind: 'idle', minutes: 30 }),
    endingWords({ kind: 'absolute', minutes: 720 }),
  ]
  assert.equal(new Set(words).size, words.length)
  for (const one of words) assert.match(one, /^[A-Z].+\.$/)
  assert.ok(words.includes('Your session ended because nothing was done in it for 30 m.'))
})
