import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TokenBucket } from './token-bucket.ts'

test('lets a burst through, then the rate', () => {
  const bucket = new TokenBucket(100, 500, 0)
  assert.equal(bucket.take(500, 0), 0)
  assert.equal(bucket.take(100, 0), 1)
  assert.equal(bucket.take(100, 500), 0.5)
  assert.equal(bucket.take(100, 1000), 0)
})

test('over time the accepted rate is the rate', () => {
  const bucket = new TokenBucket(1000, 2000, 0)
  let accepted = 0
  for (let ms = 0; ms < 600_000; ms += 50) if (bucket.take(150, ms) === 0) accepted += 150
  assert.ok(Math.abs(accepted / 600 - 1000) < 10, `${accepted / 600} per second`)
})

test('a demand above the burst passes when the bucket is full, and is paid for', () => {
  const bucket = new TokenBucket(10, 20, 0)
  assert.equal(bucket.take(50, 0), 0)
  assert.equal(bucket.take(1, 0), 3.1)
  assert.equal(bucket.take(50, 1000), 4)
  assert.equal(bucket.take(50, 5000), 0)
})

test('a clock that steps back gives nothing away', () => {
  const bucket = new TokenBucket(10, 10, 10_000)
  assert.equal(bucket.take(10, 10_000), 0)
  assert.equal(bucket.take(10, 0), 1)
  assert.equal(bucket.take(10, 10_500), 0.5)
})
