import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { isWithin, scopeWords } from './scope-words.ts'

const t = englishText('shell')

const OPTIONS = [
  { param: 'operator', kind: 'operator', name: 'Acme', platformId: null, platformName: null },
  { param: 'platform:1', kind: 'platform', name: 'IDP', platformId: null, platformName: null },
  { param: 'tenant:2', kind: 'tenant', name: 'Merbau', platformId: null, platformName: 'IDP' },
] as const

test('a scope is named by platform and tenant; one out of sight by its level', () => {
  const words = (param: string) => scopeWords(t, OPTIONS, param)
  assert.equal(words('operator'), 'Operator')
  assert.equal(words('platform:1'), 'IDP')
  assert.equal(words('tenant:2'), 'IDP, Merbau')
  assert.equal(words('platform:9'), 'another platform')
  assert.equal(words('tenant:9'), 'another tenant')
  assert.equal(scopeWords(t, [], 'operator'), 'Operator')
})

test('what is above is shown but not changed', () => {
  assert.equal(isWithin('operator', 'tenant:2'), true)
  assert.equal(isWithin('platform:1', 'tenant:2'), true)
  assert.equal(isWithin('platform:1', 'operator'), false)
  assert.equal(isWithin('tenant:2', 'platform:1'), false)
  assert.equal(isWithin('tenant:2', 'tenant:2'), true)
})
