import assert from 'node:assert/strict'
import { test } from 'node:test'
import { delayAfter } from './domain/sign-in-delay.ts'
import { createUnknownAccounts } from './unknown-accounts.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000)
const accounts = (capacity?: number) => createUnknownAccounts(Buffer.alloc(32, 1), capacity)

test('an unknown address waits exactly like a known one', () => {
  const unknown = accounts()
  for (let failures = 1; failures <= 5; failures += 1) assert.equal(unknown.attempt('a@x.test', NOW), 0)
  assert.equal(unknown.attempt('a@x.test', NOW), delayAfter(5))
  assert.equal(unknown.attempt('a@x.test', later(29)), 1)
  assert.equal(unknown.attempt('a@x.test', later(30)), 0)
  assert.equal(unknown.attempt('a@x.test', later(30)), delayAfter(6))
})

test('addresses do not wait for each other', () => {
  const unknown = accounts()
  for (let failures = 1; failures <= 6; failures += 1) unknown.attempt('a@x.test', NOW)
  assert.equal(unknown.attempt('b@x.test', NOW), 0)
})

test('memory is bounded: beyond the capacity the oldest is forgotten', () => {
  const unknown = accounts(2)
  for (let failures = 1; failures <= 5; failures += 1) unknown.attempt('a@x.test', NOW)
  unknown.attempt('b@x.test', NOW)
  assert.equal(unknown.attempt('a@x.test', NOW), 30)
  unknown.attempt('c@x.test', NOW)
  assert.equal(unknown.attempt('a@x.test', NOW), 0, 'a was the oldest of three')
})
