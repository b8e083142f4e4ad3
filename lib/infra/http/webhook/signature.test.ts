import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { DomainError } from '#lib/core/errors.ts'
import {
  derivedWebhookSecret,
  newWebhookSecret,
  signWebhook,
  verifyWebhook,
  webhookKey,
} from './signature.ts'

const secret = newWebhookSecret()
const old = newWebhookSecret()
const now = new Date()
const body = '{"type":"incident.opened","data":{"id":"1"}}'
const message = { id: 'msg_1', at: now, body }
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000)

test('the official library accepts what we sign', () => {
  assert.deepEqual(new Webhook(secret).verify(body, { ...signWebhook([secret], message) }), JSON.parse(body))
})

test('we accept what the official library signs', () => {
  const signature = new Webhook(secret).sign('msg_1', now, body)
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signature,
  }
  assert.deepEqual(verifyWebhook([secret], headers, body, now), { verdict: 'valid', id: 'msg_1' })
})

test('any text that we sign is accepted by the official library and by ourselves', () => {
  const id = fc.stringMatching(/^[\w-]{1,40}$/)
  fc.assert(
    fc.property(id, fc.json(), (messageId, text) => {
      const headers = signWebhook([secret], { id: messageId, at: now, body: text })
      new Webhook(secret).verify(text, { ...headers })
      assert.equal(verifyWebhook([secret], { ...headers }, Buffer.from(text), now).verdict, 'valid')
    }),
    { numRuns: 50 },
  )
})

test('one changed byte of body, id, time or signature is refused', () => {
  const headers = signWebhook([secret], message)
  const verdictOf = (changed: Partial<typeof headers>, text = body): string =>
    verifyWebhook([secret], { ...headers, ...changed }, text, now).verdict
  assert.equal(verdictOf({}), 'valid')
  assert.equal(verdictOf({}, body.replace('1', '2')), 'wrong_signature')
  assert.equal(verdictOf({ 'webhook-id': 'msg_2' }), 'wrong_signature')
  assert.equal(
    verdictOf({ 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) }),
    'wrong_signature',
  )
  const [first = ''] = /[a-z]/.exec(headers['webhook-signature'].slice(3)) ?? []
  const flipped = `v1,${headers['webhook-signature'].slice(3).replace(first, first.toUpperCase())}`
  assert.equal(verdictOf({ 'webhook-signature': flipped }), 'wrong_signature')
})

test('five minutes either way are accepted, six are stale', () => {
  const headers = { ...signWebhook([secret], message) }
  for (const seconds of [-299, 0, 299])
    assert.equal(verifyWebhook([secret], headers, body, later(seconds)).verdict, 'valid')
  for (const seconds of [-360, 360])
    assert.equal(verifyWebhook([secret], headers, body, later(seconds)).verdict, 'stale')
})

test('while a secret is replaced, receivers with either accept', () => {
  const headers = { ...signWebhook([secret, old], message) }
  assert.equal(headers['webhook-signature'].split(' ').length, 2)
  for (const known of [secret, old]) {
    new Webhook(known).verify(body, headers)
    assert.equal(verifyWebhook([known], headers, body, now).verdict, 'valid')
  }
  assert.equal(verifyWebhook([secret, old], { ...signWebhook([old], message) }, body, now).verdict, 'valid')
  assert.equal(verifyWebhook([newWebhookSecret()], headers, body, now).verdict, 'wrong_signature')
})

test('headers that are absent, doubled or unreadable are malformed', () => {
  const headers = signWebhook([secret], message)
  const faulty = [
    { 'webhook-id': undefined },
    { 'webhook-id': '' },
    { 'webhook-id': 'a.b' },
    { 'webhook-id': ['a', 'b'] },
    { 'webhook-timestamp': undefined },
    { 'webhook-timestamp': '-1' },
    { 'webhook-timestamp': '1e9' },
    { 'webhook-timestamp': 'now' },
  ]
  for (const change of faulty) {
    assert.equal(
      verifyWebhook([secret], { ...headers, ...change }, body, now).verdict,
      'malformed',
      JSON.stringify(change),
    )
  }
})

test('signatures of other versions, other encodings or none do not count', () => {
  const headers = signWebhook([secret], message)
  const value = headers['webhook-signature'].slice(3)
  for (const signature of [
    '',
    'v1',
    'v1,',
    value,
    `v2,${value}`,
    `v1a,${value}`,
    `v1,${value}x`,
    'v1,%%%',
    `v1,${value.slice(0, 20)}`,
  ]) {
    assert.equal(
      verifyWebhook([secret], { ...headers, 'webhook-signature': signature }, body, now).verdict,
      'wrong_signature',
      signature,
    )
  }
  const behindOthers = `v1a,abcd v1,AAAA ${headers['webhook-signature']}`
  assert.equal(
    verifyWebhook([secret], { ...headers, 'webhook-signature': behindOthers }, body, now).verdict,
    'valid',
  )
})

test('no headers make the judgement throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (id, time, signature) => {
      const headers = { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature }
      assert.notEqual(verifyWebhook([secret], headers, body, now).verdict, 'valid')
    }),
  )
})

test('a secret has 24 to 64 bytes', () => {
  const ofBytes = (count: number): string => `whsec_${Buffer.alloc(count, 1).toString('base64')}`
  for (const count of [24, 32, 64]) assert.equal(webhookKey(ofBytes(count)).length, count)
  for (const faulty of [
    ofBytes(23),
    ofBytes(65),
    'whsec_',
    '',
    'whsec_????',
    Buffer.alloc(32).toString('base64'),
  ]) {
    assert.throws(
      () => webhookKey(faulty),
      (error) => error instanceof DomainError && error.code === 'invalid_input',
    )
  }
})

test('faulty ids and an empty list of secrets are refused before anything is sent', () => {
  for (const id of ['', 'a.b', 'a b', 'a\nb', 'x'.repeat(129)]) {
    assert.throws(() => signWebhook([secret], { ...message, id }), /message id/)
  }
  assert.throws(() => signWebhook([], message), /at least one secret/)
})

test('derived secrets depend on the installation and on the label, and on nothing else', () => {
  const installation = 'x'.repeat(40)
  const derived = derivedWebhookSecret(installation, 'bailiwick/watcher')
  assert.equal(webhookKey(derived).length, 32)
  assert.equal(derivedWebhookSecret(installation, 'bailiwick/watcher'), derived)
  assert.notEqual(derivedWebhookSecret(installation, 'bailiwick/other'), derived)
  assert.notEqual(derivedWebhookSecret('y'.repeat(40), 'bailiwick/watcher'), derived)
})
