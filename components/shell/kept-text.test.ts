import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textIn, type TextSource } from './kept-text.ts'

const field = (parts: Partial<TextSource>): TextSource => ({
  type: 'text',
  autocomplete: '',
  name: 'title',
  value: ' Disk full ',
  defaultValue: '',
  labels: [{ textContent: 'What is wrong' }],
  ...parts,
})

test('what was typed is kept under its label, what stood there before is not', () => {
  assert.deepEqual(textIn(field({})), { label: 'What is wrong', text: 'Disk full' })
  assert.deepEqual(textIn(field({ labels: [] })), { label: 'title', text: 'Disk full' })
  assert.equal(textIn(field({ defaultValue: ' Disk full ' })), null)
  assert.equal(textIn(field({ value: ' ' })), null)
})

test('a password is not kept, also while it is shown; nor is a code that lets somebody in', () => {
  assert.equal(textIn(field({ type: 'password' })), null)
  for (const autocomplete of ['current-password', 'new-password', 'one-time-code'])
    assert.equal(textIn(field({ autocomplete })), null, autocomplete)
  assert.notEqual(textIn(field({ autocomplete: 'off' })), null)
})
