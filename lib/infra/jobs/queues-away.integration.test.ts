// Queues that were opened while their database was away: BullMQ itself would remember that for ever.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer, type Server } from 'node:net'
import { test } from 'node:test'
import { freePort } from '#lib/infra/cluster/ports.ts'
import { createTestDatabase } from '#testing/database.ts'
import { openQueues } from './queues.ts'
import { eventually } from './testing/eventually.ts'

/** Forwards connections to the server of `url`. */
async function startForwarding(port: number, url: URL): Promise<Server> {
  const server = createServer((incoming) => {
    const outgoing = connect(Number(url.port), url.hostname)
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

test('queues and workers work as soon as the database is there', async (t) => {
  const database = await createTestDatabase()
  const real = new URL(database.urls.jobs)
  const port = await freePort()
  const seen: string[] = []
  const errors: string[] = []
  const forwarded = Object.assign(new URL(real), { hostname: '127.0.0.1', port: String(port) })
  const queues = openQueues({
    home: { postgresUrl: forwarded.href },
    onError: (_queue, error) => errors.push(error.message),
  })
  t.after(async () => {
    await queues.close(1000)
    await database.drop()
  })
  queues.work('paging', async ({ id }) => {
    seen.push(id)
    await Promise.resolve()
  })
  const data = { platformId: null, tenantId: null, outboxId: null, payload: null }
  const add = async (id: string): Promise<void> => await queues.add('paging', [{ name: 'away', id, data }])
  await assert.rejects(add('too-early'), /ECONNREFUSED/)
  await eventually('the worker was refused', () => errors.some((error) => error.includes('ECONNREFUSED')))
  const server = await startForwarding(port, real)
  t.after(() => server.close())
  await add('in-time')
  await eventually('it runs', () => seen.length > 0, 10_000)
  assert.deepEqual(seen, ['in-time'])
})
