import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { securityKinds } from '#lib/modules/security/domain/kinds.ts'
import { detailWords, eventsSentence, kindOptions, kindWords, reasonWords } from './security-words.ts'

const t = englishText('security')

const event = (severity: 'info' | 'critical', address: string | null) => ({
  id: 'x',
  at: '2026-11-20T14:32:07Z',
  kind: 'sign-in.failed',
  severity,
  scope: 'operator',
  memberId: null,
  memberName: null,
  actorKind: 'job',
  address,
  userAgent: null,
  requestId: 'r',
  count: 1,
  lastAt: '2026-11-20T14:32:07Z',
  addresses: address === null ? [] : [address],
  details: { reason: 'wrong', count: 3 },
})

test('the sentence counts what is critical, and addresses', () => {
  assert.match(eventsSentence(t, []), /Nothing was tried/)
  assert.equal(
    eventsSentence(t, [event('info', '203.0.113.7'), event('critical', '203.0.113.7')]),
    'Of the newest 2 from 1 address, 1 is critical.',
  )
  assert.equal(eventsSentence(t, [event('info', null)]), 'Of the newest 1, none is critical.')
  const flood = { ...event('info', null), count: 10_000, addresses: ['192.0.2.1', '192.0.2.2'] }
  assert.equal(
    eventsSentence(t, [flood]),
    'Of the newest 1 from 2 addresses, none is critical. They stand for 10,000 attempts.',
  )
})

test('the reason stands alone, the other details beside it', () => {
  assert.equal(reasonWords(t, event('info', null)), 'wrong')
  assert.equal(reasonWords(t, { details: {} }), 'Nothing further was recorded.')
})

test('details are one line, and the list of kinds begins with all', () => {
  assert.equal(detailWords(event('info', null)), 'wrong · count 3')
  const door = { method: 'GET', path: '/api/v1/rules', reason: 'foreign_scope', device: null }
  assert.equal(detailWords({ details: door }), 'GET /api/v1/rules · foreign scope')
  assert.equal(kindOptions(t)[0]?.value, '')
})

test('every kind has words; one that this version does not know is shown as it is', () => {
  for (const kind of securityKinds()) assert.ok(kindWords(t, kind).length > 5, kind)
  assert.equal(kindWords(t, 'newer.kind'), 'newer.kind')
})
