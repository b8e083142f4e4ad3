import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { LANGUAGES, languageOf, preferredLanguage } from './language.ts'

test('the header of a browser chooses by weight, then by order, and a region counts for its language', () => {
  const cases: readonly (readonly [string | null, string | null])[] = [
    ['ms-MY,ms;q=0.9,en;q=0.8', 'ms'],
    ['en-US,en;q=0.9,ms;q=0.8', 'en'],
    ['fr, MS ;q=0.3, en;q=0.2', 'ms'],
    ['en;q=0.2,ms;q=0.700', 'ms'],
    ['en,ms', 'en'],
    ['ms;q=0,*;q=0.1', 'en'],
    ['ms;q=0', null],
    ['fr-FR,id;q=0.5', null],
    ['msx', null],
    ['', null],
    [null, null],
  ]
  for (const [header, language] of cases) assert.equal(preferredLanguage(header), language, String(header))
})

test('a malformed entry is passed over, and does no harm', () => {
  assert.equal(preferredLanguage('ms;q=2,en;q=0.1'), 'en')
  assert.equal(preferredLanguage('<script>,ms;level=1,ms'), 'ms')
  fc.assert(
    fc.property(fc.string(), (header) => {
      const language = preferredLanguage(header)
      return language === null || LANGUAGES.includes(language)
    }),
  )
})

test('only the tags themselves are languages', () => {
  assert.equal(languageOf('ms'), 'ms')
  for (const none of ['MS', 'ms-MY', 'fr', '', null, undefined]) assert.equal(languageOf(none), null)
})
