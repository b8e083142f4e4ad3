import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  backToNow,
  boundText,
  DEFAULT_RANGE,
  endsNow,
  lastLength,
  NOW,
  parseBound,
  parseRefresh,
  parseTimeRange,
  parseZoneChoice,
  QUICK_RANGES,
  rangeBetween,
  rangeParams,
  REFRESH_CHOICES,
  refreshMs,
  resolveRange,
  stepRange,
  type TimeRange,
} from './time-range.ts'

const now = new Date('2026-11-22T12:00:00Z')
const HOUR = 3_600_000
const read = (query: string) => parseTimeRange(new URLSearchParams(query), now)

const between = (from: string, to: string): TimeRange => ({
  from: parseBound(from) ?? NOW,
  to: parseBound(to) ?? NOW,
})

test('an address without a range is the last six hours, and says nothing', () => {
  assert.deepEqual(read('scope=operator'), { range: DEFAULT_RANGE, notice: null })
  assert.deepEqual(resolveRange(DEFAULT_RANGE, now), {
    fromMs: now.getTime() - 6 * HOUR,
    toMs: now.getTime(),
  })
})

test('what stands in an address comes back as it was', () => {
  for (const text of ['now', 'now-90s', 'now-15m', 'now-24h', 'now-7d', 'now-2w', '2026-11-20T14:00:00Z']) {
    const bound = parseBound(text)
    assert.ok(bound !== null, text)
    assert.equal(boundText(bound), text)
  }
  assert.equal(boundText(parseBound('2026-11-20T14:00Z') ?? NOW), '2026-11-20T14:00:00Z')
  const { range, notice } = read('from=2026-11-20T14:00:00Z&to=now-1h')
  assert.equal(notice, null)
  assert.deepEqual(rangeParams(range), { from: '2026-11-20T14:00:00Z', to: 'now-1h' })
  assert.deepEqual(rangeParams(DEFAULT_RANGE), {})
})

test('what is no time falls back to the last six hours, and says so', () => {
  const bad = [
    'from=yesterday',
    'from=',
    'to=now%2B1h',
    'from=now-1y',
    'from=now-9999999s',
    'from=now-6h&to=now-6h',
    'from=now-1h&to=now-2h',
    'from=2026-02-30T00:00:00Z',
    'from=2026-13-01T00:00:00Z',
    'from=2026-11-20',
    'from=2026-11-20T14:00:00%2B08:00',
    'from=1970-01-01T00:00:00Z',
    'from=now-401d',
    'from=now-1h&to=2099-01-01T00:00:00Z',
    'from=<script>alert(1)</script>',
    'from==1%2B1',
    'from=now-1h%00',
    `from=${'9'.repeat(5000)}`,
  ]
  for (const query of bad) {
    const { range, notice } = read(query)
    assert.deepEqual(range, DEFAULT_RANGE, query)
    assert.match(notice ?? '', /^(?:from|to|reversed|short|long|early|ahead)$/, query)
  }
})

test('a range that ends now has a length as people say it', () => {
  assert.deepEqual(
    ['now-1h', 'now-6h', 'now-1d', 'now-1w', 'now-90s'].map((from) => lastLength(between(from, 'now'))),
    [
      { count: 1, unit: 'h' },
      { count: 6, unit: 'h' },
      { count: 24, unit: 'h' },
      { count: 7, unit: 'd' },
      { count: 90, unit: 's' },
    ],
  )
  assert.equal(lastLength(between('now-6h', 'now-1h')), null)
  assert.equal(lastLength(between('2026-11-20T14:00:00Z', 'now')), null)
})

test('a step goes half the length, and never past this moment', () => {
  const back = stepRange(DEFAULT_RANGE, -1, now)
  assert.deepEqual(back, between('2026-11-22T03:00:00Z', '2026-11-22T09:00:00Z'))
  assert.ok(!endsNow(back))
  assert.deepEqual(stepRange(back, 1, now), DEFAULT_RANGE, 'on to this moment is live again')
  const earlier = stepRange(back, -1, now)
  assert.deepEqual(stepRange(earlier, 1, now), back)
})

test('a step in the middle of a second makes nothing longer', () => {
  const late = new Date(now.getTime() + 733)
  assert.deepEqual(backToNow(stepRange(DEFAULT_RANGE, -1, late), late), DEFAULT_RANGE)
})

test('back to now keeps the length, in words that people use', () => {
  const written = {
    'now-1d': 'now-24h',
    'now-1w': 'now-7d',
    'now-48h': 'now-2d',
    'now-90m': 'now-90m',
    'now-61s': 'now-61s',
  }
  for (const [from, expected] of Object.entries(written)) {
    const { fromMs, toMs } = resolveRange(between(from, 'now'), now)
    const back = backToNow(rangeBetween(fromMs - HOUR, toMs - HOUR), now)
    assert.ok(endsNow(back))
    assert.equal(boundText(back.from), expected)
    assert.deepEqual(resolveRange(back, now), { fromMs, toMs })
  }
})

test('a zoom is whole seconds around what was marked', () => {
  const { fromMs, toMs } = resolveRange(rangeBetween(1_795_348_800_400, 1_795_348_860_400), now)
  assert.deepEqual([fromMs, toMs], [1_795_348_800_000, 1_795_348_861_000])
})

test('every quick range can be asked for by its address', () => {
  for (const range of QUICK_RANGES) {
    const again = parseTimeRange(new URLSearchParams(rangeParams(range)), now)
    assert.deepEqual(resolveRange(again.range, now), resolveRange(range, now))
    assert.equal(again.notice, null)
  }
})

test('zone and refresh are read, and fall back with a word', () => {
  const params = (query: string) => new URLSearchParams(query)
  assert.deepEqual(parseZoneChoice(params('')), { value: 'own', notice: null })
  assert.deepEqual(parseZoneChoice(params('zone=utc')), { value: 'utc', notice: null })
  assert.equal(parseZoneChoice(params('zone=Mars/Base')).notice, 'zone')
  assert.deepEqual(parseRefresh(params('')), { value: 'live', notice: null })
  for (const choice of REFRESH_CHOICES.filter((each) => each !== 'live')) {
    assert.deepEqual(parseRefresh(params(`refresh=${choice}`)), { value: choice, notice: null })
  }
  for (const bad of ['live', '1s', '', '__proto__']) {
    assert.equal(parseRefresh(params(`refresh=${bad}`)).value, 'live')
    assert.equal(parseRefresh(params(`refresh=${bad}`)).notice, 'refresh')
  }
  assert.equal(refreshMs('1m'), 60_000)
  assert.equal(refreshMs('off'), null)
})
