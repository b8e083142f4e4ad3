import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiProblem, type ProblemCode } from '../api-problem.ts'
import { gatherRows, MOST_GATHERED, runEach } from './run-each.ts'

const problem = (code: ProblemCode, message: string): ApiProblem =>
  new ApiProblem({
    status: 400,
    code,
    message,
    faults: [],
    requestId: undefined,
    retryAfterSeconds: undefined,
  })
const refusing = (refusals: Readonly<Record<string, ApiProblem>>) => async (row: string) => {
  const refusal = refusals[row]
  if (refusal !== undefined) await Promise.reject(refusal)
}
const onNext = () => {}
const isStopped = () => false

test('what is refused for one row does not keep the others', async () => {
  const act = refusing({ b: problem('conflict', 'It is gone.') })
  const tried: number[] = []
  const outcome = await runEach(['a', 'b', 'c'], act, { onNext: (n) => tried.push(n), isStopped })
  assert.deepEqual(outcome, {
    done: ['a', 'c'],
    refused: [{ row: 'b', why: 'It is gone.' }],
    left: [],
    failure: null,
  })
  assert.deepEqual(tried, [0, 1, 2])
})

test('what every row would meet ends the run, and the row that met it was not done', async () => {
  for (const code of ['unauthenticated', 'limit_exceeded', 'unreachable', 'step_up_required'] as const) {
    const act = refusing({ b: problem(code, 'Wait.') })
    assert.deepEqual(
      await runEach(['a', 'b', 'c'], act, { onNext, isStopped }),
      { done: ['a'], refused: [], left: ['b', 'c'], failure: 'Wait.' },
      code,
    )
  }
})

test('it is stopped between two rows, and a fault of ours is not taken for an answer', async () => {
  let done = 0
  const act = async () => {
    done += 1
    await Promise.resolve()
  }
  const outcome = await runEach(['a', 'b', 'c'], act, { onNext, isStopped: () => done === 2 })
  assert.deepEqual(outcome, { done: ['a', 'b'], refused: [], left: ['c'], failure: null })
  const broken = async () => await Promise.reject(new TypeError('ours'))
  await assert.rejects(runEach(['a'], broken, { onNext, isStopped }), TypeError)
})

test('a list is gathered page by page, and no more of it than can be acted on', async () => {
  const pages: Readonly<Record<string, { rows: string[]; next: string | null }>> = {
    first: { rows: ['a', 'b'], next: 'second' },
    second: { rows: ['c'], next: null },
  }
  const read = async (after: string | null) =>
    await Promise.resolve(pages[after ?? 'first'] ?? { rows: [], next: null })
  assert.deepEqual(await gatherRows(read), ['a', 'b', 'c'])
  let asked = 0
  const endless = async () => {
    asked += 1
    return await Promise.resolve({ rows: Array.from({ length: 999 }, String), next: 'more' })
  }
  assert.equal((await gatherRows(endless)).length, MOST_GATHERED)
  assert.equal(asked, 3)
})
