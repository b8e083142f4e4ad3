import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FileReport, verdict } from './report.mjs'

const file = '/checkout/a.test.ts'
const result = (type, data = {}) => ({
  type,
  data: {
    name: 'a name',
    file,
    nesting: 0,
    ...data,
    details: { duration_ms: 5, type: 'test', ...data.details },
  },
})
const summary = { type: 'test:summary', data: { file } }

const failing = (error) => result('test:fail', { details: { error } })
const verdicts = [
  { what: 'a test that passed', event: result('test:pass'), expected: '' },
  {
    what: 'a skipped test',
    event: result('test:pass', { skip: 'no database here' }),
    expected: 'it was skipped',
  },
  {
    what: 'a planned test',
    event: result('test:pass', { todo: true }),
    expected: 'it is still to be written',
  },
  {
    what: 'the suite around a failed test',
    event: failing({ failureType: 'subtestsFailed' }),
    expected: null,
  },
  {
    what: 'the suite around tests',
    event: result('test:pass', { details: { type: 'suite' } }),
    expected: null,
  },
]
for (const { what, event, expected } of verdicts) {
  test(`the verdict on ${what}`, () => assert.equal(verdict(event), expected))
}

test('the verdict on a test that failed says why', () => {
  assert.match(verdict(failing({ cause: new Error('4 is not 5') })), /4 is not 5/)
  assert.match(verdict(result('test:pass', { name: file })), /the file has no tests/)
})

function reportOf(...events) {
  const report = new FileReport(file)
  for (const event of events) report.add(event)
  return { text: report.toString(), counts: [report.passed, report.failed] }
}

test('a file whose tests pass is one line', () => {
  const { text, counts } = reportOf(result('test:pass'), result('test:pass'), summary)
  assert.match(text, /ok +.*a\.test\.ts: 2 passed, 0\.0 s$/)
  assert.deepEqual(counts, [2, 0])
})

test('what a test counted stands below its file, without the counts of node itself', () => {
  const said = (message) => ({ type: 'test:diagnostic', data: { file, message } })
  const { text } = reportOf(result('test:pass'), said('12 of 12 refused'), said('tests 1'), summary)
  assert.match(text, /1 passed, 0\.0 s\n    · 12 of 12 refused$/)
})

test('a file that fails shows the reason and what it printed', () => {
  const printed = { type: 'test:stderr', data: { file, message: 'the port was taken\n' } }
  const { text, counts } = reportOf(
    printed,
    result('test:fail', { details: { error: { cause: new Error('no') } } }),
    summary,
  )
  assert.match(text, /FAIL .*1 FAILED[^]*✗ a name[^]*Error: no[^]*the port was taken/)
  assert.deepEqual(counts, [0, 1])
})

test('a file that ends before its tests do has failed', () => {
  assert.deepEqual(reportOf(result('test:pass')).counts, [1, 1])
  assert.deepEqual(reportOf().counts, [0, 1])
})
