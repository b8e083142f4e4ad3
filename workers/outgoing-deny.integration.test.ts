// What OUTGOING_DENY closes is called by none of the processes that call anything, though the operator's list and the settings
// allow it: the engine and the jobs process as they are started, and the client of the web process.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { operatorScope } from '#lib/core/scope.ts'
import { freePort } from '#lib/infra/cluster/ports.ts'
import { loadConfig } from '#lib/infra/config/env.ts'
import { outgoingClient } from '#lib/infra/context/outgoing-client.ts'
import { newId } from '#lib/infra/db/index.ts'
import { OutgoingError } from '#lib/infra/http/outgoing.ts'
import { eventually } from '#lib/infra/jobs/testing/eventually.ts'
import { listOutgoingAllow } from '#lib/modules/access/index.ts'
import { addWitness, listAnchors } from '#lib/modules/audit/index.ts'
import { openJobsWorld, type JobsWorld } from '#testing/jobs-world.ts'
import { startListener, type TestListener } from '#testing/listeners.ts'
import { cleanEnvironment, startProgram, type Program } from '#testing/processes.ts'
import { TEST_SECRET } from '#testing/template.ts'

let here: JobsWorld
let open: TestListener
let closed: TestListener
let outgoing: { OUTGOING_ALLOW: string; OUTGOING_DENY: string }
const programs: Program[] = []

before(async () => {
  here = await openJobsWorld()
  open = await startListener((_request, response) => response.end('up 1\n'))
  closed = await startListener((_request, response) => response.end('up 1\n'), { host: '127.0.0.2' })
  outgoing = {
    OUTGOING_ALLOW: [open, closed].map(({ port }) => `127.0.0.0/8:${port}`).join(', '),
    OUTGOING_DENY: '127.0.0.2, denied.internal',
  }
  for (const { port } of [open, closed])
    await here.admin.query(
      `insert into outgoing_allow (id, cidr, port, reason, created_by) values ($1, '127.0.0.0/24', $2, 'a test', 'test')`,
      [newId(), port],
    )
})
after(async () => {
  for (const program of programs) await program.stop('SIGKILL')
  await open.close()
  await closed.close()
  await here.close()
})

async function start(part: 'engine' | 'jobs', ready: RegExp): Promise<Program> {
  const { auth, tenant, staff, engine, jobs } = here.world.db.urls
  const settings = {
    ...outgoing,
    BAILIWICK_SECRET: TEST_SECRET,
    DB_URL_AUTH: auth,
    DB_URL_TENANT: tenant,
    DB_URL_STAFF: staff,
    DB_URL_ENGINE: engine,
    DB_URL_JOBS: jobs,
    ENGINE_PORT: String(await freePort()),
    JOBS_PORT: String(await freePort()),
    SWEEP_SECONDS: '1.5',
  }
  const program = startProgram([`workers/${part}.ts`], cleanEnvironment(settings))
  programs.push(program)
  await program.waitForLine(ready)
  return program
}

test('the engine scrapes what is open and never what is closed', async () => {
  const seen = open.requests.length
  for (const { origin } of [open, closed])
    await here.admin.query(
      `insert into scrape_target (id, platform_id, url, job, interval_seconds, timeout_seconds, labels)
       values ($1, $2, $3, 'node', 1, 1, '{}')`,
      [newId(), here.platform.platformId, `${origin}/metrics`],
    )
  const program = await start('engine', /the engine listens/)
  await eventually('three scrapes of what is open', () => open.requests.length >= seen + 3, 30_000)
  await program.waitForLine(/127\.0\.0\.2 is closed by OUTGOING_DENY/)
  assert.equal(closed.connections(), 0)
})

test('the jobs process gives heads to the witness that is open and never to the one that is closed', async () => {
  const operator = here.world.console(operatorScope)
  for (const { origin } of [open, closed])
    await addWitness(operator, { kind: 'webhook', target: `${origin}/heads` }, here.own)
  const program = await start('jobs', /the jobs process works/)
  const lastOf = async (of: TestListener) =>
    (await listAnchors(operator)).witnesses.find(({ target }) => target.startsWith(of.origin))?.last
  await eventually('both were tried', async () => {
    const tried = [await lastOf(open), await lastOf(closed)]
    return tried.every((last) => last !== undefined && last !== null)
  })
  assert.equal((await lastOf(open))?.state, 'delivered')
  assert.equal((await lastOf(closed))?.state, 'failed')
  await program.waitForLine(/127\.0\.0\.2 is closed by OUTGOING_DENY/)
  assert.ok(open.requests.some(({ url }) => url === '/heads'))
  assert.equal(closed.connections(), 0)
})

test('the client of the web process asks what is open and never what is closed', async () => {
  const client = outgoingClient({ ...here.own }, () => loadConfig(outgoing))
  const ask = async (origin: string) =>
    await client.request({ url: `${origin}/of-the-web`, scope: operatorScope, allowHttp: true })
  assert.equal((await ask(open.origin)).status, 200)
  for (const origin of [closed.origin, `http://denied.internal:${open.port}`])
    await assert.rejects(
      ask(origin),
      (error: unknown) =>
        error instanceof OutgoingError && (error.detail ?? '').includes('closed by OUTGOING_DENY'),
    )
  assert.equal(closed.connections(), 0)
})

test('the list of allowed addresses says of each entry what the settings close of it', async () => {
  const operator = here.world.console(operatorScope)
  const listed = async (deny: string) =>
    (
      await listOutgoingAllow(operator, () =>
        outgoingClient({ ...here.own }, () => loadConfig({ OUTGOING_DENY: deny })),
      )
    ).entries.find(({ port }) => port === closed.port)?.closed
  assert.equal(await listed(''), null)
  assert.deepEqual(await listed('127.0.0.2'), { by: '127.0.0.2', isWhole: false })
  assert.deepEqual(await listed('10.0.0.0/8, 127.0.0.0/8'), { by: '127.0.0.0/8', isWhole: true })
  assert.deepEqual(await listed('localhost'), { by: 'localhost', isWhole: false })
})
