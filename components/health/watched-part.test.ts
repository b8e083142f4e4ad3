import assert from 'node:assert/strict'
import { test } from 'node:test'
import { watchedPart } from './watched-part.ts'

const BEGAN = '2026-11-20T10:00:00.000Z'
const MINUTE = 60_000
const began = Date.parse(BEGAN)
const part = (fromMinutes: number, toMinutes: number, since: string | null = BEGAN) => {
  const { fromMs, toMs } = watchedPart(
    { fromMs: began + fromMinutes * MINUTE, toMs: began + toMinutes * MINUTE },
    since,
  )
  return [(fromMs - began) / MINUTE, (toMs - began) / MINUTE]
}

test('a range that reaches back before the first sample begins with it', () => {
  assert.deepEqual(part(-340, 20), [0, 20])
})

test('a range after it stays whole: what is missing in it is missing', () => {
  assert.deepEqual(part(0, 360), [0, 360])
  assert.deepEqual(part(500, 860), [500, 860])
})

test('in the first minutes five of them are shown', () => {
  assert.deepEqual(part(-359, 1), [-4, 1])
  assert.deepEqual(part(-2, 1), [-2, 1], 'never more than was asked for')
})

test('a range that ends before it, or of an unknown beginning, stays as it was asked for', () => {
  assert.deepEqual(part(-360, 0), [-360, 0])
  assert.deepEqual(part(-340, 20, null), [-340, 20])
})
