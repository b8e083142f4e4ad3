// The fast part of the tests: all checks of the sources, two at a time, then the unit tests, then the tests of the
// checks themselves. Everything runs, also after a failure; the last line says `N passed, N failed`.
//
// A test that is skipped or only planned counts as failed: nobody finds out later that it never ran.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { run } from 'node:test'

const CHECKS = [
  'check:types',
  'check:lint',
  'check:layers',
  'check:unused',
  'check:copies',
  'check:format',
  'check:lock',
]
const LANES = 2
const TEST_LIMIT_MS = 60_000
// Kinds of tests that need a database, a browser, real peers or a lot of time; scripts/test.mjs runs those.
const SLOW = /\.(?:integration|e2e|peers|full|chaos)\.test\.(?:ts|mjs)$/
// The tests of the checks start compilers and linters on trees of their own: after the others,
// which are timed.
const OF_THE_CHECKS = /^(?:lint|testing\/architecture)\//

const total = { passed: 0, failed: 0 }
const begun = performance.now()

function report(name, from, failed, detail = '') {
  const seconds = ((performance.now() - from) / 1000).toFixed(1)
  console.log(`${failed ? 'FAIL' : 'ok  '} ${name.padEnd(22)} ${seconds.padStart(5)} s${detail}`)
}

/** Runs a script of package.json; its output is shown when it fails. */
async function runScript(name) {
  const from = performance.now()
  // node --run: npm itself would add 0.2 s to each
  const child = spawn(process.execPath, ['--run', name], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  total[code === 0 ? 'passed' : 'failed'] += 1
  report(name, from, code !== 0, code === 0 ? '' : `\n${`${output}${errors}`.trimEnd()}`)
}

async function lane(queue) {
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) await runScript(name)
}

const indent = (lines, depth) => lines.trimEnd().replaceAll(/^/gm, ' '.repeat(depth))

/** One test that did not pass as text: where it stands and what it said, with what its file wrote to standard error. */
function explain({ name, file, details, skip, todo, nesting }, written) {
  const where = `${file === undefined ? '' : `${relative('.', file)}: `}${name}`
  if (skip !== undefined) return indent(`${where}: skipped`, 2)
  if (todo !== undefined) return indent(`${where}: planned only`, 2)
  const error = details.error?.cause ?? details.error
  // a file that cannot be loaded says why on its standard error only
  const why = nesting === 0 && written !== undefined ? `\n${indent(written, 4)}` : ''
  return `${indent(where, 2)}\n${indent(String(error?.stack ?? error), 4)}${why}`
}

/**
 * Runs test files, each in a process of its own: how many tests passed, and what there is to say about the others. A file
 * that ends without a summary was left before its tests were done (process.exit), or has none: Node passes both.
 */
async function outcomeOf(files) {
  let passed = 0
  const failures = []
  const written = new Map()
  const finished = new Set()
  const onResult = (type, data) => {
    const isWholeFile = data.name === data.file
    if (type === 'test:fail') {
      if (isWholeFile) finished.add(data.file)
      if (data.details.error?.failureType === 'subtestsFailed') return
    } else if (isWholeFile || data.details.type === 'suite') return
    if (type === 'test:pass' && data.skip === undefined && data.todo === undefined) passed += 1
    else failures.push(explain(data, written.get(data.file)))
  }
  for await (const { type, data } of run({ files, concurrency: LANES, timeout: TEST_LIMIT_MS })) {
    if (type === 'test:summary') finished.add(data.file)
    else if (type === 'test:stderr') written.set(data.file, (written.get(data.file) ?? '') + data.message)
    else if (type === 'test:pass' || type === 'test:fail') onResult(type, data)
  }
  for (const file of files) {
    if (!finished.has(file))
      failures.push(`  ${relative('.', file)}: ended before its tests did, or has none`)
  }
  return { passed, failures }
}

async function runTests(name, files) {
  const from = performance.now()
  const { passed, failures } = await outcomeOf(files.map((file) => resolve(file)))
  if (passed + failures.length === 0) failures.push('  there is not one test')
  total.passed += passed
  total.failed += failures.length
  const list = failures.length === 0 ? '' : `\n${failures.join('\n')}`
  report(name, from, failures.length > 0, `  ${passed} passed, ${failures.length} failed${list}`)
}

const isFolderToEnter = (entry) =>
  entry.name !== 'node_modules' && entry.name !== 'generated' && !entry.name.startsWith('.')
const tests = globSync('**/*.test.{ts,mjs}', {
  withFileTypes: true,
  exclude: (entry) => !isFolderToEnter(entry),
})
  .map((entry) => relative('.', `${entry.parentPath}/${entry.name}`).replaceAll('\\', '/'))
  .filter((file) => !SLOW.test(file))
  .toSorted()

await runScript('generate') // the types, the layers and the linter read what it makes
const queue = [...CHECKS]
await Promise.all(Array.from({ length: LANES }, async () => await lane(queue)))
await runTests(
  'unit tests',
  tests.filter((file) => !OF_THE_CHECKS.test(file)),
)
await runTests(
  'tests of the checks',
  tests.filter((file) => OF_THE_CHECKS.test(file)),
)
console.log(`${((performance.now() - begun) / 1000).toFixed(1)} s in all`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
