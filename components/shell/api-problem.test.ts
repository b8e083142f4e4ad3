import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { faultOf, isPassing, readProblem, remainingMessage, unreachable } from './api-problem.ts'
import { sayWith } from './browser-says.ts'

sayWith(englishText('ui'))

const problem = readProblem(
  400,
  {
    type: 'urn:bailiwick:problem:invalid_input',
    title: 'Invalid input',
    detail: 'delaySeconds: Must be at least 1.',
    errors: [{ field: 'delaySeconds', problem: 'must be at least 1.' }, { field: 7 }, null],
    requestId: 'r-1',
  },
  new Headers(),
)

test('a problem document becomes code, message, faults and id', () => {
  assert.equal(problem.code, 'invalid_input')
  assert.equal(problem.message, 'delaySeconds: Must be at least 1.')
  assert.deepEqual(problem.faults, [{ field: 'delaySeconds', problem: 'must be at least 1.' }])
  assert.equal(problem.requestId, 'r-1')
  assert.equal(problem.status, 400)
})

test('a fault is found by its field, and the message stays only where a fault has no place', () => {
  assert.equal(faultOf(problem, 'delaySeconds'), 'Must be at least 1.')
  assert.equal(faultOf(problem, 'name'), undefined)
  assert.equal(faultOf(null, 'name'), undefined)
  assert.equal(remainingMessage(problem, ['delaySeconds', 'name']), undefined)
  assert.equal(remainingMessage(problem, ['name']), 'delaySeconds: Must be at least 1.')
  assert.equal(remainingMessage(null, []), undefined)
})

test('what is no problem document is named by its status, and headers fill in', () => {
  const page = readProblem(502, '<html>', new Headers({ 'x-request-id': 'r-2', 'retry-after': '30' }))
  assert.equal(page.code, 'unavailable')
  assert.equal(page.message, 'The server answered with status 502.')
  assert.equal(page.requestId, 'r-2')
  assert.equal(page.retryAfterSeconds, 30)
  assert.equal(readProblem(500, null, new Headers()).code, 'unexpected')
  assert.equal(readProblem(418, { type: 'urn:bailiwick:problem:teapot' }, new Headers()).code, 'unexpected')
  assert.equal(
    readProblem(429, {}, new Headers({ 'retry-after': 'Fri, 20 Nov 2026' })).retryAfterSeconds,
    undefined,
  )
})

test('without an answer a write is unknown, not failed', () => {
  assert.match(unreachable(true).message, /not known whether this was saved/)
  assert.match(unreachable(false).message, /last that came/)
})

test('only what may pass by itself is asked again', () => {
  assert.equal(isPassing(unreachable(false)), true)
  assert.equal(isPassing(readProblem(503, {}, new Headers())), true)
  assert.equal(
    isPassing(readProblem(429, { type: 'urn:bailiwick:problem:limit_exceeded' }, new Headers())),
    true,
  )
  assert.equal(isPassing(problem), false)
  assert.equal(isPassing(readProblem(404, { type: 'urn:bailiwick:problem:not_found' }, new Headers())), false)
})
