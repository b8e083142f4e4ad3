import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiProblem, type ProblemCode } from './api-problem.ts'
import { createStepUpGate } from './step-up-gate.ts'

const problem = (code: ProblemCode): ApiProblem =>
  new ApiProblem({
    status: 403,
    code,
    message: code,
    faults: [],
    requestId: undefined,
    retryAfterSeconds: undefined,
  })

/** A request that is refused so many times before it goes through. */
function request(refusals: number, code: ProblemCode = 'step_up_required') {
  let sent = 0
  return {
    sent: () => sent,
    send: async () => {
      sent += 1
      if (sent <= refusals) throw problem(code)
      return 'done'
    },
  }
}

test('a refused request is sent again once the factor was shown', async () => {
  const gate = createStepUpGate()
  gate.answerWith(async () => true)
  const one = request(1)
  assert.equal(await gate.pass(one.send), 'done')
  assert.equal(one.sent(), 2)
})

test('whoever gives up gets the refusal', async () => {
  const gate = createStepUpGate()
  gate.answerWith(async () => false)
  const one = request(1)
  await assert.rejects(gate.pass(one.send), { code: 'step_up_required' })
  assert.equal(one.sent(), 1)
})

test('a second refusal stands, and other problems are nobody’s to ask about', async () => {
  const gate = createStepUpGate()
  let asked = 0
  gate.answerWith(async () => {
    asked += 1
    return true
  })
  await assert.rejects(gate.pass(request(2).send), { code: 'step_up_required' })
  await assert.rejects(gate.pass(request(1, 'forbidden').send), { code: 'forbidden' })
  assert.equal(asked, 1)
})

test('two requests at once ask once, a later one asks again', async () => {
  const gate = createStepUpGate()
  let asked = 0
  const answer = Promise.withResolvers<boolean>()
  gate.answerWith(async () => {
    asked += 1
    return await answer.promise
  })
  const both = Promise.all([gate.pass(request(1).send), gate.pass(request(1).send)])
  answer.resolve(true)
  assert.deepEqual(await both, ['done', 'done'])
  assert.equal(asked, 1)
  assert.equal(await gate.pass(request(1).send), 'done')
  assert.equal(asked, 2)
})

test('with nobody to ask the refusal stands, also after the page that asked is gone', async () => {
  const gate = createStepUpGate()
  await assert.rejects(gate.pass(request(1).send), { code: 'step_up_required' })
  const stop = gate.answerWith(async () => true)
  stop()
  await assert.rejects(gate.pass(request(1).send), { code: 'step_up_required' })
})
