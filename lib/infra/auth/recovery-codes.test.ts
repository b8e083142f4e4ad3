import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newRecoveryCodes, normalizeRecoveryCode, recoveryCodeHash } from './recovery-codes.ts'

const PEPPER = Buffer.alloc(32, 1)
const MEMBER = '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'

test('ten codes in groups, all different, without letters that are misread', () => {
  const codes = newRecoveryCodes()
  assert.equal(new Set(codes).size, 10)
  for (const code of codes) assert.match(code, /^(?:[0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/)
})

test('a code is recognised however it was typed', () => {
  assert.equal(normalizeRecoveryCode('abcde-fgh12-34567-89xyz'), 'ABCDEFGH123456789XYZ')
  assert.equal(normalizeRecoveryCode(' abcde fgh12 34567 89xyz '), 'ABCDEFGH123456789XYZ')
  assert.equal(normalizeRecoveryCode('abcde-fghi2-34567-8Oxyl'), 'ABCDEFGH123456780XY1')
  const [printed = ''] = newRecoveryCodes()
  assert.equal(normalizeRecoveryCode(printed.toLowerCase()), printed.replaceAll('-', ''))
})

test('what cannot be a code is refused', () => {
  for (const text of [
    '',
    '123456',
    'ABCDE',
    'ABCDE-FGH12-34567-89XY',
    'ABCDE-FGH12-34567-89XYU',
    'ÄBCDE-FGH12-34567-89XYZ',
  ]) {
    assert.equal(normalizeRecoveryCode(text), null, text)
  }
})

test('the hash belongs to one code, one member and one pepper', () => {
  const [code = '', other = ''] = newRecoveryCodes()
  const hash = recoveryCodeHash(PEPPER, MEMBER, code)
  assert.deepEqual(recoveryCodeHash(PEPPER, MEMBER, normalizeRecoveryCode(code) ?? ''), hash)
  assert.notDeepEqual(recoveryCodeHash(PEPPER, MEMBER, other), hash)
  assert.notDeepEqual(recoveryCodeHash(PEPPER, MEMBER.replace('77', '78'), code), hash)
  assert.notDeepEqual(recoveryCodeHash(Buffer.alloc(32, 2), MEMBER, code), hash)
})
