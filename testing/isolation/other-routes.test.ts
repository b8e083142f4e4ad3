// No route is silently untried: those that no matrix finds name the test that tries them, and that test has them in hand.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { OTHER_ROUTES } from './addresses-on-disk.ts'

const ROOT = join(import.meta.dirname, '../..')
/** What runs inside Next alone is asked over HTTP: its test has the address and not the module. */
const OVER_HTTP = '/api/auth/[...nextauth]'

/** The modules that a file imports by a path. */
function importsOf(file: string, source: string): string[] {
  return [...source.matchAll(/from '([.#][^']+)'/g)].flatMap(([, name]) =>
    name === undefined ? [] : [name.startsWith('#') ? name.slice(1) : join(dirname(file), name)],
  )
}

for (const [route, file] of Object.entries(OTHER_ROUTES)) {
  test(`${route} is tried by ${file}`, () => {
    const source = readFileSync(join(ROOT, file), 'utf8')
    assert.match(file, /\.(?:integration|e2e)\.test\.ts$|^e2e\/suites\//)
    if (route === OVER_HTTP) assert.ok(source.includes("'/api/auth/"), 'the address is asked')
    else assert.ok(importsOf(file, source).includes(`app${route}/route.ts`), 'the route is imported')
  })
}

test('there are such routes, and a file that imports something else has none of them in hand', () => {
  assert.ok(Object.keys(OTHER_ROUTES).length > 15)
  assert.deepEqual(
    importsOf('app/p/x.test.ts', `import { a } from './[token]/route.ts'\nimport b from 'zod'`),
    ['app/p/[token]/route.ts'],
  )
})
