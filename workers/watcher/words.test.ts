import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beginWatch, type Watch } from './silence.ts'
import { noticeBody } from './words.ts'

const now = new Date('2026-11-20T12:03:00Z')
const heard: Watch = { ...beginWatch(0), lastBeatAt: Date.parse('2026-11-20T12:00:00Z') }
const url = 'https://ops.example.com'

test('a silence is said with its length, the last heartbeat, and what it means', () => {
  const body = noticeBody({ kind: 'silent', silentMs: 180_000 }, heard, now, url)
  assert.deepEqual(body, {
    type: 'watcher.silent',
    timestamp: '2026-11-20T12:03:00.000Z',
    text: 'Bailiwick at https://ops.example.com has sent no heartbeat for 3 m (the last one came at 2026-11-20T12:00:00.000Z). Until it does, assume that nobody is paged.',
    data: { publicUrl: url, lastHeartbeatAt: '2026-11-20T12:00:00.000Z', silentSeconds: 180 },
  })
})

test('a repetition says that it is one', () => {
  assert.match(
    noticeBody({ kind: 'still_silent', silentMs: 1_080_000 }, heard, now, url).text,
    /still sends no heartbeat for 18 m/,
  )
})

test('without any heartbeat so far it says so', () => {
  const body = noticeBody({ kind: 'silent', silentMs: 180_000 }, beginWatch(0), now, url)
  assert.match(body.text, /none has come since the watcher started/)
  assert.equal(body.data['lastHeartbeatAt'], null)
})

test('a recovery says how long it was silent', () => {
  const body = noticeBody({ kind: 'recovered', silentMs: 3_723_000 }, heard, now, url)
  assert.deepEqual(
    [body.type, body.text],
    ['watcher.recovered', 'Bailiwick at https://ops.example.com is heard again after 1 h 2 m of silence.'],
  )
})
