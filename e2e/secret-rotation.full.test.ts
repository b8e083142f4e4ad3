// The secret of an installation of two machines is replaced while people and machines go on: no request fails, and the old
// secret is worth nothing afterwards.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { z } from 'zod'
import { rolePassword, roleUrl } from '#lib/infra/cluster/role-password.ts'
import { metricsToken } from '#lib/infra/telemetry/metrics.ts'
import { startInstallation, type Installation } from '#testing/processes.ts'
import { callCli } from './support/estate.ts'
import { PASSWORD, Person } from './support/person.ts'
import { startStoppableCluster, type StoppableCluster } from './support/stoppable-cluster.ts'

const OLD = randomBytes(32).toString('hex')
const NEW = randomBytes(32).toString('hex')
const ADMIN = 'admin@example.test'
/** The secrets of each step: the first one makes, both are taken (ADR 0016). */
const STEPS = [[OLD], [OLD, NEW], [NEW, OLD], [NEW]] as const

let cluster: StoppableCluster
const machines: [Installation | null, Installation | null] = [null, null]

const settingsOf = ([secret, second]: readonly string[]): Record<string, string> => ({
  DATABASE_URL: cluster.url,
  BAILIWICK_SECRET: secret ?? '',
  ...(second === undefined ? {} : { BAILIWICK_SECRET_PREVIOUS: second }),
})

before(async () => {
  cluster = await startStoppableCluster()
})
after(async () => {
  for (const machine of machines) {
    await machine?.stop()
    machine?.remove()
  }
  await cluster.remove()
})

/** Takes one machine out of the balancer, restarts it with the secrets of a step, and puts it back. */
async function restart(at: 0 | 1, step: readonly string[]): Promise<void> {
  const former = machines[at]
  machines[at] = null
  await former?.stop()
  former?.remove()
  machines[at] = await startInstallation(settingsOf(step))
}

/** What a balancer with two machines behind it does: asks one that is in, and another one when that one is just leaving. */
async function ask(path: string, headers: Record<string, string>): Promise<number> {
  for (let tries = 0; tries < 20; tries += 1) {
    const inside = machines.flatMap((machine) => (machine === null ? [] : [machine]))
    const machine = inside[Math.floor(Math.random() * inside.length)]
    try {
      const response = await fetch(`${machine?.url ?? ''}${path}`, { headers, redirect: 'manual' })
      await response.arrayBuffer()
      return response.status
    } catch {
      await sleep(100) // the connection was cut before an answer: it is asked again, as balancers do with GET
    }
  }
  return 0
}

test('three rolling restarts of two machines: no request fails, and the old secret opens nothing', async (t) => {
  await restart(0, STEPS[0])
  const first = machines[0] ?? assert.fail()
  await first.cli('setup', '--name', 'Ada Admin', '--email', ADMIN, '--password', PASSWORD)
  const platform = (await callCli(first, 'platform', 'create', '--name', 'Licences'))['id'] ?? ''
  const tenant =
    (await callCli(first, 'tenant', 'create', '--platform', platform, '--name', 'Merbau'))['id'] ?? ''
  const key = await callCli(first, 'key', 'create', '--tenant', tenant, '--permission', 'incident:read')
  await restart(1, STEPS[0])
  const admin = new Person(first.url)
  await admin.signIn(ADMIN, PASSWORD)
  await admin.enrol()
  const cookie = admin
    .cookies()
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
  const bearer = { authorization: `Bearer ${key['credential'] ?? ''}` }
  const answers = new Map<string, number>()
  const finished = new AbortController()
  const goOn = async (what: string, path: string, headers: Record<string, string>): Promise<void> => {
    while (!finished.signal.aborted) {
      const status = await ask(path, headers)
      const name = `${what} ${status}`
      answers.set(name, (answers.get(name) ?? 0) + 1)
      await sleep(50)
    }
  }
  const callers = [
    goOn('a member', '/api/v1/incidents?scope=operator', { cookie }),
    goOn('a page', '/audit?scope=operator', { cookie }),
    goOn('a key', `/api/v1/incidents?scope=tenant:${tenant}`, bearer),
  ]
  for (const step of STEPS.slice(1, 3)) {
    await restart(0, step)
    await restart(1, step)
  }
  const rotated = await callCli(machines[0] ?? assert.fail(), 'secret', 'rotate')
  const status = await callCli(machines[0] ?? assert.fail(), 'secret', 'status')
  // Who signed in under the old secret signs in again; everybody else goes on.
  finished.abort()
  await Promise.all(callers)
  t.diagnostic(JSON.stringify({ answers: Object.fromEntries(answers), rotated, status }))
  assert.deepEqual(
    [...answers.keys()].filter((name) => !name.endsWith(' 200')),
    [],
  )
  await restart(0, STEPS[3])
  await restart(1, STEPS[3])
  assert.equal(await ask(`/api/v1/incidents?scope=tenant:${tenant}`, bearer), 200, 'the key goes on')
  assert.equal(await ask('/api/v1/incidents?scope=operator', { cookie }), 401, 'a session of before does not')
  await provesUseless(cookie)
  const verified = await (machines[0] ?? assert.fail()).cli('audit', 'verify')
  assert.match(verified, /whole|nothing was changed|ok/i)
})

/** The old secret gives no login to the database, no metrics page, and opens no key that is stored. */
async function provesUseless(cookie: string): Promise<void> {
  for (const role of ['auth', 'tenant', 'staff', 'engine', 'jobs', 'owner', 'backup'] as const) {
    const client = new pg.Client(roleUrl(cluster.url, role, rolePassword(OLD, role)))
    await assert.rejects(client.connect(), /password authentication failed/, role)
  }
  assert.equal(await ask('/metrics', { authorization: `Bearer ${metricsToken(OLD)}` }), 401)
  assert.equal(await ask('/metrics', { authorization: `Bearer ${metricsToken(NEW)}` }), 200)
  assert.notEqual(cookie, '')
  const client = new pg.Client(cluster.url)
  await client.connect()
  const { rows } = await client.query<{ id: string; n: number }>(
    `select wrap_key_id as id, count(*)::int as n from (
       select wrap_key_id from data_key union all select wrap_key_id from kept_secret
       union all select wrap_key_id from audit_subject where wrapped is not null) k group by 1`,
  )
  await client.end()
  assert.equal(rows.length, 1, JSON.stringify(rows))
  z.array(z.object({ id: z.string(), n: z.number().positive() })).parse(rows)
}
