import assert from 'node:assert/strict'
import { test } from 'node:test'
import { invalidField, notFound } from '#lib/core/errors.ts'
import { aboutRefusal } from './about-refusal.ts'

test('of a refusal the log keeps kind and fields, never what was sent', () => {
  const refused = invalidField('timeout', 'cannot parse "what they sent" to a valid duration')
  assert.deepEqual(aboutRefusal(refused), { refusal: 'invalid_input timeout' })
  assert.deepEqual(aboutRefusal(notFound()), { refusal: 'not_found' })
})

test('what nobody expected is kept whole', () => {
  const error = new Error('connection lost')
  assert.deepEqual(aboutRefusal(error), { err: error })
})
