import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiProblem } from '#components/shell/api-problem.ts'
import { messageOf, wrongFactor } from './wrong-factor.ts'

const problem = (field: string | null, code: ApiProblem['code'] = 'invalid_input'): ApiProblem =>
  new ApiProblem({
    status: 422,
    code,
    message: 'Something is wrong.',
    faults: field === null ? [] : [{ field, problem: 'wrong' }],
    requestId: undefined,
    retryAfterSeconds: undefined,
  })

test('a wrong code and a wrong passkey are told apart, and said at their place alone', () => {
  assert.equal(wrongFactor(problem('code')), 'code')
  assert.equal(wrongFactor(problem('passkey')), 'passkey')
  assert.equal(wrongFactor(problem('password')), null)
  assert.equal(wrongFactor(null), null)
  assert.equal(messageOf(problem('code')), undefined)
})

test('everything else is said as it is, but for a pause, which the page counts itself', () => {
  assert.equal(messageOf(problem(null)), 'Something is wrong.')
  assert.equal(messageOf(new Error('No passkey was shown.')), 'No passkey was shown.')
  assert.equal(messageOf(problem(null, 'limit_exceeded')), undefined)
  assert.equal(messageOf(null), undefined)
})
