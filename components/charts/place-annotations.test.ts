import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Annotation } from './chart-data.ts'
import { placeAnnotations, type FlagRow } from './place-annotations.ts'

const range: FlagRow = { from: 0, to: 1000, crowdText: (kind, count) => `${count} ${kind}` }
const change = (at: number, label = 'deploy'): Annotation => ({ at, label, tone: 'change' })

test('a crowd of more than four within 40 px becomes one flag, four do not', () => {
  const five = placeAnnotations(
    [100, 105, 110, 115, 120].map((at) => change(at)),
    range,
    1000,
  )
  assert.deepEqual(
    five.map(({ label, at }) => [label, at]),
    [['5 changes', 100]],
  )
  assert.equal(
    placeAnnotations(
      [100, 105, 110, 115].map((at) => change(at)),
      range,
      1000,
    ).length,
    4,
  )
  const apart = placeAnnotations(
    [100, 105, 110, 115, 120].map((at) => change(at)),
    range,
    10_000,
  )
  assert.equal(apart.length, 5, 'the same on a wider plot')
})

test('an incident in a crowd stays visible', () => {
  const crowd = [100, 105, 110, 115].map((at) => change(at))
  const [flag] = placeAnnotations([...crowd, { at: 120, label: 'INC-1', tone: 'incident' }], range, 1000)
  assert.deepEqual([flag?.label, flag?.tone], ['5 events', 'incident'])
})

test('a label goes to the left where the right is taken, and is hidden where both are', () => {
  const sides = placeAnnotations([change(400), change(420), change(440)], range, 1000).map(({ side }) => side)
  assert.deepEqual(sides, ['left', 'hidden', 'right'])
})

test('no annotation is lost: each stands alone or is counted', () => {
  const times = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 60 })
  fc.assert(
    fc.property(times, fc.integer({ min: 100, max: 2000 }), (list, width) => {
      const placed = placeAnnotations(
        list.map((at) => change(at, 'x')),
        range,
        width,
      )
      const count = placed.reduce(
        (sum, { label }) => sum + (label === 'x' ? 1 : Number.parseInt(label, 10)),
        0,
      )
      assert.equal(count, list.length)
    }),
  )
})
