import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askOnce, NotFetched } from './ask-once.ts'

test('what came is asked for once', async () => {
  let tries = 0
  const asked = askOnce(async () => {
    tries += 1
    return await Promise.resolve('form')
  })
  assert.equal(asked().answer, asked().answer)
  assert.equal(await asked().answer, 'form')
  assert.equal(tries, 1)
})

test('what did not come stays failed while nobody wants it again, and is fetched again then', async () => {
  let tries = 0
  const asked = askOnce(async () => {
    tries += 1
    return await (tries === 1 ? Promise.reject(new Error('chunk')) : Promise.resolve('form'))
  })
  const failed = await asked().answer.catch((error: unknown) => error)
  assert.ok(failed instanceof NotFetched)
  assert.equal(await asked().answer.catch((error: unknown) => error), failed)
  assert.equal(tries, 1)
  failed.forget()
  assert.equal(await asked().answer, 'form')
  assert.equal(tries, 2)
})
