import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readable } from './log-line.ts'

const entry = (fields: object): string =>
  JSON.stringify({
    level: 30,
    time: '2026-01-01T00:00:00Z',
    pid: 7,
    hostname: 'h',
    name: 'engine',
    ...fields,
  })

test('a log line is its message and its fields', () => {
  assert.equal(
    readable(entry({ msg: 'leading', epoch: 3, addresses: ['a'] })),
    'leading epoch=3 addresses=["a"]',
  )
  assert.equal(readable(entry({ level: 40, msg: 'slow' })), 'warning: slow')
  assert.equal(
    readable(entry({ level: 50, msg: 'no database', err: { message: 'refused', stack: '…' } })),
    'error: no database err=refused',
  )
})

test('anything else stays as it is', () => {
  for (const line of ['▲ Next.js 16', '', '{ not json', '{"a":1}', '"msg"'])
    assert.equal(readable(line), line)
})
