import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BadParameter, MAX_QUERY_MS, readInstantParams, readRangeParams } from './query-params.ts'

const instant = (params: Record<string, string>) =>
  readInstantParams(new URLSearchParams({ query: 'up', ...params }), 42)
const range = (params: Record<string, string>) =>
  readRangeParams(new URLSearchParams({ query: 'up', start: '0', end: '60', step: '15', ...params }))

test('reads times as seconds or RFC 3339, and durations as seconds or with units', () => {
  assert.equal(instant({}).timeMs, 42)
  assert.equal(instant({ time: '1435781451.781' }).timeMs, 1435781451781)
  assert.equal(instant({ time: '-1e3' }).timeMs, -1_000_000)
  assert.equal(instant({ time: '2015-07-01T20:10:51.781Z' }).timeMs, 1435781451781)
  assert.equal(instant({ time: '2015-07-01T22:10:51.781+02:00' }).timeMs, 1435781451781)
  assert.deepEqual(range({}), {
    query: 'up',
    startMs: 0,
    endMs: 60_000,
    stepMs: 15_000,
    timeoutMs: MAX_QUERY_MS,
  })
  assert.equal(range({ step: '1m30s' }).stepMs, 90_000)
  assert.equal(range({ step: '0.5' }).stepMs, 500)
})

test('a time limit may be shortened, never lengthened', () => {
  assert.equal(instant({ timeout: '2s' }).timeoutMs, 2000)
  assert.equal(instant({ timeout: '1h' }).timeoutMs, MAX_QUERY_MS)
})

test('names the parameter that cannot be used and why', () => {
  const cases: [() => unknown, RegExp][] = [
    [() => readInstantParams(new URLSearchParams(), 0), /"query": it is missing/],
    [() => instant({ time: 'yesterday' }), /"time": cannot parse "yesterday" to a valid timestamp/],
    [() => instant({ time: '2015-13-01T00:00:00Z' }), /"time": cannot parse/],
    [() => instant({ time: '1e300' }), /"time": cannot parse/],
    [() => instant({ time: 'Infinity' }), /"time": cannot parse/],
    [() => range({ step: '0' }), /"step": zero or negative/],
    [() => range({ step: '-5' }), /"step": zero or negative/],
    [() => range({ step: '5 minutes' }), /"step": cannot parse "5 minutes" to a valid duration/],
    [() => range({ end: '-1' }), /"end": end timestamp must not be before start time/],
    [() => range({ end: '1000000', step: '1' }), /exceeded maximum resolution of 11,000 points/],
    [() => range({ start: '' }), /"start": it is missing/],
  ]
  for (const [read, message] of cases) {
    assert.throws(
      read,
      (error: Error) => error instanceof BadParameter && message.test(error.message),
      String(message),
    )
  }
})
