import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseExposition } from '../exposition/parse-exposition.ts'
import { formatLabels } from '../labels.ts'
import { parseLabels } from '../remote-write/parse-labels.ts'
import { WriteRequestReader } from '../remote-write/write-request-reader.ts'
import { isStale } from '../stale.ts'
import { composeFarewell, composeScrape, type ShownSeries } from './compose-scrape.ts'
import { nextScrapeAt } from './schedule.ts'

const TARGET = { job: 'web', instance: 'web:3000', zone: 'a' }
const LABELS = 'instance="web:3000",job="web",zone="a"'
const none: ShownSeries = new Map()

/** The samples of a request: series → [time, value or 'stale']. */
function read(body: Uint8Array): Record<string, [number, number | 'stale']> {
  const reader = new WriteRequestReader(body)
  const found: Record<string, [number, number | 'stale']> = {}
  while (reader.next()) {
    const labels = parseLabels(reader.labelBytes, reader.labelsStart, reader.labelsEnd)
    assert.ok(typeof labels !== 'string', String(labels))
    const at = reader.samplesStart
    found[formatLabels(labels)] = [
      reader.times[at] ?? 0,
      isStale(reader.values, at) ? 'stale' : (reader.values[at] ?? 0),
    ]
  }
  return found
}

const scrape = (text: string | null, timeMs: number, before = none) =>
  composeScrape({
    targetLabels: TARGET,
    timeMs,
    durationSeconds: 0.25,
    samples: text === null ? null : parseExposition(text),
    before,
  })

test('writes what the target shows, with its labels, and how the scrape went', () => {
  assert.deepEqual(read(scrape('a{job="own"} 1\nb 2 500\n', 1000).request), {
    [`a{exported_job="own",${LABELS}}`]: [1000, 1],
    [`b{${LABELS}}`]: [500, 2],
    [`up{${LABELS}}`]: [1000, 1],
    [`scrape_duration_seconds{${LABELS}}`]: [1000, 0.25],
    [`scrape_samples_scraped{${LABELS}}`]: [1000, 2],
  })
})

test('what is not shown any more is marked as ended, once', () => {
  const first = scrape('a 1\nb 2\n', 1000)
  const second = scrape('a 1\n', 2000, first.shown)
  assert.deepEqual(read(second.request)[`b{${LABELS}}`], [2000, 'stale'])
  const third = scrape('a 1\n', 3000, second.shown)
  assert.equal(read(third.request)[`b{${LABELS}}`], undefined)
})

test('series with times of their own are not marked: their sender knows when they end', () => {
  const first = scrape('b 2 500\n', 1000)
  assert.equal(read(scrape('', 2000, first.shown).request)[`b{${LABELS}}`], undefined)
})

test('a failed scrape ends everything and says that the target is down', () => {
  const failed = scrape(null, 2000, scrape('a 1\n', 1000).shown)
  const found = read(failed.request)
  assert.deepEqual(found[`a{${LABELS}}`], [2000, 'stale'])
  assert.deepEqual(found[`up{${LABELS}}`], [2000, 0])
  assert.deepEqual(found[`scrape_samples_scraped{${LABELS}}`], [2000, 0])
  assert.equal(failed.shown.size, 0)
})

test('a target that is removed ends with all that was said about it', () => {
  const found = read(composeFarewell(TARGET, 5000, scrape('a 1\n', 1000).shown))
  assert.deepEqual(Object.keys(found).toSorted(), [
    `a{${LABELS}}`,
    `scrape_duration_seconds{${LABELS}}`,
    `scrape_samples_scraped{${LABELS}}`,
    `up{${LABELS}}`,
  ])
  assert.deepEqual(new Set(Object.values(found).map(([, value]) => value)), new Set(['stale']))
})

test('targets spread over the interval, each at moments of its own', () => {
  const offsets = Array.from({ length: 200 }, (_, i) => nextScrapeAt(`target-${i}`, 15_000, 0))
  assert.ok(offsets.every((at) => at > 0 && at <= 15_000))
  for (let part = 0; part < 3; part++) {
    const inPart = offsets.filter((at) => at > part * 5000 && at <= (part + 1) * 5000).length
    assert.ok(inPart > 40, `${inPart} of 200 in one third`)
  }
  const first = nextScrapeAt('x', 15_000, 1_000_000)
  assert.equal(nextScrapeAt('x', 15_000, first), first + 15_000)
  assert.equal(nextScrapeAt('x', 15_000, first - 1), first)
})
