// What the server says itself (lib/core/say.ts): every text of its catalogue is said somewhere, and what it refuses with is in
// the catalogue. That a text which is said is there, the compiler knows.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { LANGUAGES } from '#lib/core/language.ts'
import { retell } from '#lib/core/words.ts'
import { textsOf as filesOf } from '#testing/architecture/repository-files.ts'
import { isForPrograms, refusalsIn } from './refusals.ts'
import { textsOf, type Texts } from './texts.ts'

const server: Texts = textsOf('en').get('server') ?? new Map<string, string>()

/** The code of the server, in which its texts stand. */
const serverCode = filesOf(/^(?:app|lib|workers)\/.*\.tsx?$/)
  .filter(({ file }) => !/\.test\.tsx?$/.test(file))
  .map(({ text }) => text)
  .join('\n')

/** Texts of the server that are no literal of its code. */
const unsaid = (texts: ReadonlyMap<string, string>, code: string): string[] => {
  const forms = [code, withPlaces(code)]
  const stands = (text: string): boolean =>
    ["'", '"', '`'].some((quote) => {
      const literal = `${quote}${text.replaceAll(quote, `\\${quote}`)}${quote}`
      return forms.some((form) => form.includes(literal))
    })
  return [...texts]
    .filter(([, text]) => !stands(text) && !stands(withPlaces(text)))
    .map(([key]) => `server.${key}`)
}

/** A text or code with `{}` in each place of a value, however it gets there. */
const withPlaces = (text: string): string => text.replaceAll(/\$\{[^{}\n]*\}|\{\w+\}/g, '{}')

describe('the catalogue of the server', () => {
  test('asks for plain values, and stands in the code word for word', () => {
    assert.deepEqual(unsaid(new Map([['k', 'It’s {n}.']]), "say('It’s {n}.', { n })"), [])
    assert.deepEqual(unsaid(new Map([['k', "It's {n}."]]), 'say("It\'s {n}.", { n })'), [])
    assert.deepEqual(unsaid(new Map([['k', 'It is {n}.']]), '// It is {n}.'), ['server.k'])
    for (const language of LANGUAGES)
      for (const [key, text] of textsOf(language).get('server') ?? [])
        assert.doesNotMatch(text, /\{\w+\s*,|<\w|'[{}]/, `${language} ${key}: only {name} is filled in`)
  })

  test('has no text that nobody says', () => assert.deepEqual(unsaid(server, serverCode), []))
})

/** True for a refusal that is the same in Malay, whatever stands in its places. */
const isLeftEnglish = (text: string): boolean => {
  const said = text.replaceAll('{}', '7')
  return retell('ms', said) === said
}

describe('what is refused', () => {
  const textsIn = (code: string) => refusalsIn('a.ts', code).map(({ text }) => text)

  test('the finder sees what errors and schemas say', () => {
    assert.deepEqual(textsIn("throw new DomainError('conflict', `${a} is taken.`)"), ['{} is taken.'])
    assert.deepEqual(textsIn("throw invalidField('name', isA ? 'say it' : 'leave it out')"), [
      'say it',
      'leave it out',
    ])
    assert.deepEqual(
      textsIn("z.string('name').min(1, 'at least one character').refine(f, `at most ${n} characters`)"),
      ['at most {} characters', 'at least one character'],
    )
    assert.ok(isLeftEnglish('no {} of ours says this'))
    assert.ok(!isLeftEnglish('at most {} characters'))
    assert.deepEqual(textsIn("z.enum(['one two', 'b']); z.literal('c'); new Error('not ours at all')"), [])
  })

  test('every refusal that a person can meet is said in every language', (t) => {
    const found = filesOf(/^(?:app|lib)\/.*\.ts$/)
      .filter(({ file }) => !/\.test\.ts$|\/testing\//.test(file) && !isForPrograms(file))
      .flatMap(({ file, text }) => refusalsIn(file, text).map((refusal) => ({ file, ...refusal })))
    t.diagnostic(`${found.length} refusals`)
    assert.ok(found.length > 300, 'they were found')
    assert.deepEqual(
      found
        .filter(({ text }) => /\p{L}/u.test(text.replaceAll('{}', '')) && isLeftEnglish(text))
        .map(({ file, line, text }) => `${file}:${line} ${text}`),
      [],
    )
  })
})
