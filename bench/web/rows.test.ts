import assert from 'node:assert/strict'
import { test } from 'node:test'
import { collectRows } from '../report.ts'
import { addErrors, addGrowth, addPeer, addScripts, addStreams, addTimes } from './rows.ts'

const rowsOf = (add: (report: ReturnType<typeof collectRows>) => void) => {
  const report = collectRows()
  add(report)
  return report.rows.map(({ name, ours, ok }) => ({ name, ours, ok }))
}
const hundred = Array.from({ length: 100 }, (_, n) => n + 1)

test('the aim is about 95 of 100, at many tenants', () => {
  const timed = [{ name: 'fleet', few: [1000], many: hundred }]
  const name = 'first byte, fleet: p95 of 100, ms (p50 51)'
  assert.deepEqual(
    rowsOf((report) => addTimes(report, 'first byte', timed, 95)),
    [{ name, ours: 95, ok: true }],
  )
  assert.equal(rowsOf((report) => addTimes(report, 'first byte', timed, 94))[0]?.ok, false)
})

test('growth is a ratio, and what is small anyway may double', () => {
  const growth = (few: number, many: number) =>
    rowsOf((report) => addGrowth(report, 'route', [{ name: 'x', few: [few], many: [many] }]))[0]
  assert.deepEqual(growth(100, 150), {
    name: 'route, x: p95 at many / at few tenants (100 → 150 ms)',
    ours: 1.5,
    ok: true,
  })
  assert.equal(growth(100, 160)?.ok, false)
  assert.equal(growth(5, 20)?.ok, true)
})

test('scripts are judged by what a page draws with', () => {
  const page = (kind: 'plain' | 'chart' | 'editor') => ({ name: kind, scriptKb: 250, kind })
  const rows = rowsOf((report) => addScripts(report, [page('plain'), page('chart'), page('editor')]))
  assert.deepEqual(
    rows.map(({ ok }) => ok),
    [false, true, true],
  )
})

test('one answer that was an error misses the aim', () => {
  const errors = (said: readonly string[]) => rowsOf((report) => addErrors(report, said))[0]
  assert.equal(errors([])?.ok, true)
  const name = 'API, answers that were errors'
  assert.deepEqual(errors(['/api/v1/rules answered 503: no']), { name, ours: 1, ok: false })
})

test('streams are judged by their memory, and the list beside the peer', () => {
  const streams = (megabytes: number) =>
    rowsOf((report) => addStreams(report, { open: 1000, megabytes, cores: 0.5 }))[0]?.ok
  assert.deepEqual([streams(150), streams(151)], [true, false])
  const peer = (ms: number) =>
    rowsOf((report) => addPeer(report, { name: 'services', few: [], many: [ms] }))[0]?.ok
  assert.deepEqual([peer(1300), peer(14_000)], [true, false])
})
