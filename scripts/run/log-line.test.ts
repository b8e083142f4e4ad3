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

test('nobody writes a line of their own into the terminal', () => {
  const forged = 'x\nerror: the disk is full\r\u001B[2J\u007F\u009B31m\u2028web: ready\tnow'
  const shown = String.raw`x\nerror: the disk is full\r\u001b[2J\u007f\u009b31m\u2028web: ready\tnow`
  assert.equal(readable(entry({ msg: forged })), shown)
  assert.equal(readable(entry({ msg: 'refused', path: forged })), `refused path=${shown}`)
  assert.equal(readable(entry({ msg: 'refused', err: { message: forged } })), `refused err=${shown}`)
  assert.equal(readable(entry({ msg: 'refused', 'a\nb': 1 })), String.raw`refused a\nb=1`)
  assert.equal(
    readable(entry({ msg: 'refused', list: ['\u009B31m'] })),
    String.raw`refused list=["\u009b31m"]`,
  )
})

test('anything else stays as it is', () => {
  for (const line of ['▲ Next.js 16', '', '{ not json', '{"a":1}', '"msg"'])
    assert.equal(readable(line), line)
})
