import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { runScript } from './runner.ts'
import type { Outcome } from './runner.ts'

const CORPUS = new URL('../../../testing/corpora/promqltest/', import.meta.url)
const OWN_CASES = new URL('cases/', import.meta.url)

/** Cases that pass at least, and why others cannot be run, by file. A change of any number has to be meant. */
const EXPECTED: Readonly<Record<string, { readonly passed: number; readonly unsupported: number }>> = {
  'aggregators.test': { passed: 123, unsupported: 37 },
  'at_modifier.test': { passed: 70, unsupported: 1 },
  'collision.test': { passed: 2, unsupported: 0 },
  'histograms.test': { passed: 83, unsupported: 102 },
  'literals.test': { passed: 25, unsupported: 0 },
  'name_label_dropping.test': { passed: 30, unsupported: 0 },
  'native_histograms.test': { passed: 3, unsupported: 519 },
  'selectors.test': { passed: 31, unsupported: 0 },
  'staleness.test': { passed: 17, unsupported: 0 },
  'trig_functions.test': { passed: 19, unsupported: 0 },
}

/** The only reasons for which a case may be left out. */
const REASONS = [
  'a function or operator of native histograms',
  'an experimental function or aggregation',
  'samples are native histograms',
]

const filesIn = (folder: URL, ending: string): string[] =>
  readdirSync(folder).filter((name) => name.endsWith(ending))

function problemsOf(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((one) =>
    one.status === 'failed' ? [`line ${one.line}: ${one.query}: ${one.problem}`] : [],
  )
}

function reasonsOf(outcomes: readonly Outcome[]): Map<string, number> {
  const reasons = new Map<string, number>()
  for (const one of outcomes) {
    if (one.status === 'unsupported') reasons.set(one.reason, (reasons.get(one.reason) ?? 0) + 1)
  }
  return reasons
}

const count = (outcomes: readonly Outcome[], status: Outcome['status']): number =>
  outcomes.filter((one) => one.status === status).length

test("Prometheus' own cases pass, but for what is unsupported by name", async (context) => {
  const files = filesIn(CORPUS, '.test')
  assert.deepEqual(files.toSorted(), Object.keys(EXPECTED).toSorted())
  let annotations = 0
  for (const file of files) {
    const outcomes = await runScript(readFileSync(new URL(file, CORPUS), 'utf8'))
    assert.deepEqual(problemsOf(outcomes), [], file)
    const reasons = reasonsOf(outcomes)
    const [passed, unsupported] = [count(outcomes, 'passed'), count(outcomes, 'unsupported')]
    for (const one of outcomes) annotations += one.status === 'passed' ? one.annotations : 0
    const why = Array.from(reasons, ([reason, cases]) => `${cases} × ${reason}`).join(', ')
    context.diagnostic(
      `${file}: ${passed} passed, ${unsupported} unsupported${why === '' ? '' : ` (${why})`}`,
    )
    for (const reason of reasons.keys()) assert.ok(REASONS.includes(reason), `${file}: ${reason}`)
    const expected = EXPECTED[file]
    assert.ok(passed >= (expected?.passed ?? 0), `${file}: only ${passed} passed`)
    assert.ok(unsupported <= (expected?.unsupported ?? 0), `${file}: ${unsupported} unsupported`)
    assert.equal(passed + unsupported, outcomes.length)
  }
  context.diagnostic(`${annotations} annotations checked`)
  assert.ok(annotations >= 70)
})

test('our own cases pass, all of them', async (context) => {
  const files = filesIn(OWN_CASES, '.promqltest')
  assert.ok(files.length >= 11)
  let passed = 0
  for (const file of files) {
    const outcomes = await runScript(readFileSync(new URL(file, OWN_CASES), 'utf8'))
    assert.deepEqual(problemsOf(outcomes), [], file)
    assert.equal(count(outcomes, 'unsupported'), 0, file)
    assert.ok(outcomes.length > 0, file)
    passed += outcomes.length
  }
  context.diagnostic(`${passed} passed`)
  assert.ok(passed >= 350)
})
