import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { niceStep, timeTicks, valueAxis } from './ticks.ts'

const labels = (ticks: readonly { readonly label: string }[]): string[] => ticks.map(({ label }) => label)

test('every tick carries the unit, in one magnitude', () => {
  assert.deepEqual(labels(valueAxis(0, 3.4, 's', 'en').ticks), ['0 s', '1 s', '2 s', '3 s', '4 s'])
  assert.deepEqual(labels(valueAxis(0, 0.38, 's', 'en').ticks), [
    '0 ms',
    '100 ms',
    '200 ms',
    '300 ms',
    '400 ms',
  ])
  assert.deepEqual(labels(valueAxis(0, 0.0093, 'ratio', 'en').ticks), [
    '0.00 %',
    '0.25 %',
    '0.50 %',
    '0.75 %',
    '1.00 %',
  ])
  assert.deepEqual(labels(valueAxis(0, 2.9e9, 'bytes', 'en').ticks), ['0 GB', '1 GB', '2 GB', '3 GB'])
  assert.deepEqual(labels(valueAxis(0, 950, 'count', 'en').ticks), ['0', '250', '500', '750', '1,000'])
})

test('there is no half of a count', () => {
  assert.deepEqual(labels(valueAxis(0, 1, 'count', 'en').ticks), ['0', '1'])
  assert.deepEqual(labels(valueAxis(0, 3, 'count', 'en').ticks), ['0', '1', '2', '3'])
})

test('counts that differ by far less than one are still covered', () => {
  const { min, max } = valueAxis(-9.999993012514617e-10, 6.98748538511881e-16, 'count', 'en')
  assert.deepEqual([min, max], [-1, 1])
})

test('a zoomed axis prints its lowest tick', () => {
  const axis = valueAxis(0.986, 0.998, 'ratio', 'en')
  assert.equal(axis.ticks[0]?.label, '98.5 %')
  assert.ok(axis.min <= 0.986 && axis.max >= 0.998)
})

test('one flat value still gets an axis with zero on it', () => {
  assert.deepEqual(labels(valueAxis(0, 0, 's', 'en').ticks).at(0), '0.00 s')
  assert.ok(valueAxis(7, 7, 'count', 'en').min === 0 && valueAxis(7, 7, 'count', 'en').max >= 7)
  assert.ok(valueAxis(-7, -7, 'count', 'en').max === 0 && valueAxis(-7, -7, 'count', 'en').min <= -7)
})

test('ticks cover the values, are few, and no two read the same', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })
  fc.assert(
    fc.property(finite, finite, fc.constantFrom('s', 'bytes', 'ratio', 'count', '×'), (a, b, unit) => {
      const low = Math.min(a, b)
      const high = Math.max(a, b)
      fc.pre(high - low > 1e-6 * Math.max(Math.abs(low), Math.abs(high), 1e-3))
      const axis = valueAxis(low, high, unit, 'en')
      const slack = (high - low) * 1e-6
      assert.ok(axis.min <= low + slack && axis.max >= high - slack)
      assert.ok(axis.ticks.length >= 2 && axis.ticks.length <= 7, String(axis.ticks.length))
      assert.equal(new Set(labels(axis.ticks)).size, axis.ticks.length, labels(axis.ticks).join(' | '))
    }),
  )
})

test('steps are 1, 2, 2.5 or 5 times a power of ten', () => {
  assert.equal(niceStep(100, 4), 25)
  assert.equal(niceStep(3.4, 4), 1)
  assert.equal(niceStep(0.07, 4), 0.02)
})

test('time ticks stand on round local times', () => {
  const from = Date.UTC(2026, 10, 20, 5, 40) / 1000
  const to = Date.UTC(2026, 10, 20, 6, 32) / 1000
  assert.deepEqual(labels(timeTicks(from, to, { zone: 'Asia/Kuala_Lumpur', language: 'en' })), [
    '13:40',
    '13:50',
    '14:00',
    '14:10',
    '14:20',
    '14:30',
  ])
})

test('half-hour zones and whole days fall on their own midnight', () => {
  const from = Date.UTC(2026, 10, 15, 0, 0) / 1000
  const ticks = timeTicks(from, from + 5 * 86_400, { zone: 'Asia/Kolkata', language: 'en' })
  assert.equal(ticks[0]?.value, Date.UTC(2026, 10, 15, 18, 30) / 1000)
  assert.equal(ticks.at(0)?.label, '16 Nov')
  assert.equal(ticks.at(-1)?.label, '20 Nov')
})

test('seconds are printed only where ticks are closer than a minute', () => {
  const from = Date.UTC(2026, 10, 20, 5, 40, 0) / 1000
  assert.deepEqual(labels(timeTicks(from, from + 40, { zone: 'UTC', language: 'en' })).at(1), '05:40:10')
  assert.deepEqual(labels(timeTicks(from, from + 3600, { zone: 'UTC', language: 'en' })).at(1), '05:50')
})
