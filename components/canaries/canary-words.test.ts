import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import type { CanarySurfaceView } from '#lib/modules/canaries/schemas.ts'
import { canariesSentence, cellLook, surfaceLines, type CanaryCell } from './canary-words.ts'

const t = englishText('canaries')
const TIMES = { asOf: '2026-11-20T06:30:00Z', intervalSeconds: 900 }
const cell = (verdict: CanaryCell['verdict'], change: Partial<CanaryCell> = {}): CanaryCell => ({
  reader: 'a',
  verdict,
  detail: '',
  checkedAt: verdict === null ? null : '2026-11-20T06:20:00Z',
  leakedAt: null,
  ...change,
})
const surface = (name: string, ...cells: CanaryCell[]): CanarySurfaceView => ({
  surface: name,
  kind: 'route',
  cells,
})

test('what was never read is unknown, what was read long ago is stale, and a leak stays one', () => {
  assert.deepEqual(cellLook(t, cell(null), TIMES), { state: 'unknown', words: 'Not checked yet' })
  assert.equal(cellLook(t, cell('own'), TIMES).state, 'healthy')
  const old = { checkedAt: '2026-11-20T05:30:00Z' }
  assert.equal(cellLook(t, cell('clean', old), TIMES).state, 'stale')
  assert.equal(cellLook(t, cell('leak', old), TIMES).state, 'down')
  assert.equal(cellLook(t, cell('failed'), TIMES).state, 'unknown')
  for (const change of [{}, old])
    assert.deepEqual(cellLook(t, cell('blind', change), TIMES), {
      state: 'down',
      words: 'Own marker missing',
    })
})

test('the worst comes first, and a surface is as bad as its worst reader', () => {
  const lines = surfaceLines(
    [surface('good', cell('own')), surface('bad', cell('own'), cell('leak', { reader: 'operator' }))],
    TIMES,
  )
  assert.deepEqual(
    lines.map((line) => [line.surface, line.state]),
    [
      ['bad', 'down'],
      ['good', 'healthy'],
    ],
  )
  assert.match(canariesSentence(t, lines), /^Data of one tenant was shown to another, at 1 surface\./)
})

test('a canary that no longer sees itself is red, and the sentence does not call it a leak', () => {
  const blind = surfaceLines([surface('good', cell('own')), surface('bad', cell('blind'))], TIMES)
  assert.equal(blind[0]?.state, 'down')
  assert.match(
    canariesSentence(t, blind),
    /^A canary no longer sees its own data, at 1 surface: a policy is missing or the surface is broken\. An incident P0/,
  )
  const both = surfaceLines([surface('x', cell('blind'), cell('leak', { reader: 'b' }))], TIMES)
  assert.match(canariesSentence(t, both), /^Data of one tenant was shown to another, at 1 surface\./)
})

test('an installation without a real tenant has no gap; one that was never checked says so', () => {
  const lines = surfaceLines([surface('x', cell('own'), cell(null, { reader: 'neighbour' }))], TIMES)
  assert.equal(lines[0]?.checkedAt, '2026-11-20T06:20:00Z')
  assert.match(canariesSentence(t, lines), /^No marker crossed: all 1 surface /)
  assert.match(canariesSentence(t, surfaceLines([surface('x', cell(null))], TIMES)), /^Not checked yet/)
  const half = surfaceLines([surface('x', cell('own')), surface('y', cell('failed'))], TIMES)
  assert.match(canariesSentence(t, half), /1 surface of 2 cannot say so/)
})

test('policies that somebody changed are red, and the sentence names them', () => {
  const detail = 'policy alert_staff of table alert is missing.'
  const policies = (verdict: CanaryCell['verdict']): CanarySurfaceView => ({
    surface: 'policies of the database',
    kind: 'catalogue',
    cells: [cell(verdict, { reader: 'operator', detail })],
  })
  const lines = surfaceLines([surface('good', cell('own')), policies('blind')], TIMES)
  assert.deepEqual([lines[0]?.kind, lines[0]?.state], ['catalogue', 'down'])
  assert.match(
    canariesSentence(t, lines),
    /no migration did it: policy alert_staff of table alert is missing\./,
  )
  const looks = (['clean', 'blind', 'failed'] as const).map(
    (verdict) => cellLook(t, cell(verdict), TIMES, 'catalogue').words,
  )
  assert.deepEqual(looks, ['As they were made', 'Not as they were made', 'Not checked'])
})
