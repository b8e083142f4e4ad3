import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { STATES_WORST_FIRST } from '#components/ui/states.ts'
import { englishReader } from '#testing/language/english-reader.ts'
import { englishText } from '#testing/language/english-text.ts'
import { prepareStateTimeline, type StateSpan } from './prepare-state-timeline.ts'

const t = englishText('charts')
const reader = englishReader()
const prepare = (spans: readonly StateSpan[]) =>
  prepareStateTimeline(t, { from: 0, to: 100, rows: [{ id: 'a', label: 'api', spans }] }, reader).rows[0]

test('the worst state wins, a hole is no data, and what goes on reaches the end', () => {
  const row = prepare([
    { from: -50, to: 40, state: 'healthy' },
    { from: 20, to: 30, state: 'down' },
    { from: 60, to: null, state: 'degraded' },
  ])
  assert.deepEqual(
    row?.pieces.map(({ from, to, state }) => [from, to, state]),
    [
      [0, 20, 'healthy'],
      [20, 30, 'down'],
      [30, 40, 'healthy'],
      [40, 60, 'unknown'],
      [60, 100, 'degraded'],
    ],
  )
  assert.equal(row.finding, 'Down 10 s, Degraded 40 s, No data 20 s, Healthy 30 s')
  assert.equal(row.pieces[1]?.text, 'Down, 10 s, from 00:00:20 UTC')
})

test('pieces cover the whole range without overlap, and neighbours differ', () => {
  const span = fc.record({
    from: fc.integer({ min: -20, max: 120 }),
    to: fc.option(fc.integer({ min: -20, max: 120 })),
    state: fc.constantFrom(...STATES_WORST_FIRST),
  })
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
      const pieces = prepare(spans)?.pieces ?? []
      assert.equal(pieces[0]?.from, 0)
      assert.equal(pieces.at(-1)?.to, 100)
      for (const [i, piece] of pieces.slice(1).entries()) {
        assert.equal(piece.from, pieces[i]?.to)
        assert.notEqual(piece.state, pieces[i]?.state)
      }
    }),
  )
})
