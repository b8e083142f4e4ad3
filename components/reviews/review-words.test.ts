import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ListAccessReviewOutput, ReviewedBinding } from '#lib/modules/reviews/schemas.ts'
import { englishText } from '#testing/language/english-text.ts'
import { decisionsCsv, reviewCsv } from './review-csv.ts'
import { readShow, reviewHref, reviewSentence, reviewState, reviewWord, whyNot } from './review-words.ts'

const t = englishText('reviews')

const BINDING: ReviewedBinding = {
  id: 'b',
  member: { id: 'm', name: 'Ada', email: 'ada@example.test', state: 'active' },
  role: 'operator',
  scope: 'operator',
  givenBy: 'person',
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: null,
  lastUsedAt: null,
  isUnused: true,
  state: 'new',
  confirmedAt: null,
  confirmedBy: null,
  decision: 'yours',
}

const summed = (summary: ListAccessReviewOutput['summary']): string =>
  reviewSentence(t, { bindings: [], summary, periodDays: 90, next: null })

test('the sentence says how much was reviewed, what is left and what nobody uses', () => {
  assert.equal(summed({ total: 0, confirmed: 0, open: 0, unused: 0 }), 'Nobody holds a role here.')
  assert.equal(
    summed({ total: 1, confirmed: 1, open: 0, unused: 0 }),
    'The only role was reviewed within 90 days.',
  )
  assert.equal(
    summed({ total: 2, confirmed: 2, open: 0, unused: 0 }),
    'All 2 roles were reviewed within 90 days.',
  )
  assert.equal(
    summed({ total: 5, confirmed: 2, open: 3, unused: 1 }),
    '2 of 5 roles reviewed within 90 days, 3 to review. 1 role unused for 90 days.',
  )
})

test('what is shown stands in the address', () => {
  assert.equal(readShow('unused'), 'unused')
  assert.equal(readShow('everything'), 'open')
  assert.equal(reviewHref('all', 'operator'), '/access/review?scope=operator&show=all')
  assert.equal(reviewHref('open', 'operator'), '/access/review?scope=operator')
})

test('a role that the reader cannot decide says why', () => {
  assert.equal(whyNot(t, BINDING), undefined)
  assert.match(whyNot(t, { ...BINDING, decision: 'own' }) ?? '', /somebody else/)
  assert.match(whyNot(t, { ...BINDING, decision: 'above' }) ?? '', /wider scope/)
})

test('the states have words and glyphs', () => {
  assert.equal(reviewState(BINDING), 'unknown')
  assert.equal(reviewWord(t, BINDING), 'Never reviewed')
  assert.equal(reviewWord(t, { ...BINDING, state: 'due' }), 'Due again')
  assert.equal(reviewWord(t, { ...BINDING, state: 'confirmed' }), 'Confirmed')
})

test('names that are formulas stay text in the CSV', () => {
  const text = reviewCsv(t, [{ ...BINDING, member: { ...BINDING.member, name: '=1+1' } }])
  assert.match(text, /'=1\+1/)
})

test('decisions as CSV hold the removed roles too, and reasons that are formulas stay text', () => {
  const text = decisionsCsv(t, [
    {
      id: 'd',
      bindingId: 'b',
      memberName: 'Lou',
      role: 'viewer',
      scope: 'operator',
      decision: 'removed',
      reason: '=1+1',
      lastUsedAt: null,
      decidedBy: 'Ada',
      decidedAt: '2026-01-02T00:00:00.000Z',
    },
  ])
  assert.match(
    text,
    /^decision,member,.*\r\nremoved,Lou,viewer,operator,,'=1\+1,Ada,2026-01-02T00:00:00.000Z\r\n$/,
  )
})
