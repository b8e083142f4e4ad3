import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { manualClock } from '#lib/core/clock.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { openLogFile } from './log-file.ts'

const directory = mkdtempSync(join(tmpdir(), 'watcher-log-'))
after(() => {
  rmSync(directory, { recursive: true, force: true })
})
const clock = manualClock(new Date('2026-11-20T12:00:00Z'))
const log = createLogger('test', 'silent')

test('each event is one line of JSON with its time, readable by us alone', () => {
  const path = join(directory, 'watcher.log')
  const file = openLogFile(path, clock, log)
  file.write('started', { port: 1 })
  clock.advance(1500)
  file.write('silent', { text: 'two\nlines' })
  assert.deepEqual(
    readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
    [
      { time: '2026-11-20T12:00:00.000Z', what: 'started', port: 1 },
      { time: '2026-11-20T12:00:01.500Z', what: 'silent', text: 'two\nlines' },
    ],
  )
  assert.equal(statSync(path).mode & 0o777, 0o600)
})

test('a long file is put aside once', () => {
  const path = join(directory, 'long.log')
  writeFileSync(path, 'x'.repeat(5 * 1024 * 1024 + 1))
  openLogFile(path, clock, log).write('started')
  assert.ok(statSync(path).size < 100)
  assert.ok(statSync(`${path}.1`).size > 5 * 1024 * 1024)
})

test('a log that cannot be written stops nothing', () => {
  openLogFile('/does/not/exist/watcher.log', clock, log).write('started')
})
