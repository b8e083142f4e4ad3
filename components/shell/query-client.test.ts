import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readProblem, unreachable } from './api-problem.ts'
import { makeQueryClient, shouldRetry } from './query-client.ts'

test('only what may pass is asked again, twice', () => {
  assert.equal(shouldRetry(0, unreachable(false)), true)
  assert.equal(shouldRetry(1, unreachable(false)), true)
  assert.equal(shouldRetry(2, unreachable(false)), false)
  assert.equal(
    shouldRetry(0, readProblem(404, { type: 'urn:bailiwick:problem:not_found' }, new Headers())),
    false,
  )
})

const fail = (status: number, code: string) => async () => {
  throw readProblem(status, { type: `urn:bailiwick:problem:${code}` }, new Headers())
}

test('a session that ended is noticed by queries and by mutations, other refusals are not', async () => {
  let signedOut = 0
  const client = makeQueryClient(() => {
    signedOut += 1
  })
  await assert.rejects(client.query({ queryKey: ['a'], queryFn: fail(403, 'forbidden') }))
  assert.equal(signedOut, 0)
  await assert.rejects(client.query({ queryKey: ['b'], queryFn: fail(401, 'unauthenticated') }))
  assert.equal(signedOut, 1)
  const mutation = client.getMutationCache().build(client, { mutationFn: fail(401, 'unauthenticated') })
  await assert.rejects(mutation.execute(undefined))
  assert.equal(signedOut, 2)
  client.clear()
})

test('a mutation that succeeded refreshes the queries of its tables, and no others', async () => {
  const client = makeQueryClient()
  const answers = { incidents: 0, members: 0 }
  const incidents = {
    queryKey: ['incidents'],
    queryFn: () => (answers.incidents += 1),
    meta: { tables: ['incident', 'alert'] as const },
  }
  const members = {
    queryKey: ['members'],
    queryFn: () => (answers.members += 1),
    meta: { tables: ['member'] as const },
  }
  await client.query(incidents)
  await client.query(members)
  const mutation = client
    .getMutationCache()
    .build(client, { mutationFn: async () => 'done', meta: { tables: ['incident'] } })
  await mutation.execute(undefined)
  assert.equal(client.getQueryState(['incidents'])?.isInvalidated, true)
  assert.equal(client.getQueryState(['members'])?.isInvalidated, false)
  client.clear()
})
