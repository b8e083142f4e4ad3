import assert from 'node:assert/strict'
import { test } from 'node:test'
import { followed, shownText } from './search-text.ts'

test('an answer to what was asked leaves what was typed since', () => {
  const field = { ...shownText(''), asked: 'disk', typed: 'disk fu' }
  assert.equal(followed(field, ''), field)
  assert.deepEqual(followed(field, 'disk'), { typed: 'disk fu', seen: 'disk', asked: null })
})

test('what somebody else chose, as a saved view or by going back, is shown', () => {
  const field = { ...shownText('disk'), typed: 'half a wo' }
  assert.deepEqual(followed(field, 'door'), shownText('door'))
  assert.deepEqual(followed({ ...field, asked: 'half' }, ''), shownText(''))
})
