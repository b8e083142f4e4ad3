import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishReader } from '#testing/language/english-reader.ts'
import { englishText } from '#testing/language/english-text.ts'
import { prepareHeatMap } from './prepare-heat-map.ts'

test('cells are what a bucket has more than the one below, missing columns stay missing, the most is the darkest', () => {
  const map = prepareHeatMap(
    englishText('charts'),
    {
      unit: 's',
      from: 0,
      to: 20,
      step: 10,
      buckets: [
        {
          le: Number.POSITIVE_INFINITY,
          points: [
            [0, 5],
            [20, 104],
          ],
        },
        {
          le: 0.1,
          points: [
            [0, 5],
            [20, 4],
          ],
        },
      ],
    },
    englishReader(),
  )
  assert.deepEqual(
    map.rows.map(({ label, counts, levels }) => [label, counts, levels]),
    [
      ['up to 100 ms', [5, null, 4], [2, null, 2]],
      ['above', [0, null, 100], [0, null, 7]],
    ],
  )
  assert.equal(map.finding, 'Most observations at once: 100 above at 00:00:20 UTC')
  assert.deepEqual([map.from, map.to], [-5, 25])
})
