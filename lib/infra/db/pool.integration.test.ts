// A process outlives a database that goes away while it holds connections.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cutConnections } from '#testing/cut-connections.ts'
import { createTestDatabase } from '#testing/database.ts'
import { openPool } from './pool.ts'

test('a connection that is cut in the hands of its user is an error of its query, not the end of the process', async (t) => {
  const database = await createTestDatabase()
  const pool = openPool(database.urls.jobs, 'cut', 2)
  const held = await pool.connect()
  t.after(async () => {
    held.release(true)
    await pool.end()
    await database.drop()
  })
  const isOver = new Promise<void>((done) => held.once('end', done))
  const asking = assert.rejects(held.query('select pg_sleep(30)'), /terminat/)
  await cutConnections(database.urls.admin, ['cut'])
  await Promise.all([asking, isOver])
  const { rows } = await pool.query<{ one: number }>('select 1 as one')
  assert.deepEqual(rows, [{ one: 1 }])
})

test('a query that takes too long is an error, and the next one is answered', async (t) => {
  const database = await createTestDatabase()
  const pool = openPool(database.urls.jobs, 'late', 1, 200)
  t.after(async () => {
    await pool.end()
    await database.drop()
  })
  await assert.rejects(pool.query('select pg_sleep(30)'), /timeout/i)
  const { rows } = await pool.query<{ one: number }>('select 1 as one')
  assert.deepEqual(rows, [{ one: 1 }])
})
