import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  clockText,
  dateText,
  dayText,
  isZone,
  minuteText,
  momentText,
  offsetMinutes,
  shortMomentText,
  zoneLabel,
} from './format-time.ts'

const at = new Date('2026-11-20T06:32:07.900Z')

test('a moment is printed in its zone, and the zone is printed with it', () => {
  assert.equal(momentText(at, 'Asia/Kuala_Lumpur'), '20 Nov 2026, 14:32:07 UTC+8')
  assert.equal(momentText(at, 'UTC'), '20 Nov 2026, 06:32:07 UTC')
  assert.equal(clockText(at, 'America/St_Johns'), '03:02:07 UTC-3:30')
})

test('midnight is 00:00 and belongs to the new day', () => {
  const midnight = new Date('2026-11-19T16:00:00Z')
  assert.equal(minuteText(midnight, 'Asia/Kuala_Lumpur'), '00:00')
  assert.equal(dateText(midnight, 'Asia/Kuala_Lumpur'), '20 Nov 2026')
})

test('months are named in the language of the page', () => {
  assert.equal(momentText(new Date('2026-08-09T06:32:07Z'), 'UTC', 'ms'), '9 Ogo 2026, 06:32:07 UTC')
  const months = (language: 'en' | 'ms') =>
    Array.from({ length: 12 }, (_, month) => dayText(new Date(Date.UTC(2026, month, 1)), 'UTC', language))
  assert.equal(months('ms').join(), '1 Jan,1 Feb,1 Mac,1 Apr,1 Mei,1 Jun,1 Jul,1 Ogo,1 Sep,1 Okt,1 Nov,1 Dis')
  assert.equal(months('en').join(), '1 Jan,1 Feb,1 Mar,1 Apr,1 May,1 Jun,1 Jul,1 Aug,1 Sep,1 Oct,1 Nov,1 Dec')
  assert.equal(dateText(new Date('2026-05-01T00:00:00Z'), 'UTC', 'ms'), '1 Mei 2026')
  const now = new Date('2026-11-20T10:00:00Z')
  assert.equal(shortMomentText(new Date('2026-10-18T03:41:00Z'), now, 'UTC', 'ms'), '18 Okt, 03:41 UTC')
})

test('offsets follow summer time and stay whole minutes before 1970', () => {
  assert.equal(zoneLabel(new Date('2026-07-01T00:00:00Z'), 'Europe/Berlin'), 'UTC+2')
  assert.equal(zoneLabel(new Date('2026-12-01T00:00:00Z'), 'Europe/Berlin'), 'UTC+1')
  assert.equal(zoneLabel(new Date('2026-07-01T00:00:00Z'), 'Europe/London'), 'UTC+1')
  assert.equal(zoneLabel(new Date('2026-12-01T00:00:00Z'), 'Europe/London'), 'UTC')
  assert.equal(offsetMinutes(new Date('1969-12-31T23:59:59.500Z'), 'Asia/Kolkata'), 330)
})

test('a short moment drops what is the same as now, never the zone', () => {
  const now = new Date('2026-11-20T10:00:00Z')
  assert.equal(shortMomentText(at, now, 'UTC'), '06:32:07 UTC')
  assert.equal(shortMomentText(new Date('2026-11-18T03:41:00Z'), now, 'UTC'), '18 Nov, 03:41 UTC')
  assert.equal(shortMomentText(new Date('2025-11-20T06:32:07Z'), now, 'UTC'), '20 Nov 2025, 06:32 UTC')
})

test('the same instant can be another day in another zone', () => {
  const now = new Date('2026-11-20T20:00:00Z')
  assert.equal(shortMomentText(at, now, 'Asia/Kuala_Lumpur'), '20 Nov, 14:32 UTC+8')
})

test('unknown zones are refused, not guessed', () => {
  assert.equal(isZone('Asia/Kuala_Lumpur'), true)
  assert.equal(isZone('Mars/Olympus'), false)
  assert.equal(isZone(''), false)
})
