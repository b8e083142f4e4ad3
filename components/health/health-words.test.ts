import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from '#lib/promql/index.ts'
import { measured } from '#lib/modules/explain/domain/measured.ts'
import { SYSTEM_FIGURES } from '#lib/modules/health/domain/system-figures.ts'
import type { SystemHealth } from '#lib/modules/health/schemas.ts'
import { englishText } from '#testing/language/english-text.ts'
import {
  chartOfFigure,
  figureTexts,
  groupFigures,
  HEALTH_CHARTS,
  partsWorstFirst,
  systemSentence,
} from './health-words.ts'

const t = englishText('health')
const now = new Date('2026-11-20T14:00:00Z')
type Part = SystemHealth['parts'][number]
type Figure = SystemHealth['figures'][number]

const part = (job: string, state: Part['state'] = 'healthy'): Part => ({
  job,
  state,
  answering: 1,
  instances: 1,
  sampleAt: now.toISOString(),
  serviceId: null,
})
const figure = (key: string, state: Figure['state'] = 'healthy'): Figure => ({
  key,
  label: key,
  state,
  limit: '',
  measured: measured(1, now, { unit: '', asOf: now, formula: '', codeVersion: '' }),
})
const health = (parts: Part[], figures: Figure[], trouble: string | null = null): SystemHealth => ({
  asOf: now.toISOString(),
  platformId: null,
  watchedSince: null,
  trouble,
  parts,
  figures,
})

test('the sentence names what needs a person first, then what is unknown, then what is outside a limit', () => {
  const bad = [part('web', 'down'), part('jobs', 'stale')]
  assert.match(systemSentence(t, health(bad, [figure('disk', 'down')])), /^Needs a person: web, Disk used\.$/)
  assert.match(
    systemSentence(t, health([part('jobs', 'unknown')], [figure('disk', 'degraded')])),
    /^Nothing new came from jobs/,
  )
  assert.match(
    systemSentence(t, health([part('web')], [figure('disk', 'degraded')])),
    /outside of a limit: Disk used/,
  )
  assert.match(systemSentence(t, health([part('web')], [figure('disk', null)])), /^All 1 parts answer/)
  assert.match(
    systemSentence(t, health([], [], 'The engine does not answer.')),
    /The engine does not answer\.$/,
  )
})

test('the worst part stands first', () =>
  assert.deepEqual(
    partsWorstFirst([part('a'), part('b', 'unknown'), part('c', 'down')]).map(({ job }) => job),
    ['c', 'b', 'a'],
  ))

test('every figure stands in one group, also one that no group names', () => {
  const keys = [...SYSTEM_FIGURES.map(({ key }) => key), 'delivery', 'new']
  const shown = groupFigures(keys.map((key) => figure(key))).flatMap(({ figures }) =>
    figures.map(({ key }) => key),
  )
  assert.deepEqual(shown.toSorted(), keys.toSorted())
})

test('a figure is called here as the server calls it, and one that is newer than the page keeps its name', () => {
  for (const { key, label, limit } of SYSTEM_FIGURES)
    assert.deepEqual(figureTexts(t, { key, label: 'not known', limit: 'not known' }), { label, limit })
  assert.deepEqual(figureTexts(t, { key: 'new', label: 'A', limit: 'B' }), { label: 'A', limit: 'B' })
})

test('every chart asks what the engine reads', () => {
  for (const { expression } of HEALTH_CHARTS) assert.doesNotThrow(() => parse(expression), expression)
})

test('a figure has the line of the chart that asks the same, and none where no chart does', () => {
  const drawn = SYSTEM_FIGURES.flatMap(({ key, expression }) => {
    const inputs = [{ label: expression, href: '/explore' }]
    const measuredNow = measured(1, now, { unit: '', asOf: now, formula: '', codeVersion: '', inputs })
    const chart = chartOfFigure({ ...figure(key), measured: measuredNow })
    return chart === undefined ? [] : [`${key} ${chart.key}`]
  })
  assert.deepEqual(drawn, [
    'ingest samples',
    'outbox outbox',
    'deliveries deliveries',
    'size size',
    'disk disk',
  ])
  assert.equal(chartOfFigure(figure('delivery')), undefined)
})
