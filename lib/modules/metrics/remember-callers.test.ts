import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { rememberCallers } from './remember-callers.ts'

test('a credential is looked up once in a while, and equal questions at the same time once', async () => {
  const asked: string[] = []
  let now = 0
  const remember = rememberCallers(
    async (credential) => {
      asked.push(credential)
      await sleep(5)
      if (credential === 'broken') throw new Error('no database')
      return null
    },
    () => now,
  )
  await Promise.all([remember('a'), remember('a'), remember('b')])
  assert.deepEqual(asked, ['a', 'b'])
  now = 3999
  await remember('a')
  assert.equal(asked.length, 2)
  now = 4001
  await remember('a')
  assert.deepEqual(asked, ['a', 'b', 'a'])
  for (const attempt of [1, 2]) {
    await assert.rejects(remember('broken'), { code: 'unavailable' }, `attempt ${attempt}`)
  }
  assert.equal(asked.filter((one) => one === 'broken').length, 2, 'a failure is not remembered')
})
