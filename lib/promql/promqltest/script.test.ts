import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readScript } from './script.ts'

test('commands are read with what is below them', () => {
  const script = `
# a comment
load 5m
  a 1 2
  b 3

load_with_nhcb 30s
  c_bucket{le="1"} 1

clear
eval instant at 1h30m sum(a)
  expect no_warn
  {} 1

eval range from 0 to 10m step 90 a
	expect ordered
	a 1 2
`
  assert.deepEqual(readScript(script), [
    { kind: 'load', stepMs: 300_000, withHistograms: false, series: ['a 1 2', 'b 3'] },
    { kind: 'load', stepMs: 30_000, withHistograms: true, series: ['c_bucket{le="1"} 1'] },
    { kind: 'clear' },
    {
      kind: 'eval',
      line: 11,
      query: 'sum(a)',
      times: { kind: 'instant', timeMs: 5_400_000 },
      expectations: [{ type: 'no_warn', text: undefined }],
      results: ['{} 1'],
    },
    {
      kind: 'eval',
      line: 15,
      query: 'a',
      times: { kind: 'range', startMs: 0, endMs: 600_000, stepMs: 90_000 },
      expectations: [{ type: 'ordered', text: undefined }],
      results: ['a 1 2'],
    },
  ])
})

const expectationsOf = (below: string): unknown => {
  const [command] = readScript(`eval instant at 0 m\n${below}`)
  return command?.kind === 'eval' ? command.expectations : undefined
}

test('expectations have a text or a pattern', () => {
  assert.deepEqual(expectationsOf('  expect fail'), [{ type: 'fail', text: undefined }])
  assert.deepEqual(expectationsOf('  expect fail msg: no "such" thing'), [
    { type: 'fail', text: 'no "such" thing' },
  ])
  assert.deepEqual(expectationsOf('  expect warn regex: a.*b'), [{ type: 'warn', pattern: /a.*b/ }])
  assert.deepEqual(expectationsOf('  expect string `a"b`'), [{ type: 'string', text: 'a"b' }])
  assert.deepEqual(expectationsOf('  expected_fail_message x'), [{ type: 'fail', text: 'x' }])
  assert.deepEqual(expectationsOf('  expected_fail_regexp x+'), [{ type: 'fail', pattern: /x+/ }])
})

test('the old forms of eval are expectations', () => {
  const [command] = readScript('eval_ordered instant at 5 sort(m)')
  assert.ok(command?.kind === 'eval')
  assert.deepEqual(command.expectations, [{ type: 'ordered' }])
  assert.deepEqual(command.times, { kind: 'instant', timeMs: 5000 })
})

test('anything else is an error with its line', () => {
  assert.throws(() => readScript('\nload'), /line 2: cannot read "load"/)
  assert.throws(() => readScript('eval instant at soon m'), /soon is no time/)
})
