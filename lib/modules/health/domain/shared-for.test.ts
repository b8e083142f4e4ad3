import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sharedFor } from './shared-for.ts'

test('a thousand who ask at once, and all in the second after, cost one look', async () => {
  let now = 0
  let looks = 0
  const finders: (() => void)[] = []
  const ask = sharedFor(
    1000,
    () => now,
    async () => {
      looks += 1
      await new Promise<void>((resolve) => finders.push(resolve))
      return looks
    },
  )
  const asked = Array.from({ length: 1000 }, async () => await ask())
  assert.equal(looks, 1)
  finders[0]?.()
  assert.deepEqual([...new Set(await Promise.all(asked))], [1])
  now = 999
  assert.equal(await ask(), 1)
  now = 1000
  const anew = ask()
  assert.equal(looks, 2)
  finders[1]?.()
  assert.equal(await anew, 2)
})

test('a failure is not kept', async () => {
  let looks = 0
  const ask = sharedFor(
    1000,
    () => 0,
    async () => {
      looks += 1
      if (looks === 1) throw new Error('no')
      return await Promise.resolve(looks)
    },
  )
  await assert.rejects(ask, /no/)
  assert.equal(await ask(), 2)
})
