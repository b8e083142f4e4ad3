import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canaryId } from '#lib/core/canary.ts'
import { confirmed, judge, type Answered, type Verdict } from './judge.ts'

const MARKERS = { a: 'bwcanary0a', b: 'bwcanary0b' }
const SHOWS = { showsOwn: true }
const answer = (status: number, text: string, change: Partial<Answered> = {}): Answered => ({
  status,
  text,
  sent: 'http://localhost/x',
  about: null,
  ...change,
})

test('the own marker and no other one is what a canary wants to see', () => {
  assert.equal(judge(SHOWS, 'a', [answer(200, 'incident bwcanary0a')], MARKERS).verdict, 'own')
  assert.equal(judge(SHOWS, 'a', [answer(200, '{}')], MARKERS).verdict, 'blind')
  assert.equal(judge({ showsOwn: false }, 'a', [answer(200, '{}')], MARKERS).verdict, 'clean')
  const [there, gone] = [answer(200, 'bwcanary0a', { about: 'a' }), answer(404, '', { about: 'b' })]
  assert.equal(judge(SHOWS, 'a', [there, gone], MARKERS).verdict, 'own')
})

test('blind is who saw nothing of itself in both readings; a leak is one in either', () => {
  const of = (verdict: Verdict) => ({ verdict, detail: '' })
  const said: [Verdict, Verdict, Verdict][] = [
    ['blind', 'blind', 'blind'],
    ['blind', 'own', 'own'],
    ['blind', 'failed', 'failed'],
    ['own', 'blind', 'own'],
    ['blind', 'leak', 'leak'],
    ['leak', 'own', 'leak'],
    ['leak', 'blind', 'leak'],
    ['failed', 'own', 'own'],
  ]
  for (const [first, second, verdict] of said)
    assert.equal(confirmed(of(first), of(second)).verdict, verdict, `${first}, then ${second}`)
})

test('a marker of somebody else is a leak, whatever else was there and whatever the status', () => {
  for (const status of [200, 404, 500]) {
    for (const reader of ['a', 'neighbour', 'operator', 'visitor'] as const) {
      const answers = [answer(200, 'bwcanary0a'), answer(status, 'oh, bwcanary0b')]
      assert.equal(judge(SHOWS, reader, answers, MARKERS).verdict, 'leak', `${reader} ${status}`)
    }
  }
  const { detail } = judge(SHOWS, 'neighbour', [answer(200, 'bwcanary0b')], MARKERS)
  assert.equal(detail, 'What belongs to canary B was in the answer (200).')
})

test('an id of a row of somebody else is one too, unless the request itself named it', () => {
  const id = canaryId('b', 'incident')
  assert.equal(judge(SHOWS, 'a', [answer(200, id.toUpperCase())], MARKERS).verdict, 'leak')
  assert.equal(judge(SHOWS, 'operator', [answer(200, id)], MARKERS).verdict, 'leak')
  const asked = answer(404, `nothing at /incidents/${id}`, { sent: `/incidents/${id}`, about: 'b' })
  assert.equal(judge(SHOWS, 'a', [answer(200, 'bwcanary0a', { about: 'a' }), asked], MARKERS).verdict, 'own')
})

test('refused, failed and not answered at all are not clean', () => {
  assert.equal(judge(SHOWS, 'a', [answer(403, '')], MARKERS).verdict, 'refused')
  assert.equal(
    judge(SHOWS, 'operator', [answer(404, ''), answer(412, '')], MARKERS).detail,
    'It answered 404, 412.',
  )
  for (const status of [0, 429, 500, 503])
    assert.equal(
      judge(SHOWS, 'a', [answer(200, 'bwcanary0a'), answer(status, '')], MARKERS).verdict,
      'failed',
    )
  assert.equal(judge(SHOWS, 'a', [], MARKERS).verdict, 'failed')
  const [own, foreign] = [answer(404, '', { about: 'a' }), answer(404, '', { about: 'b' })]
  assert.equal(judge(SHOWS, 'a', [own, foreign], MARKERS).verdict, 'blind', 'its own row is not there')
  assert.equal(judge({ showsOwn: false }, 'a', [own, foreign], MARKERS).verdict, 'refused')
  assert.equal(judge(SHOWS, 'operator', [own, foreign], MARKERS).verdict, 'refused')
  const missing = [answer(412, '', { about: 'a' }), foreign]
  assert.equal(judge(SHOWS, 'a', missing, MARKERS).verdict, 'failed', 'its own row has nothing to show')
  assert.equal(judge(SHOWS, 'operator', missing, MARKERS).verdict, 'refused')
})
