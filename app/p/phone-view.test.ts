import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatSeconds } from '#lib/core/duration.ts'
import {
  clock,
  countdown,
  span,
  untouched,
  view as viewIn,
  zoneName,
  type Phone,
  type PhoneView,
} from '../../public/phone-view.js'
import type { PhoneState } from './phone-state.ts'
import { phoneWords } from './phone-words.ts'
import { takenState, waitingState } from '#testing/phone-page/states.ts'

const NOW = Date.parse(waitingState.now)
const view = (state: PhoneState, now: Phone, at: number): PhoneView =>
  viewIn(state, now, at, phoneWords('en'))
const phone = (change: Partial<Phone> = {}): Phone => ({ ...untouched, heardAt: NOW - 2000, ...change })

test('who is next and when, in the time zone of the member', () => {
  const seen = view(waitingState, phone(), NOW)
  assert.equal(seen.panel, 'next')
  assert.equal(seen.action, 'acknowledge')
  assert.deepEqual(
    [seen.texts['next'], seen.texts['left'], seen.texts['due'], seen.texts['step'], seen.texts['ack']],
    ['Next: Kwame Mensah is paged in', '02:40', 'at 14:36:07', 'step 1 of 4, you', 'Not acknowledged'],
  )
  assert.deepEqual([seen.live, seen.texts['live'], seen.texts['clock']], ['live', 'Live, 2 s', '14:33 UTC+8'])
  assert.equal(Math.round(seen.passed), 47)
  assert.deepEqual(seen.lists.paged, [['Ada Lovelace (you)', '14:31:09']])
  assert.equal(seen.texts['opened'], '14:31:07 UTC+8, 2 m 20 s ago')
})

const next = (names: string[], mine: boolean) => ({
  ...waitingState,
  next: { names, mine, dueAt: '2026-11-20T06:36:07Z', since: '2026-11-20T06:31:07Z' },
})
const NEXT = [
  [next(['Ada'], true), NOW, 'Next: you are paged again in'],
  [next(['Ada', 'Kwame'], true), NOW, 'Next: Ada and Kwame are paged in'],
  [next(['Ada', 'Kwame', 'Noor'], false), NOW, 'Next: Ada and 2 others are paged in'],
  [next(['Kwame'], false), NOW + 200_000, 'Kwame is being paged now'],
] as const
for (const [state, now, text] of NEXT)
  test(text, () => assert.equal(view(state, phone(), now).texts['next'], text))

test('without a next step the page says that nobody else comes', () => {
  const seen = view({ ...waitingState, next: null }, phone(), NOW)
  assert.deepEqual([seen.panel, seen.action], ['alone', 'acknowledge'])
})

test('a tap is quiet for a moment, then it does not count until the server says so', () => {
  const tappedAt = NOW - 1000
  const fresh = view(waitingState, phone({ tappedAt }), NOW)
  assert.deepEqual([fresh.panel, fresh.action], ['next', 'sending'])
  const late = view(waitingState, phone({ tappedAt: NOW - 2000 }), NOW)
  assert.deepEqual([late.panel, late.action, late.texts['tries']], ['uncounted', 'queued', 'sending, try 1'])
  const failed = view(
    waitingState,
    phone({ tappedAt, tries: 4, nextTryAt: NOW + 6000, isCut: true, heardAt: NOW - 41_000 }),
    NOW,
  )
  assert.equal(failed.panel, 'uncounted')
  assert.equal(failed.texts['tries'], 'try 4, next in 6 s')
  assert.equal(
    failed.texts['uncounted'],
    'Your tap at 14:33:26 is saved on this phone. The server has not seen it. Kwame Mensah will still be paged.',
  )
  assert.deepEqual([failed.live, failed.texts['live']], ['off', 'No signal, 41 s'])
  assert.equal(failed.texts['checked'], 'clock checked 41 s ago')
})

test('only an answer says "You have it", with both times and what it stopped', () => {
  const seen = view(takenState('Ada Lovelace', true), phone({ tappedAt: NOW, tries: 3 }), NOW + 25_000)
  assert.deepEqual([seen.panel, seen.action], ['mine', 'none'])
  assert.equal(seen.texts['mineTitle'], 'You have it. Escalation stopped.')
  assert.equal(seen.texts['mine'], 'Tapped 14:33:27, counted 14:33:51 UTC+8. Stopped 2 m 16 s before step 2.')
  assert.equal(seen.texts['ack'], 'Acknowledged by you')
  const untapped = view({ ...takenState('Ada', true), stopped: null }, phone(), NOW)
  assert.deepEqual(
    [untapped.texts['mineTitle'], untapped.texts['mine']],
    ['You have it.', 'Counted 14:33:51 UTC+8.'],
  )
})

test('somebody else was first: their time and yours', () => {
  const state = takenState('Kwame Mensah', false)
  const after = view(state, phone({ tappedAt: Date.parse('2026-11-20T06:33:59Z') }), NOW + 40_000)
  assert.deepEqual([after.panel, after.texts['theirsTitle']], ['theirs', 'Kwame Mensah has it.'])
  assert.equal(
    after.texts['theirs'],
    'Acknowledged 14:33:51 UTC+8. Your tap at 14:33:59 came 8 s later and changed nothing.',
  )
  const tappedBefore = view(state, phone({ tappedAt: NOW }), NOW + 40_000)
  assert.match(tappedBefore.texts['theirs'] ?? '', /Your tap at 14:33:27 reached the server after that/)
  assert.equal(view(state, phone(), NOW).texts['theirs'], 'Acknowledged 14:33:51 UTC+8.')
})

test('resolved is above everything, a refusal is told in the words of the server', () => {
  const resolved = view(
    { ...takenState('Kwame', false), resolvedAt: '2026-11-20T06:41:38Z' },
    phone({ tappedAt: NOW, refusal: 'x' }),
    NOW,
  )
  assert.deepEqual([resolved.panel, resolved.action], ['resolved', 'none'])
  assert.equal(resolved.texts['resolved'], '14:41:38 UTC+8, after 10 m 31 s. Nothing is left to do.')
  const refused = view(waitingState, phone({ tappedAt: NOW, refusal: 'Your role was taken back.' }), NOW)
  assert.deepEqual([refused.panel, refused.action], ['refused', 'none'])
  assert.equal(refused.texts['refused'], 'Your role was taken back.')
})

test('who may only look gets no action, and the server draws without claiming to be live', () => {
  assert.equal(view({ ...waitingState, mayAcknowledge: false }, phone(), NOW).action, 'none')
  const drawn = view(waitingState, untouched, NOW)
  assert.deepEqual([drawn.live, drawn.texts['live']], ['plain', 'As of 14:33:27'])
})

test('times read the same as everywhere else', () => {
  assert.equal(clock(NOW, 'UTC'), '06:33:27')
  assert.deepEqual(
    ['UTC', 'Asia/Kolkata', 'America/St_Johns'].map((zone) => zoneName(NOW, zone)),
    ['UTC', 'UTC+5:30', 'UTC-3:30'],
  )
  assert.equal(countdown(3_725_000), '1:02:05')
  assert.equal(countdown(-5), '00:00')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 * 86_400 }), (seconds) => {
      assert.equal(span(seconds * 1000), formatSeconds(seconds))
    }),
  )
})

test('the same moments in Malay', () => {
  const seen = (state: PhoneState, now: Phone) => viewIn(state, now, NOW, phoneWords('ms')).texts
  const waiting = seen(waitingState, phone({ tappedAt: NOW - 2000, tries: 1, nextTryAt: NOW + 6000 }))
  assert.deepEqual(
    [waiting['next'], waiting['due'], waiting['step'], waiting['ack'], waiting['tries']],
    [
      'Seterusnya: Kwame Mensah dipanggil dalam',
      'pada 14:36:07',
      'langkah 1 daripada 4, anda',
      'Belum diakui',
      'cubaan 1, seterusnya dalam 6 s',
    ],
  )
  assert.equal(
    waiting['uncounted'],
    'Ketikan anda pada 14:33:25 disimpan pada telefon ini. Pelayan belum melihatnya. Kwame Mensah masih akan dipanggil.',
  )
  const mine = seen(takenState('Ada Lovelace', true), phone({ tappedAt: NOW }))
  assert.equal(
    mine['mine'],
    'Diketik 14:33:27, dikira 14:33:51 UTC+8. Dihentikan 2 m 16 s sebelum langkah 2.',
  )
})
