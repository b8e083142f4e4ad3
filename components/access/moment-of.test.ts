import assert from 'node:assert/strict'
import { test } from 'node:test'
import { momentOf } from './moment-of.ts'

const form = (value: string): FormData => {
  const made = new FormData()
  made.set('expiresAt', value)
  return made
}

test('a local moment is sent in UTC, an empty field not at all, anything else as it is', () => {
  assert.deepEqual(momentOf(form('2026-12-01T10:30'), 'expiresAt'), {
    expiresAt: new Date('2026-12-01T10:30').toISOString(),
  })
  assert.deepEqual(momentOf(form(' '), 'expiresAt'), {})
  assert.deepEqual(momentOf(form('tomorrow'), 'expiresAt'), { expiresAt: 'tomorrow' })
})
