// What the server takes from a file of the browser is a mark in place of it: a component can be drawn, a value cannot be read.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textsOf } from './repository-files.ts'

const IMPORT = /^import \{([^}]*)\} from '#(components\/[^']+)'/gm

/** Names that a file takes from files of the browser and that are no components: a word with a capital and small letters. */
const valuesIn = (text: string, isClient: (file: string) => boolean): readonly string[] =>
  [...text.matchAll(IMPORT)]
    .filter(([, , file = '']) => isClient(file))
    .flatMap(([, names = '']) => names.split(',').map((name) => name.trim()))
    .filter((name) => name !== '' && !name.startsWith('type ') && !/^[A-Z]\w*[a-z]/.test(name))

const parts = textsOf(/^(?:app|components)\/.*\.tsx?$/)
const clients = new Set(parts.filter(({ text }) => text.startsWith("'use client'")).map(({ file }) => file))

test('the finder sees a value of the browser, and leaves components and types alone', () => {
  const text = `import { Screen, STILL_OPEN, type Row, readIt } from '#components/a.tsx'\nimport { LIST } from '#components/b.ts'`
  assert.deepEqual(
    valuesIn(text, (file) => file === 'components/a.tsx'),
    ['STILL_OPEN', 'readIt'],
  )
})

test('the pages take nothing but components from files of the browser', () => {
  assert.ok(clients.size > 100)
  const wrong = parts
    .filter(({ file }) => file.startsWith('app/') && !clients.has(file) && !/\.test\.tsx?$/.test(file))
    .flatMap(({ file, text }) => valuesIn(text, (one) => clients.has(one)).map((name) => `${file}: ${name}`))
  assert.deepEqual(wrong, [])
})
