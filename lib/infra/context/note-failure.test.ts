import assert from 'node:assert/strict'
import { test } from 'node:test'
import pino from 'pino'
import { z } from 'zod'
import { DomainError } from '#lib/core/errors.ts'
import { noteFailure } from './note-failure.ts'

/** What is written of an error, line by line. */
function note(error: unknown): readonly Record<string, unknown>[] {
  const lines: string[] = []
  const log = pino({ serializers: { err: String } }, { write: (line: string) => lines.push(line) })
  noteFailure(error, { requestId: 'r-1', path: '/rules', log })
  return lines.map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)))
}

test('a page that fails shows the id under which its cause stands in the log, once', () => {
  const error = new Error('relation "rule" does not exist')
  const [line] = note(error)
  assert.deepEqual([line?.['requestId'], line?.['path'], line?.['level']], ['r-1', '/rules', 50])
  assert.match(JSON.stringify(line?.['err']), /relation/)
  assert.equal(Reflect.get(error, 'digest'), 'r-1')
  assert.deepEqual(note(error), [], 'whoever made the part that failed has written it down')
})

test('a refusal is named by its code, and a way elsewhere is no failure', () => {
  const [line] = note(new DomainError('forbidden', 'Not yours.'))
  assert.equal(line?.['refusal'], 'forbidden')
  const away = Object.assign(new Error('NEXT_REDIRECT'), { digest: 'NEXT_REDIRECT;replace;/sign-in;307;' })
  assert.deepEqual(note(away), [])
  assert.match(away.digest, /^NEXT_REDIRECT/)
})

test('what cannot be marked is written down all the same', () => {
  const frozen = Object.freeze(new Error('frozen'))
  assert.equal(note(frozen).length, 1)
  assert.equal('digest' in frozen, false)
})
