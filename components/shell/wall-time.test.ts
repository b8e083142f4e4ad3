import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wallMs, wallText } from './wall-time.ts'

const instant = (text: string, zone: string) => new Date(wallMs(text, zone) ?? Number.NaN).toISOString()

test('a time on the wall is an instant, and back', () => {
  assert.equal(instant('2026-11-20T14:00', 'Asia/Kuala_Lumpur'), '2026-11-20T06:00:00.000Z')
  assert.equal(instant('2026-11-20T14:00:07', 'UTC'), '2026-11-20T14:00:07.000Z')
  assert.equal(instant('2026-11-20T14:00', 'America/St_Johns'), '2026-11-20T17:30:00.000Z')
  for (const zone of ['Asia/Kuala_Lumpur', 'America/St_Johns', 'Europe/Berlin', 'Pacific/Auckland', 'UTC']) {
    for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2027, 0, 1); ms += 86_400_000 * 3.1) {
      const whole = Math.floor(ms / 1000) * 1000
      assert.equal(wallMs(wallText(whole, zone), zone), whole, `${zone} ${new Date(ms).toISOString()}`)
    }
  }
})

test('the hour that comes twice is the first, and the one that is left out goes on as before', () => {
  assert.equal(instant('2026-10-25T02:30', 'Europe/Berlin'), '2026-10-25T00:30:00.000Z')
  assert.equal(instant('2026-03-29T02:30', 'Europe/Berlin'), '2026-03-29T01:30:00.000Z')
})

test('what is no time is none', () => {
  for (const text of ['', 'now', '2026-11-20', '2026-13-01T00:00', '2026-11-20T14:00Z', '=1+1']) {
    assert.equal(wallMs(text, 'UTC'), null, text)
  }
})
