import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailErrorOf } from './errors.ts'

const failure = (code: string, responseCode?: number): Error =>
  Object.assign(new Error('words of the server'), {
    code,
    ...(responseCode === undefined ? {} : { responseCode }),
  })

const CASES: readonly (readonly [error: Error, isHandedOver: boolean, fault: string])[] = [
  [failure('EENVELOPE', 550), false, 'permanent'],
  [failure('EMESSAGE', 554), true, 'permanent'],
  [failure('EENVELOPE', 450), false, 'transient'],
  [failure('EMESSAGE', 451), true, 'transient'],
  [failure('EAUTH', 535), false, 'transient'],
  [failure('ECONNECTION', 421), true, 'transient'],
  [failure('ECONNECTION'), false, 'transient'],
  [failure('ETIMEDOUT'), false, 'transient'],
  [failure('EDNS'), false, 'transient'],
  [failure('ECONNECTION'), true, 'unknown'],
  [failure('ETIMEDOUT'), true, 'unknown'],
  [failure('EABORT'), true, 'unknown'],
]

for (const [error, isHandedOver, fault] of CASES) {
  const reply = 'responseCode' in error ? String(error.responseCode) : 'no reply'
  test(`${'code' in error ? String(error.code) : ''} with ${reply}, ${isHandedOver ? 'after' : 'before'} the final dot, is ${fault}`, () => {
    const mapped = mailErrorOf(error, isHandedOver)
    assert.equal(mapped.fault, fault)
    assert.equal(mapped.isRetryable, fault !== 'permanent')
    assert.match(mapped.message, /words of the server/)
    assert.equal(mapped.cause, error)
  })
}

test('a failure that is no Error keeps its text', () => {
  assert.match(mailErrorOf('odd', false).message, /odd/)
})
