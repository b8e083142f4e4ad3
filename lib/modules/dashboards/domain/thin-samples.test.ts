import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { bucketSecondsFor, MOST_POINTS, thinSamples, type RangeSample } from './thin-samples.ts'

const START = 1_763_620_000

/** Series with holes: the time of each sample is one to a few steps of 15 s after the last one. */
const series = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 6 }),
      fc.oneof(
        { weight: 20, arbitrary: fc.double({ noNaN: true }).map((value) => String(value)) },
        { weight: 1, arbitrary: fc.constantFrom('NaN', '+Inf', '-Inf') },
      ),
    ),
    { minLength: 1, maxLength: 300 },
  )
  .map((steps) => {
    let at = START
    return steps.map(([skip, value]): RangeSample => {
      at += skip * 15
      return [at, value.replace('-Infinity', '-Inf').replace(/^Infinity/, '+Inf')]
    })
  })
const width = fc.constantFrom(30, 60, 300, 600, 3600)

const numberOf = (text: string): number => Number(text.replace('Inf', 'Infinity'))
const finite = (samples: readonly RangeSample[]): number[] =>
  samples.map(([, value]) => numberOf(value)).filter((value) => !Number.isNaN(value))

test('no extreme of any bucket is lost, and nothing is made up', () => {
  let cases = 0
  fc.assert(
    fc.property(series, width, (samples, bucketSeconds) => {
      cases += 1
      const kept = thinSamples(samples, bucketSeconds)
      const all = new Set(samples)
      assert.ok(
        kept.every((sample) => all.has(sample)),
        'each was measured',
      )
      assert.deepEqual(
        kept,
        kept.toSorted((a, b) => a[0] - b[0]),
        'in the order of time',
      )
      const bucketOf = ([seconds]: RangeSample): number => Math.floor(seconds / bucketSeconds)
      for (const [bucket, whole] of Map.groupBy(samples, bucketOf)) {
        const remaining: readonly RangeSample[] = kept.filter((each) => bucketOf(each) === bucket)
        assert.ok([1, 2].includes(remaining.length), `${remaining.length} remain of a bucket`)
        if (finite(whole).length === 0) continue
        assert.equal(Math.min(...finite(remaining)), Math.min(...finite(whole)), 'its lowest')
        assert.equal(Math.max(...finite(remaining)), Math.max(...finite(whole)), 'its highest')
      }
    }),
    { numRuns: 500 },
  )
  assert.equal(cases, 500)
})

test('buckets keep an answer within its limit, are as narrow as that allows, and have a name', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: MOST_POINTS + 1, max: 11_001 }),
      fc.integer({ min: 1, max: 86_400 }),
      (count, step) => {
        const range = { from: START, to: START + (count - 1) * step }
        const bucketSeconds = bucketSecondsFor(range, count) ?? Number.NaN
        const buckets = Math.floor(range.to / bucketSeconds) - Math.floor(range.from / bucketSeconds) + 1
        assert.ok(buckets * 2 <= MOST_POINTS, `${buckets} buckets`)
      },
    ),
  )
  assert.equal(bucketSecondsFor({ from: 0, to: 86_400 }, MOST_POINTS), null)
  assert.equal(bucketSecondsFor({ from: 0, to: 6 * 86_400 }, 8641), 600)
})

test('a single spike in 11,000 points stays', () => {
  const samples = Array.from({ length: 11_000 }, (_, i): RangeSample => [
    START + i * 60,
    i === 7777 ? '900' : '1',
  ])
  const bucketSeconds = bucketSecondsFor({ from: START, to: START + 11_000 * 60 }, samples.length) ?? 0
  const kept = thinSamples(samples, bucketSeconds)
  assert.ok(kept.length <= MOST_POINTS, String(kept.length))
  assert.deepEqual(
    kept.filter(([, value]) => value === '900'),
    [[START + 7777 * 60, '900']],
  )
})
