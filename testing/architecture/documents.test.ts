// Documents speak of what is there: a path, link or command that leads nowhere fails, and so does a setting that
// .env.example does not show.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { envSchema } from '#lib/infra/config/env.ts'
import { deadReferences } from './document-references.ts'
import { readText, repositoryPaths, textsOf } from './repository-files.ts'

const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readText('package.json')))
const known = { paths: repositoryPaths, scripts: new Set(Object.keys(scripts.scripts)) }

describe('references', () => {
  const PLANTED = {
    paths: [
      'docs/',
      'docs/adr/',
      'docs/adr/0001-x.md',
      'docs/guide.md',
      'lib/',
      'lib/modules/',
      'lib/modules/a/',
      'lib/modules/a/jobs.ts',
      'package.json',
    ],
    scripts: new Set(['start', 'check:lint', 'bailiwick']),
  }
  const dead = (text: string, document = 'docs/guide.md'): string[] =>
    deadReferences(document, text, PLANTED).map(({ reference }) => reference)

  for (const text of [
    '`lib/modules/b/jobs.ts`',
    '`lib/modules/<module>/worker.ts`',
    '`#lib/core/ids.ts`',
    '`nowhere.json`',
    '[see](adr/0002-y.md)',
    '[see](../../outside.md)',
    '`npm run nothing`',
    '```sh\nnpm run -s nothing -- x\n```',
    '`npm test`',
    '`npm frobnicate`',
  ]) {
    test(`finds the dead one in ${JSON.stringify(text)}`, () => {
      assert.equal(dead(text).length, 1)
    })
  }

  for (const text of [
    '`lib/modules/<module>/jobs.ts`, `lib/modules/`, `lib/modules`, `lib/**/jobs.ts`, `jobs.ts`, `#lib/modules/a/jobs.ts`',
    '[see](adr/0001-x.md#why) and [there](https://example.com/lib/x.ts) and [here](#below)',
    '`docs/adr/NNNN-*.md`',
    '`npm run check:lint`, `npm start`, `npm ci`, and npm 11 warns',
    '```sh\nnpm run -s bailiwick -- status\nls lib/nowhere.ts\n```',
    '`GET /api/v1/lib/x` and `const a = lib/b` and `https://example.com/docs/x`',
  ]) {
    test(`leaves alone ${JSON.stringify(text)}`, () => {
      assert.deepEqual(dead(text), [])
    })
  }

  test('the line is told', () => {
    assert.deepEqual(deadReferences('a.md', 'one\n\n`lib/x.ts`', PLANTED), [
      { line: 3, reference: 'lib/x.ts' },
    ])
  })

  // CHANGELOG.md speaks of the past
  const documents = textsOf(/^(?!CHANGELOG)[^/]+\.md$|^(?:docs|lib|packs)\/.*\.md$/)
  test('there are documents', () => {
    for (const name of ['README.md', 'CONTRIBUTING.md', 'docs/architecture.md']) {
      assert.ok(
        documents.some(({ file }) => file === name),
        name,
      )
    }
  })
  for (const { file, text } of documents) {
    test(`${file} mentions nothing that is not there`, () => {
      assert.deepEqual(deadReferences(file, text, known), [])
    })
  }
})

test('.env.example shows exactly the settings of the schema', () => {
  const shown = [...readText('.env.example').matchAll(/^#? ?([A-Z][A-Z0-9_]*)=/gm)].map(
    ([, name = '']) => name,
  )
  assert.deepEqual(shown.toSorted(), Object.keys(envSchema.shape).toSorted())
})

test('the README is short, and the licence is the Apache License 2.0 in full', () => {
  assert.ok(readText('README.md').trimEnd().split('\n').length < 150)
  const licence = readText('LICENSE')
  assert.match(licence, /Apache License\s+Version 2\.0, January 2004/)
  for (const section of [1, 2, 3, 4, 5, 6, 7, 8, 9])
    assert.match(licence, new RegExp(`^ {3}${section}\\. `, 'm'))
  assert.match(licence, /END OF TERMS AND CONDITIONS/)
})
