import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAlmostEqual, runScript } from './runner.ts'

// A runner that finds nothing wrong proves nothing: each kind of mistake in a case has to be found.

const DATA = `
load 1m
  m{l="a"} 1 2 3
  m{l="b"} 10 20 30
  h {{schema:0 sum:1 count:1 buckets:[1]}}
`

async function outcome(script: string): Promise<string> {
  const [only, ...others] = await runScript(`${DATA}\n${script}`)
  assert.ok(only !== undefined && others.length === 0)
  if (only.status === 'failed') return `failed: ${only.problem}`
  return only.status === 'unsupported' ? `unsupported: ${only.reason}` : 'passed'
}

test('right cases pass', async () => {
  assert.equal(await outcome('eval instant at 1m m\n  m{l="a"} 2\n  m{l="b"} 20'), 'passed')
  assert.equal(await outcome('eval range from 0 to 2m step 1m m{l="a"}\n  m{l="a"} 1 2 3'), 'passed')
  assert.equal(await outcome('eval instant at 0 1 + 1\n  2'), 'passed')
  assert.equal(await outcome('eval instant at 0 "x"\n  expect string "x"'), 'passed')
  assert.equal(await outcome('eval instant at 0 nothing'), 'passed')
  assert.equal(await outcome('eval instant at 0 m + on () m\n  expect fail regex: found duplicate'), 'passed')
  assert.equal(await outcome('eval_fail instant at 0 m + on () m'), 'passed')
  assert.equal(
    await outcome('eval_fail instant at 0 topk(NaN, m)\n  expected_fail_message Parameter value is NaN'),
    'passed',
  )
  assert.equal(await outcome('eval_ordered instant at 0 sort_desc(m)\n  m{l="b"} 10\n  m{l="a"} 1'), 'passed')
})

test('wrong values, missing and surplus series are found', async () => {
  assert.match(await outcome('eval instant at 1m m{l="a"}\n  m{l="a"} 2.1'), /expected 2.1, got 2/)
  assert.match(await outcome('eval instant at 1m m\n  m{l="a"} 2'), /unexpected \{__name__="m", l="b"\}/)
  assert.match(await outcome('eval instant at 1m m{l="a"}\n  m{l="a"} 2\n  m{l="c"} 1'), /missing/)
  assert.match(await outcome('eval instant at 1m m{l="a"}\n  m{l="a",x="1"} 2'), /missing/)
  assert.match(
    await outcome('eval range from 0 to 2m step 1m m{l="a"}\n  m{l="a"} 1 _ 3'),
    /unexpected value at 60000 ms/,
  )
  assert.match(
    await outcome('eval range from 0 to 2m step 1m m{l="a"}\n  m{l="a"} 1 2 3 4'),
    /no value at 180000 ms/,
  )
  assert.match(await outcome('eval instant at 0 1 + 1\n  3'), /expected 3, got 2/)
  assert.match(await outcome('eval instant at 0 m{l="a"}\n  1'), /expected a scalar/)
  assert.match(await outcome('eval instant at 0 "x"\n  expect string "y"'), /expected the string "y"/)
})

test('wrong errors, annotations and orders are found', async () => {
  assert.match(await outcome('eval instant at 0 m\n  expect fail'), /expected an error/)
  assert.match(
    await outcome('eval instant at 0 m + on () m\n  expect fail msg: something else'),
    /error: found duplicate/,
  )
  assert.match(await outcome('eval instant at 0 m + on () m'), /error: found duplicate/)
  assert.match(await outcome('eval instant at 0 m +'), /error: unexpected end of input/)
  assert.match(await outcome('eval instant at 0 m{l="a"}\n  expect warn\n  m{l="a"} 1'), /warn missing/)
  assert.match(
    await outcome('eval instant at 2m rate(m{l="a"}[5m])\n  expect no_info\n  {l="a"} 0.01'),
    /expected 0.01/,
  )
  assert.match(
    await outcome(
      'eval instant at 2m irate(m{l="a"}[5m]) + 0 * rate(m{l="a"}[5m])\n  expect no_info\n  {l="a"} 0.0166666666667',
    ),
    /unexpected: PromQL info/,
  )
  assert.match(
    await outcome('eval instant at 0 sort(m)\n  expect ordered\n  m{l="b"} 10\n  m{l="a"} 1'),
    /order/,
  )
})

test('what cannot be run says why', async () => {
  assert.equal(await outcome('eval instant at 0 h'), 'unsupported: samples are native histograms')
  assert.equal(
    await outcome('eval instant at 0 sum({__name__=~"m|h"})\n  {} 11'),
    'unsupported: samples are native histograms',
  )
  assert.equal(
    await outcome('eval instant at 0 histogram_count(m)'),
    'unsupported: a function or operator of native histograms',
  )
  assert.equal(
    await outcome('eval instant at 0 limitk(1, m)'),
    'unsupported: an experimental function or aggregation',
  )
})

test('loads add up until they are cleared', async () => {
  const script =
    'load 1m\n  a 1\n\nload 1m\n  b 2\n\neval instant at 0 a + b\n  {} 3\n\nclear\neval instant at 0 a + b\n'
  const outcomes = await runScript(script)
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['passed', 'passed'],
  )
})

test('a script that cannot be read names the line', async () => {
  await assert.rejects(runScript('\n\nevaluate m'), /line 3/)
  await assert.rejects(runScript('load 1m\n  m 1 x 3'), /cannot read the point "x"/)
})

test('values are equal within a millionth', () => {
  assert.ok(isAlmostEqual(1, 1.0000001))
  assert.ok(!isAlmostEqual(1, 1.00001))
  assert.ok(isAlmostEqual(NaN, NaN))
  assert.ok(isAlmostEqual(0, -0))
  assert.ok(!isAlmostEqual(0, 1e-12))
  assert.ok(!isAlmostEqual(Infinity, -Infinity))
  assert.ok(!isAlmostEqual(NaN, 1))
})
