import assert from 'node:assert/strict'
import { test } from 'node:test'
import { breachedPasswords } from '#lib/infra/auth/breached-passwords.ts'
import { passwordSpellings } from './password-spellings.ts'

const known = await breachedPasswords()
const isKnown = (password: string): boolean =>
  [...passwordSpellings(password)].some((spelling) => known.has(spelling))

test('the shipped list holds more than 30,000 passwords, in lower case and without doubles', () => {
  assert.ok(known.size > 30_000, String(known.size))
  for (const password of known) assert.equal(password, password.toLowerCase())
})

test('every password of the list is found, also in capitals', () => {
  for (const password of known) {
    assert.ok(isKnown(password), password)
    assert.ok(isKnown(password.toUpperCase()), password)
  }
})

test('what people add to a known password does not make it another', () => {
  for (const bad of [
    'qwerty123456',
    'Password2026!',
    'P@ssw0rd12345',
    'P455w0rd!!!!!',
    '!!!princess!!!',
    'dragondragon',
    '123456123456',
    'Administrator',
    ' unbelievable ',
    'ｑｗｅｒｔｙ１２３４５６',
  ]) {
    assert.ok(isKnown(bad), bad)
  }
})

test('a pass phrase, a foreign one and random characters are not known', () => {
  for (const good of [
    'a long and unusual pass phrase 7',
    'correct horse battery staple',
    'dragon 84721 teapot',
    'dragon8472197305218',
    '密码密码密码密码密码密码密',
    'xK9#vq2Lm$7w',
  ]) {
    assert.ok(!isKnown(good), good)
  }
})
