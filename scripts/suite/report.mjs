// What a run of node:test says, as `npm test` shows it: one line per file, and everything about what failed. A skipped
// test and one still to be written count as failures, and so do a file without tests and one that ends before its
// tests do: none of them shows that something holds.
import { relative, resolve } from 'node:path'
import { inspect } from 'node:util'

const NO_TESTS = 'the file has no tests, or ended before they did'
/** What node:test itself says at the end of a file. */
const OF_NODE = /^(?:tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /
const isSet = (flag) => flag !== undefined && flag !== false
const indent = (text) => text.replaceAll(/^/gm, '      ')

/** The failure of a test in words; null when its subtests failed, which were counted one by one. */
function explain(error) {
  return error?.failureType === 'subtestsFailed' ? null : inspect(error?.cause ?? error, { depth: 8 })
}

/** Why a result counts as a failure, '' when it counts as passed, null when it does not count at all. */
export function verdict({ type, data }) {
  if (isSet(data.skip)) return 'it was skipped'
  if (isSet(data.todo)) return 'it is still to be written'
  if (type === 'test:fail') return explain(data.details.error)
  if (data.details.type === 'suite') return null
  // A file that defines no test, or ends early, is itself reported as a test that passed.
  return data.file !== undefined && resolve(data.name) === data.file ? NO_TESTS : ''
}

/** What is known about the tests of one file. */
export class FileReport {
  #path
  #output = ''
  #ms = 0
  #isComplete = false
  #failures = []
  #figures = []
  passed = 0

  constructor(path) {
    this.#path = path
  }

  get failed() {
    return this.#failures.length
  }

  /** Takes in one event of node:test. */
  add(event) {
    const { type, data } = event
    if (type === 'test:stdout' || type === 'test:stderr') this.#output += data.message
    if (type === 'test:summary') this.#isComplete = true
    if (type === 'test:diagnostic' && !OF_NODE.test(data.message)) this.#figures.push(data.message)
    if (type !== 'test:pass' && type !== 'test:fail') return
    if (data.nesting === 0) this.#ms += data.details.duration_ms
    const reason = verdict(event)
    if (reason === '') this.passed += 1
    else if (reason !== null) this.#failures.push({ name: data.name, reason })
  }

  /** The whole report, once nothing more will come. */
  toString() {
    if (!this.#isComplete && this.failed === 0) {
      this.#failures.push({ name: this.#path, reason: NO_TESTS })
    }
    const isOk = this.failed === 0
    const counts = `${this.passed} passed${isOk ? '' : `, ${this.failed} FAILED`}, ${(this.#ms / 1000).toFixed(1)} s`
    return [
      `  ${isOk ? 'ok  ' : 'FAIL'} ${relative(process.cwd(), this.#path)}: ${counts}`,
      ...this.#figures.map((figure) => `    · ${figure}`),
      ...this.#failures.map(({ name, reason }) => `    ✗ ${name}\n${indent(reason)}`),
      ...(isOk || this.#output === ''
        ? []
        : [`    it printed:\n${indent(this.#output.slice(-8000).trimEnd())}`]),
    ].join('\n')
  }
}
