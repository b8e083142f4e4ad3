// `npm test`: on a fresh clone too. Prepares everything, then checks, unit, integration and end-to-end tests; every
// step runs even when one before it failed. The last line is `N passed, N failed`.
//
//   npm test -- [--checks] [--unit] [--integration] [--e2e] [--peers] [--full] [--chaos] [PART]
//
// Without a kind: checks, unit, integration and e2e. PART selects the files whose path contains it.
import { delimiter, join } from 'node:path'
import { parseArgs } from 'node:util'
import { assertNodeVersion, readJson, ROOT, seconds, withCompileCache } from './bootstrap/checkout.mjs'
import { ensureInstalled, pinnedNode } from './bootstrap/dependencies.mjs'
import { runMain } from './bootstrap/main.mjs'
import { runStep } from './bootstrap/run-step.mjs'
import { assertFree } from './build.mjs'
import { generate } from './generate.mjs'
import { filesOf, KINDS, propertyFilesOf } from './suite/kinds.mjs'
import { Needs } from './suite/needs.mjs'
import { runTestFiles } from './suite/node-tests.mjs'

const DEFAULT = ['checks', 'unit', 'integration', 'e2e']
const say = (line) => console.log(`  ${line}`)

/** Everything runs on the pinned Node, with the tools of this checkout, and never waits for an answer. */
const environment = () =>
  withCompileCache(ROOT, {
    ...process.env,
    PATH: [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter),
    BAILIWICK_ENV_FILE: '/dev/null',
    NEXT_TELEMETRY_DISABLED: '1',
    CI: process.env.CI ?? 'true',
  })

/** Every `check:…` of package.json; each counts as one test. */
async function runChecks(env) {
  const names = Object.keys(readJson(join(ROOT, 'package.json')).scripts).filter((name) =>
    name.startsWith('check:'),
  )
  const total = { passed: 0, failed: 0 }
  for (const name of names) {
    const { code, output, ms } = await runStep({
      name,
      file: pinnedNode(ROOT),
      args: ['--run', name],
      cwd: ROOT,
      env,
      say,
    })
    total[code === 0 ? 'passed' : 'failed'] += 1
    say(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}: ${(ms / 1000).toFixed(1)} s`)
    if (code !== 0) console.log(output.slice(-8000).replaceAll(/^/gm, '      '))
  }
  return total
}

/** What `--full` adds to its own files: new cases for every property, many of them, where `npm test` repeats the same. */
async function runProperties({ env, part }) {
  const { concurrency, limitMs } = KINDS.full
  const files = propertyFilesOf(ROOT, part)
  const search = { PROPERTY_SEED: 'random', PROPERTY_RUNS: '20000' }
  return await runTestFiles({ root: ROOT, files, concurrency, limitMs, env: { ...env, ...search } })
}

/** So few files start an installation of their own sooner than one to copy is made. */
const FEW_FILES = 2

/** What these files need: the pages are built only for those that open them, an installation to copy only for many. */
const needsOf = (names, files) =>
  names.filter((name) => {
    if (name === 'pages') return files.some((file) => /\be2e\b/.test(file.slice(ROOT.length)))
    return name !== 'installation' || files.length > FEW_FILES
  })

async function runKind(kind, { env, needs, part }) {
  const files = filesOf(ROOT, kind, part)
  if (files.length === 0) {
    say(`FAIL no ${kind} tests were found`)
    return { passed: 0, failed: 1 }
  }
  const { concurrency, limitMs, needs: names } = KINDS[kind]
  const provided = await needs.provide(needsOf(names, files))
  return await runTestFiles({ root: ROOT, files, concurrency, limitMs, env: { ...env, ...provided } })
}

/** One step with its heading and time; what it throws is one failure, and the next step runs all the same. */
async function runNamed(name, work) {
  const begun = performance.now()
  console.log(`\n${name}`)
  let counts
  try {
    counts = await work()
  } catch (error) {
    console.log(error.message.replaceAll(/^/gm, '  '))
    counts = { passed: 0, failed: 1 }
  }
  say(`${counts.passed} passed, ${counts.failed} failed, ${seconds(begun)}`)
  return counts
}

function selection() {
  const kinds = ['checks', ...Object.keys(KINDS)]
  const options = Object.fromEntries(kinds.map((kind) => [kind, { type: 'boolean' }]))
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const chosen = kinds.filter((kind) => values[kind])
  return { kinds: chosen.length > 0 ? chosen : DEFAULT, part: positionals[0] }
}

async function prepare() {
  const free = async (because) => await assertFree(ROOT, { because })
  await ensureInstalled(ROOT, { say, assertFree: free })
  await generate(ROOT, say)
  return { passed: 0, failed: 0 }
}

await runMain(async () => {
  assertNodeVersion()
  const { kinds, part } = selection()
  const begun = performance.now()
  const results = [await runNamed('preparation', prepare)]
  if (results[0].failed === 0) {
    const env = environment()
    const needs = new Needs({ root: ROOT, env, say })
    for (const kind of kinds) {
      const work = async () =>
        await (kind === 'checks' ? runChecks(env) : runKind(kind, { env, needs, part }))
      results.push(await runNamed(kind, work))
      if (kind === 'full')
        results.push(await runNamed('properties', async () => await runProperties({ env, part })))
    }
    await needs.close()
  }
  const sum = (key) => results.reduce((total, counts) => total + counts[key], 0)
  console.log(`\n${seconds(begun)}`)
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
  return sum('failed') === 0 ? 0 : 1
})
