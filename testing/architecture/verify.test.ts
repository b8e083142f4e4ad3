// `npm run verify` is believed when it says that all is well, so it is shown everything that must make it say otherwise.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { plantTree, type Outcome, type PlantedTree } from './planted-tree.ts'
import { REPOSITORY } from './repository-files.ts'

const verify = join(REPOSITORY, 'scripts/verify.mjs')
const CHECKS = ['types', 'lint', 'layers', 'unused', 'copies', 'format', 'lock']
const SCRIPTS = ['generate', ...CHECKS.map((name) => `check:${name}`)]
const trees: PlantedTree[] = []
after(() => {
  for (const tree of trees) tree.remove()
})

/** Runs verify on a tree whose scripts do nothing, but for the given ones. */
function outcomeOf(
  files: Readonly<Record<string, string>>,
  failing: Readonly<Record<string, string>> = {},
): Outcome {
  const scripts = Object.fromEntries(SCRIPTS.map((name) => [name, failing[name] ?? 'node --eval 0'] as const))
  const tree = plantTree({ ...files, 'package.json': JSON.stringify({ type: 'module', scripts }) })
  trees.push(tree)
  return tree.run('node', verify)
}

const lastLine = ({ stdout }: Outcome): string => stdout.trimEnd().split('\n').at(-1) ?? ''
const testFile = (body: string): string =>
  `import assert from 'node:assert/strict'\nimport { describe, test } from 'node:test'\n${body}\n`
const PASSING = testFile("test('a', () => assert.equal(1, 1))\ndescribe('b', () => { test('c', () => {}) })")
const GOOD = { 'lib/core/a.test.ts': PASSING, 'testing/architecture/b.test.ts': PASSING }

test('counts checks and tests, and ends with the line that says so', () => {
  const outcome = outcomeOf(GOOD)
  assert.equal(lastLine(outcome), `${SCRIPTS.length + 4} passed, 0 failed`)
  assert.equal(outcome.status, 0)
})

test('a failing check fails it, shows what the check said, and does not stop the rest', () => {
  const outcome = outcomeOf(GOOD, {
    'check:lint': 'node --eval "console.error(\'a bad line\'); process.exit(3)"',
  })
  assert.equal(lastLine(outcome), `${SCRIPTS.length + 3} passed, 1 failed`)
  assert.match(outcome.stdout, /^FAIL check:lint .*\na bad line$/m)
  assert.equal(outcome.status, 1)
})

const FAILURES: Readonly<Record<string, readonly [body: string, said: RegExp]>> = {
  'a failing test': [
    testFile("test('a', () => assert.equal(1, 2))"),
    /planted\.test\.ts: a\n\s+AssertionError/,
  ],
  'a failing test in a suite': [
    testFile("describe('b', () => { test('c', () => assert.fail('no')) })"),
    /: c\n.*no/,
  ],
  'a skipped test': [testFile("test.skip('a', () => {})"), /: a: skipped/],
  'a planned test': [testFile("test.todo('a')"), /: a: planned only/],
  'a file that cannot be loaded': [testFile("import './nowhere.ts'"), /ERR_MODULE_NOT_FOUND/],
  'a test that ends the process': [
    testFile("test('a', () => process.exit(0))"),
    /: ended before its tests did/,
  ],
  'a file without tests': ['export {}\n', /: ended before its tests did, or has none/],
}
for (const [name, [body, said]] of Object.entries(FAILURES)) {
  test(`${name} fails it`, () => {
    const outcome = outcomeOf({ ...GOOD, 'lib/core/planted.test.ts': body })
    assert.equal(lastLine(outcome), `${SCRIPTS.length + 4} passed, 1 failed`, outcome.stdout)
    assert.match(outcome.stdout, said)
    assert.equal(outcome.status, 1)
  })
}

test('a test that ends the process after another has passed fails it', () => {
  const exits = testFile(
    "test('a', () => {})\ntest('b', () => process.exit(0))\ntest('c', () => assert.fail())",
  )
  const outcome = outcomeOf({ ...GOOD, 'lib/core/planted.test.ts': exits })
  assert.match(lastLine(outcome), /, 1 failed$/)
  assert.match(outcome.stdout, /: ended before its tests did/)
})

test('no tests at all fails it', () => {
  const outcome = outcomeOf({ 'lib/core/a.test.ts': PASSING })
  assert.equal(lastLine(outcome), `${SCRIPTS.length + 2} passed, 1 failed`)
  assert.match(outcome.stdout, /there is not one test/)
})

test('slow kinds of tests and folders that are not ours stay out', () => {
  const broken = "throw new Error('must not run')\n"
  const slow = ['integration', 'e2e', 'peers', 'full', 'chaos'].map((kind) => `lib/core/x.${kind}.test.ts`)
  const foreign = ['generated/x.test.ts', '.next/x.test.ts', '.data/x.test.mjs']
  const outcome = outcomeOf({
    ...GOOD,
    ...Object.fromEntries([...slow, ...foreign].map((file) => [file, broken])),
  })
  assert.equal(lastLine(outcome), `${SCRIPTS.length + 4} passed, 0 failed`)
})
