import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { setStale } from '../stale.ts'
import { HeadSeries } from './series.ts'

const OLDEST = Number.NEGATIVE_INFINITY
const totals = () => ({ series: 0, samples: 0, sampleBytes: 0, labelBytes: 0 })
const make = (sums = totals()) =>
  new HeadSeries(0, { platformId: 'p', tenantId: null }, ['__name__', 'up', 'job', 'web'], sums)
const add = (series: HeadSeries, time: number, value: number, cutoff = OLDEST) =>
  series.append(time, Float64Array.of(value), 0, cutoff)
const all = (series: HeadSeries) => {
  const { times, values } = series.window(OLDEST, Infinity)
  return [...times].map((time, at) => [time, values[at]])
}

test('keeps samples in the order of time, late ones too', () => {
  const series = make()
  for (const time of [1000, 3000, 2000, 0, 4000]) assert.equal(add(series, time, time / 1000), null)
  assert.deepEqual(all(series), [
    [0, 0],
    [1000, 1],
    [2000, 2],
    [3000, 3],
    [4000, 4],
  ])
})

test('the same sample again changes nothing; another value at its time is refused', () => {
  const series = make()
  for (const value of [1, 1]) assert.equal(add(series, 5, value), null)
  assert.equal(add(series, 5, 2), 'duplicate_sample')
  add(series, 9, Number.NaN)
  assert.equal(add(series, 9, Number.NaN), null)
  const stale = new Float64Array(1)
  setStale(stale, 0)
  assert.equal(series.append(9, stale, 0, OLDEST), 'duplicate_sample')
  assert.equal(series.length, 2)
})

test('refuses what is too far behind the newest sample', () => {
  const series = make()
  add(series, 600_001, 1)
  assert.equal(add(series, 0, 1), 'out_of_order')
  assert.equal(add(series, 1, 1), null)
})

test('one late sample never moves more than a bounded number of others', () => {
  const series = make()
  for (let time = 0; time < 20_000; time += 2) add(series, time, 1)
  assert.equal(add(series, 1, 1), 'out_of_order')
  assert.equal(add(series, 19_001, 1), null)
})

test('a window holds both its ends', () => {
  const series = make()
  for (let time = 0; time <= 100; time += 10) add(series, time, time)
  assert.deepEqual([...series.window(20, 40).times], [20, 30, 40])
  assert.deepEqual([...series.window(21, 39.5).values], [30])
  assert.deepEqual([...series.window(101, 200).times], [])
  assert.deepEqual([...series.window(50, 40).times], [])
})

test('memory stays bounded by the retention, and the totals tell the truth', () => {
  const sums = totals()
  const series = make(sums)
  for (let time = 0; time < 1_000_000; time++) add(series, time, 1, time - 1000)
  assert.ok(sums.sampleBytes < 3000 * 16, `${sums.sampleBytes} bytes`)
  assert.equal(sums.samples, series.length)
  assert.equal(series.trim(999_990), false)
  assert.equal(sums.samples, 10)
  assert.equal(series.trim(2_000_000), true)
  series.remove()
  assert.deepEqual(sums, totals())
})

test('holds exactly what a sorted map would hold, whatever the order', () => {
  const samples = fc.array(fc.tuple(fc.nat(200), fc.nat(3), fc.boolean()), { maxLength: 200 })
  fc.assert(
    fc.property(samples, (list) => {
      const series = make()
      const model = new Map<number, number>()
      for (const [time, value, isTrimmed] of list) {
        const held = model.get(time)
        const expected = held === undefined || held === value ? null : 'duplicate_sample'
        assert.equal(add(series, time, value), expected)
        if (held === undefined) model.set(time, value)
        if (!isTrimmed || time >= 20) continue
        series.trim(time)
        for (const key of model.keys()) if (key < time) model.delete(key)
      }
      assert.deepEqual(
        all(series),
        [...model].toSorted(([a], [b]) => a - b),
      )
    }),
  )
})
