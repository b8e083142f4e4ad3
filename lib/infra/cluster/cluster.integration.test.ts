import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './is-alive.ts'
import { openCluster, type Cluster } from './cluster.ts'
import type { RunningServer } from './server-process.ts'
import { sqlState, withClient } from './with-client.ts'

const password = 'superuser-password'
let directory = ''
let cluster: Cluster
let server: RunningServer

const rows = async (sql: string): Promise<unknown[]> =>
  await withClient(
    cluster.adminUrl(),
    async (client) => (await client.query<Record<string, unknown>>(sql)).rows,
  )

before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'cluster-'))
  cluster = await openCluster({ directory, password })
  server = await cluster.start()
})
after(async () => {
  await server.stop()
  rmSync(directory, { recursive: true })
})

test('it answers on loopback only, over a password only, and not over a socket file', async () => {
  assert.deepEqual(await rows('select 1 as one'), [{ one: 1 }])
  const wrong = cluster.adminUrl().replace(password, 'wrong')
  await assert.rejects(
    withClient(wrong, async (client) => await client.query('select 1')),
    (error) => sqlState(error) === '28P01',
  )
  assert.equal(existsSync(`/tmp/.s.PGSQL.${server.port}`), false)
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((card) => card?.family === 'IPv4' && !card.internal)
  const host = outside?.address ?? '127.0.0.2' // a machine without a network card still has other loopback addresses
  const answer = await new Promise((done) => {
    connect(server.port, host)
      .once('error', () => done('refused'))
      .once('connect', () => done('connected'))
  })
  assert.equal(answer, 'refused')
})

test('the password file of initdb is gone, and it checks its pages', async () => {
  assert.equal(existsSync(join(directory, 'initdb-password')), false)
  assert.deepEqual(await rows('show data_checksums'), [{ data_checksums: 'on' }])
})

test('kill -9 amid commits: nothing that was acknowledged is lost, and it comes back on the same port', async () => {
  await rows('create table durable (n int primary key)')
  let acknowledged = 0
  const writer = withClient(cluster.adminUrl(), async (client) => {
    for (;;) {
      await client.query('insert into durable values ($1)', [acknowledged + 1])
      acknowledged += 1
    }
  })
  const cut = assert.rejects(writer)
  await sleep(300)
  process.kill(server.pid, 'SIGKILL')
  await cut
  assert.deepEqual((await server.ended).signal, 'SIGKILL')
  const { port } = server
  server = await cluster.start()
  assert.equal(server.port, port)
  const [found] = await rows('select count(*)::int as n, max(n) as last from durable')
  assert.ok(acknowledged > 0)
  // One more than acknowledged may have been committed: its answer was on the way.
  assert.ok(
    [acknowledged, acknowledged + 1].some((n) => JSON.stringify(found) === JSON.stringify({ n, last: n })),
  )
})

test('a server that a killed supervisor left behind is found, stopped and replaced', async () => {
  const orphan = server
  server.unref()
  const heir = await openCluster({ directory, password })
  const next = await heir.start()
  assert.equal(isAlive(orphan.pid), false)
  assert.equal(next.port, orphan.port)
  server = next
  cluster = heir
})

test('a port that somebody took meanwhile is given up by a new supervisor', async () => {
  const { port } = server
  await server.stop()
  const squatter = createServer().listen(port, '127.0.0.1')
  cluster = await openCluster({ directory, password })
  server = await cluster.start()
  assert.notEqual(server.port, port)
  assert.deepEqual(await rows('select 1 as one'), [{ one: 1 }])
  squatter.close()
})

test('an ordered stop is clean', async () => {
  await server.stop()
  assert.match(readFileSync(join(directory, 'postgres.log'), 'utf8').trim(), /database system is shut down$/)
  server = await cluster.start()
})

test('a server that cannot start says why', async () => {
  const broken = mkdtempSync(join(tmpdir(), 'cluster-'))
  const other = await openCluster({
    directory: broken,
    password,
    settings: { fsync: 'off', shared_buffers: 'lots' },
  })
  await assert.rejects(other.start(), /before it was ready:[^]*shared_buffers/)
  rmSync(broken, { recursive: true })
})

test('root runs it as another account, which cannot read the secrets beside it', () => {
  const owner = execFileSync('ps', ['-o', 'user:32=', '-p', String(server.pid)])
    .toString()
    .trim()
  const me = execFileSync('id', ['-un']).toString().trim()
  assert.equal(owner, me === 'root' ? 'bailiwick-db' : me)
})
