import assert from 'node:assert/strict'
import { test } from 'node:test'
import { collectRows, tableOf } from './report.ts'

test('a row knows its ratio and whether the aim is met', () => {
  const report = collectRows()
  report.row({
    name: 'page, ms',
    ours: 12.34567,
    peer: 50,
    aim: '≤ 0.5 × peer',
    isMet: (_, ratio) => ratio !== null && ratio <= 0.5,
  })
  report.row({ name: 'start, s', ours: 11, aim: '≤ 10', isMet: (ours) => ours <= 10 })
  assert.deepEqual(report.rows, [
    { name: 'page, ms', ours: 12.35, peer: 50, ratio: 0.2469, aim: '≤ 0.5 × peer', ok: true },
    { name: 'start, s', ours: 11, peer: null, ratio: null, aim: '≤ 10', ok: false },
  ])
  const [head, met, missed] = tableOf(report.rows).split('\n')
  assert.match(head ?? '', /ours +peer +ratio +aim/)
  assert.match(met ?? '', /^page, ms +12\.35 +50 +0\.2469 +≤ 0\.5 × peer +met$/)
  assert.match(missed ?? '', /^start, s +11 +– +– +≤ 10 +MISSED$/)
})
