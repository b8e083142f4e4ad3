// Runs test files with node:test, each in a process of its own: node run-files.mjs SUMMARY CONCURRENCY LIMIT_MS FILE …
// At most CONCURRENCY at once, and beside them one that mostly waits (lanes.mjs). Prints a report per file, in the order in
// which they end, and writes `{ passed, failed }` to SUMMARY.
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { run } from 'node:test'
import { lanesOf } from './lanes.mjs'
import { FileReport } from './report.mjs'

const PROPERTIES = import.meta.resolve('./properties.mjs')

/** Properties are told which cases to try; files without any need not wait for their library. */
const execArgvOf = (path) =>
  readFileSync(path, 'utf8').includes('fast-check') ? ['--import', PROPERTIES] : []

const [summary, concurrency, limit, ...names] = process.argv.slice(2)
const { shared, beside } = lanesOf(names.map((name) => resolve(name)))
const total = { passed: 0, failed: 0 }

/** A process that says nothing for longer than any test may take was left running by one of them: it is ended, and fails. */
const SILENCE_MS = Number(limit) * 1.5

/**
 * A run of its own per file: an event names the file in which a test is written, which is another one where a suite is
 * shared, e.g. the contract of the queues. What comes out of this run belongs to this file wherever it was written.
 */
async function runFile(path) {
  const report = new FileReport(path)
  const silence = new AbortController()
  const options = {
    files: [path],
    concurrency: 1,
    timeout: Number(limit),
    execArgv: execArgvOf(path),
    signal: silence.signal,
  }
  const end = () => silence.abort(new Error('the file does not end: something that a test began goes on'))
  let watch = setTimeout(end, SILENCE_MS)
  for await (const event of run(options)) {
    report.add(event)
    clearTimeout(watch)
    watch = setTimeout(end, SILENCE_MS)
  }
  clearTimeout(watch)
  console.log(report.toString())
  total.passed += report.passed
  total.failed += report.failed
}

/** Runs one file after the other until none is left; several lanes may take from the same files. */
async function runLane(files) {
  for (let path = files.shift(); path !== undefined; path = files.shift()) await runFile(path)
}

const lanes = Array.from({ length: Number(concurrency) }, async () => await runLane(shared))
await Promise.all([...lanes, runLane(beside)])
writeFileSync(summary, JSON.stringify(total))
process.exitCode = total.failed === 0 ? 0 : 1
