import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEnding, readSessionNews, tellEveryMs, warningAt } from './session-news.ts'

const NEWS = {
  access: 'x',
  idleEndsAt: '2026-11-20T06:30:00.000Z',
  endsAt: '2026-11-20T18:00:00.000Z',
  idleMinutes: 30,
}
const news = readSessionNews(JSON.stringify(NEWS))
const at = (time: string): number => Date.parse(`2026-11-20T${time}Z`)

test('reads what the server says, and nothing else', () => {
  assert.equal(news?.idleEndsAt, at('06:30:00'))
  for (const text of ['', '{}', '[]', 'null', '{"access":"x"}'])
    assert.equal(readSessionNews(text), null, text)
  assert.equal(readEnding('{"code":"unauthenticated"}'), 'signed_out')
  assert.equal(readEnding('{"code":"suspended"}'), 'suspended')
  for (const text of ['{"code":"not_found"}', '{"code":"forbidden"}', '{}', 'x'])
    assert.equal(readEnding(text), 'no_access')
})

test('asks two minutes before the idle end, and says so before the end that nothing prolongs', () => {
  const show = (time: string) => warningAt(news, 120_000, at(time))
  assert.deepEqual(show('06:27:59'), { kind: 'none' })
  assert.deepEqual(show('06:28:00'), { kind: 'idle', leftMs: 120_000 })
  assert.deepEqual(show('06:31:00'), { kind: 'idle', leftMs: 0 })
  assert.deepEqual(show('17:58:00'), { kind: 'final', leftMs: 120_000 })
  assert.deepEqual(warningAt(null, 120_000, at('06:29:00')), { kind: 'none' })
})

test('a page tells the server in time, however short the limit', () => {
  assert.deepEqual([60, 30, 4, 1].map(tellEveryMs), [30_000, 30_000, 30_000, 7500])
})
