import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftsAt } from './drafts.ts'

test('what is typed while the address of a run arrives stays', () => {
  const sent = { of: ['up'], texts: ['up + u'], sent: ['up + up'] }
  assert.deepEqual(draftsAt(sent, ['up']), sent)
  assert.deepEqual(draftsAt(sent, ['up + up']), { of: ['up + up'], texts: ['up + u'], sent: null })
})

test('another address takes the place of what was typed', () => {
  const typed = { of: ['up'], texts: ['up + u'], sent: null }
  assert.deepEqual(draftsAt(typed, ['up']), typed)
  assert.deepEqual(draftsAt(typed, ['down']), { of: ['down'], texts: ['down'], sent: null })
  assert.deepEqual(draftsAt({ ...typed, sent: ['up + up'] }, ['down', 'up']).texts, ['down', 'up'])
})
