import assert from 'node:assert/strict'
import { test } from 'node:test'
import { passwordFault } from './password-rules.ts'

const ada = { email: 'ada.lovelace@example.com', name: 'Ada Lovelace' }
const fault = (password: string, owner = ada): string | null => passwordFault(password, owner)

test('any twelve characters will do, whatever they are', () => {
  for (const good of [
    'correct horse',
    'aaaaaaaaaaab',
    '            x',
    '密码密码密码密码密码密码',
    'a long and unusual pass phrase 7',
  ]) {
    assert.equal(fault(good), null, good)
  }
})

test('shorter and longer ones are refused, counted in characters', () => {
  assert.match(fault('eleven chars'.slice(0, 11)) ?? '', /at least 12/)
  assert.match(fault('😀'.repeat(11)) ?? '', /at least 12/)
  assert.equal(fault('😀'.repeat(12)), null)
  assert.equal(fault('x'.repeat(256)), null)
  assert.match(fault('x'.repeat(257)) ?? '', /at most 256/)
})

test('what looks the same counts the same, whichever keyboard it came from', () => {
  assert.match(fault('ﬁﬁﬁﬁﬁ') ?? '', /at least 12/) // five signs, ten letters
  assert.equal(fault('ﬁﬁﬁﬁﬁﬁ'), null)
  assert.match(fault('ＡｄａＬｏｖｅｌａｃｅ２０２６') ?? '', /your own name/)
})

test('what is made of the own name or address is refused', () => {
  for (const bad of [
    'ada.lovelace@example.com',
    'AdaLovelace2026',
    'Lovelace-1234',
    'ada lovelace!!!',
    'lovelacelovelace',
    'example.com12',
  ]) {
    assert.match(fault(bad) ?? '', /your own name or e-mail/, bad)
  }
})

test('what is made of the name of the product or of the operator is refused', () => {
  const owner = { ...ada, organisation: 'Nimbus Estates' }
  for (const bad of ['Bailiwick2026', 'bailiwickbailiwick', 'Nimbus Estates', 'estates-nimbus'])
    assert.match(fault(bad, owner) ?? '', /or of ours/, bad)
  assert.equal(fault('Nimbus Estates'), null, 'only of the operator that there is')
})

test('the own name may stand in a password that is long enough without it', () => {
  assert.equal(fault('lovelace rides a purple bicycle'), null)
})

test('short names do not make every password bad', () => {
  assert.equal(fault('a long and unusual pass phrase 7', { email: 'n@example.test', name: 'N' }), null)
  assert.equal(fault('an answer to all', { email: 'an@x.io', name: 'An Al' }), null)
})
