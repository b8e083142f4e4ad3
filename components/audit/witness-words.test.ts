import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { whyNoneCounts, witnessState } from './witness-words.ts'

const t = englishText('audit')

test('a file on our own disk is no witness, and silence is not health', () => {
  const last = { answer: null, at: null }
  assert.equal(witnessState(t, { kind: 'file', last: null }).state, 'unknown')
  assert.equal(
    witnessState(t, { kind: 'file', last: { ...last, state: 'failed', isOutside: false } }).state,
    'down',
  )
  assert.equal(
    witnessState(t, { kind: 'file', last: { ...last, state: 'delivered', isOutside: false } }).state,
    'degraded',
  )
  assert.equal(
    witnessState(t, { kind: 'file', last: { ...last, state: 'delivered', isOutside: true } }).state,
    'healthy',
  )
})

test('a receiver on this machine has the heads and does not count, and the page says why', () => {
  const last = {
    state: 'delivered',
    isOutside: false,
    at: null,
    answer: 'the receiver is on this machine (127.0.0.1); its answer: 250 Accepted.',
  } as const
  const inside = { kind: 'email', target: 'a@example.test', last }
  assert.deepEqual(witnessState(t, inside), {
    state: 'degraded',
    words: 'Has it, but does not count as outside',
  })
  const file = { kind: 'file', target: '/x', last: { ...last, answer: 'on the disk of the installation' } }
  assert.equal(witnessState(t, file).words, 'Has it, but on our own disk')
  const outside = { kind: 'webhook', target: 'https://x.test', last: { ...last, isOutside: true } }
  const away = { kind: 'webhook', target: 'https://y.test', last: { ...last, state: 'failed' } as const }
  const silent = { kind: 'webhook', target: 'https://z.test', last: null }
  assert.deepEqual(whyNoneCounts(t, [inside, file, outside, away, silent]), [
    'Mailbox a@example.test does not count: the receiver is on this machine (127.0.0.1); its answer: 250 Accepted.',
    'File /x does not count: on the disk of the installation.',
  ])
})
