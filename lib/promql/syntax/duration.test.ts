import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatDuration, parseDuration, parseNumber } from './duration.ts'

test('durations are sums of units from large to small', () => {
  const cases: readonly (readonly [string, number | undefined])[] = [
    ['0', 0],
    ['0s', 0],
    ['1ms', 1],
    ['1s', 1000],
    ['1m', 60_000],
    ['1h', 3_600_000],
    ['1d', 86_400_000],
    ['1w', 604_800_000],
    ['1y', 31_536_000_000],
    ['1h30m', 5_400_000],
    ['1y1w1d1h1m1s1ms', 32_230_861_001],
    ['90m', 5_400_000],
    ['30m1h', undefined],
    ['1h1h', undefined],
    ['1', undefined],
    ['', undefined],
    ['m', undefined],
    ['1.5h', undefined],
    ['-1h', undefined],
    ['1H', undefined],
  ]
  for (const [text, ms] of cases) assert.equal(parseDuration(text), ms, text)
})

test('a duration is written with the largest units that divide it', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0s'],
    [1, '1ms'],
    [999, '999ms'],
    [1000, '1s'],
    [61_001, '1m1s1ms'],
    [86_400_000, '1d'],
    [604_800_000, '1w'],
    [691_200_000, '8d'],
    [31_536_000_000, '1y'],
    [31_622_400_000, '366d'],
    [-5_400_000, '-1h30m'],
  ]
  for (const [ms, text] of cases) assert.equal(formatDuration(ms), text)
})

test('written durations are read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_000_000_000_000 }), (ms) => {
      assert.equal(parseDuration(formatDuration(ms)), ms)
    }),
  )
})

test('numbers are decimal, hexadecimal, octal, special, or durations in seconds', () => {
  const cases: readonly (readonly [string, number | undefined])[] = [
    ['0', 0],
    ['7', 7],
    ['007', 7],
    ['010', 8],
    ['09', 9],
    ['0x10', 16],
    ['0XfF', 255],
    ['0x1_0', 16],
    ['1_000_000', 1_000_000],
    ['1.', 1],
    ['.25', 0.25],
    ['1.5e3', 1500],
    ['1e-3', 0.001],
    ['inf', Infinity],
    ['Inf', Infinity],
    ['5m', 300],
    ['1ms', 0.001],
    ['', undefined],
    ['abc', undefined],
    ['1e', undefined],
    ['.', undefined],
  ]
  for (const [text, value] of cases) assert.equal(parseNumber(text), value, text)
  assert.ok(Number.isNaN(parseNumber('NaN')))
})
