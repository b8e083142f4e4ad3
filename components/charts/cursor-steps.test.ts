import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cursorAct, nearestIndex, stepByKey, zoomRange } from './cursor-steps.ts'

const times = Array.from({ length: 25 }, (_, i) => 1000 + i * 10)
const chart = { times, from: 1000, to: 1240, step: 10 }

test('the cross-hair stands on the nearest time, at the edge for what is outside', () => {
  assert.deepEqual(
    [1004, 1006, 0, 9999].map((seconds) => nearestIndex(chart, seconds)),
    [0, 1, 0, 24],
  )
})

test('arrows go by one, with Shift by ten, Home and End to the ends, and never beyond', () => {
  const from = (index: number | null) => (key: string, isFar: boolean) =>
    stepByKey(key, isFar, { index, count: times.length })
  assert.deepEqual(
    [from(5)('ArrowLeft', false), from(5)('ArrowLeft', true), from(20)('ArrowRight', true)],
    [4, 0, 24],
  )
  assert.deepEqual([from(5)('Home', false), from(5)('End', false), from(5)('a', false)], [0, 24, null])
  assert.equal(from(null)('ArrowRight', false), 24, 'the first key puts it on the newest time')
})

test('a stretch is zoomed to whichever end came first, inside the chart, and not when it is too short', () => {
  assert.deepEqual(zoomRange(chart, 1100, 1040), { fromMs: 1_040_000, toMs: 1_100_000 })
  assert.deepEqual(zoomRange(chart, 900, 1040), { fromMs: 1_000_000, toMs: 1_040_000 })
  assert.equal(zoomRange(chart, 1040, 1052), null)
})

test('Enter opens or ends a stretch, Space marks one, and nothing happens where no value is pointed at', () => {
  const place = { isShown: true, canOpen: true, canZoom: true, isMarking: false }
  assert.equal(cursorAct('Enter', place), 'open')
  assert.equal(cursorAct('Enter', { ...place, isMarking: true }), 'mark')
  assert.equal(cursorAct('Enter', { ...place, canOpen: false }), 'mark')
  assert.equal(cursorAct(' ', place), 'mark')
  assert.equal(cursorAct(' ', { ...place, canZoom: false }), null)
  assert.equal(cursorAct('Enter', { ...place, canOpen: false, canZoom: false }), null)
  assert.equal(cursorAct('Escape', place), 'leave')
  assert.equal(cursorAct('x', place), null)
  for (const key of ['Enter', ' ', 'Escape']) assert.equal(cursorAct(key, { ...place, isShown: false }), null)
})
