import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { Redis } from 'ioredis'
import { eventually } from './testing/eventually.ts'
import { describeQueueContract } from './testing/run-contract.ts'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

describeQueueContract('Redis', async () => {
  const port = await freePort()
  const server = spawn(
    '/usr/bin/redis-server',
    [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--maxmemory-policy',
      'noeviction',
    ],
    { stdio: 'ignore' },
  )
  const client = new Redis({ port, lazyConnect: true, retryStrategy: () => 100, maxRetriesPerRequest: null })
  client.on('error', () => undefined)
  await eventually('redis-server answers', async () => (await client.ping().catch(() => '')) === 'PONG')
  return {
    home: { redisUrl: `redis://127.0.0.1:${port}` },
    async cutConnections() {
      await client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
    },
    async close() {
      client.disconnect()
      server.kill('SIGTERM')
      await once(server, 'exit')
    },
  }
})
