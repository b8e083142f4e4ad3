import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { endingSentence, expiryOf, filterPermissions, permissionWords } from './key-words.ts'

const t = englishText('keys')
const NOW = Date.parse('2026-11-20T14:32:07Z')

test('a key ends after its days', () => {
  assert.equal(expiryOf('30', NOW), '2026-12-20T14:32:07.000Z')
  assert.equal(expiryOf('365', NOW), '2027-11-20T14:32:07.000Z')
  assert.equal(expiryOf('forever', NOW), undefined)
})

test('permissions are found by every word of their name', () => {
  assert.deepEqual(filterPermissions(['rule:read', 'rule:write', 'slo:read'], 'Rule read'), ['rule:read'])
  assert.deepEqual(filterPermissions(['rule:read'], ' '), ['rule:read'])
})

test('keys that end soon are counted in a sentence', () => {
  assert.equal(endingSentence(t, [{ standing: 'active', count: 3 }]), null)
  assert.match(endingSentence(t, [{ standing: 'ending', count: 1 }]) ?? '', /^One key ends within 7 days/)
  assert.match(endingSentence(t, [{ standing: 'ending', count: 2 }]) ?? '', /^2 keys end within 7 days/)
})

test('a long list of permissions is counted', () => {
  assert.equal(permissionWords(t, ['a:read']), 'a:read')
  assert.equal(permissionWords(t, ['a:read', 'b:read', 'c:read', 'd:read']), 'a:read, b:read and 2 more')
})
