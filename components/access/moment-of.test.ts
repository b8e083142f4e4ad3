import assert from 'node:assert/strict'
import { test } from 'node:test'
import { momentOf } from './moment-of.ts'

test('a local moment is sent in UTC, an empty field not at all, anything else as it is', () => {
  assert.equal(momentOf('2026-12-01T10:30'), new Date('2026-12-01T10:30').toISOString())
  assert.equal(momentOf(' '), undefined)
  assert.equal(momentOf('tomorrow'), 'tomorrow')
})
