import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseRetryAfter, WEBHOOK_RETRY_SECONDS, webhookRetryDelay } from './retry.ts'

const now = new Date('2026-11-20T12:00:00Z')

test('the schedule begins at once, grows, and ends after about three days', () => {
  assert.equal(WEBHOOK_RETRY_SECONDS[0], 0)
  assert.deepEqual(
    WEBHOOK_RETRY_SECONDS,
    [...WEBHOOK_RETRY_SECONDS].toSorted((a, b) => a - b),
  )
  const days = WEBHOOK_RETRY_SECONDS.reduce((sum, seconds) => sum + seconds, 0) / 86_400
  assert.ok(days > 3 && days < 3.5, `${days} days`)
})

test('delays spread by a tenth', () => {
  assert.equal(webhookRetryDelay(0, 0.5), 0)
  assert.equal(webhookRetryDelay(1, 0), 4.5)
  assert.equal(webhookRetryDelay(1, 0.5), 5)
  assert.ok((webhookRetryDelay(1, 0.999) ?? 0) < 5.5)
})

test('after the last try there is no other', () => {
  assert.notEqual(webhookRetryDelay(WEBHOOK_RETRY_SECONDS.length - 1, 0), null)
  assert.equal(webhookRetryDelay(WEBHOOK_RETRY_SECONDS.length, 0), null)
})

test('a longer wait that the receiver asks for is kept, a shorter one is not', () => {
  assert.equal(webhookRetryDelay(1, 0.5, 60), 60)
  assert.equal(webhookRetryDelay(2, 0.5, 1), 300)
})

test('Retry-After is a number of seconds or a date', () => {
  assert.equal(parseRetryAfter('120', now), 120)
  assert.equal(parseRetryAfter('Fri, 20 Nov 2026 12:01:30 GMT', now), 90)
  assert.equal(parseRetryAfter('Fri, 20 Nov 2026 11:00:00 GMT', now), 0)
  assert.equal(parseRetryAfter('99999999', now), 86_400)
  for (const header of [undefined, '', '-5', '1.5', 'soon', 'Fri, whenever'])
    assert.equal(parseRetryAfter(header, now), null, header)
})
