import assert from 'node:assert/strict'
import { test } from 'node:test'
import { preferenceCookie, themeOf, zoneOf } from './preferences.ts'

test('a theme that does not exist is the one of the system', () => {
  assert.equal(themeOf('night'), 'night')
  assert.equal(themeOf('"><script>'), 'system')
  assert.equal(themeOf(undefined), 'system')
})

test('a zone that does not exist is UTC', () => {
  assert.equal(zoneOf('Asia%2FKuala_Lumpur'), 'Asia/Kuala_Lumpur')
  assert.equal(zoneOf('Asia/Kuala_Lumpur'), 'Asia/Kuala_Lumpur')
  assert.equal(zoneOf('Mars%2FOlympus'), 'UTC')
  assert.equal(zoneOf('%E0%A4%A'), 'UTC')
  assert.equal(zoneOf('x'.repeat(65)), 'UTC')
  assert.equal(zoneOf(undefined), 'UTC')
})

test('a preference is kept for a year and secure where the page is; null forgets it', () => {
  assert.equal(
    preferenceCookie('bw-zone', 'Asia/Kuala_Lumpur', true),
    'bw-zone=Asia%2FKuala_Lumpur; path=/; max-age=31536000; samesite=lax; secure',
  )
  assert.equal(preferenceCookie('bw-theme', null, false), 'bw-theme=; path=/; max-age=0; samesite=lax')
})
