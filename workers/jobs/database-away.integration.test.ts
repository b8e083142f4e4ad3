// Postgres goes away in the middle and comes back: everything goes on by itself, nothing that was committed is lost.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openCluster } from '#lib/infra/cluster/cluster.ts'
import { eventually } from '#lib/infra/jobs/testing/eventually.ts'
import type { JobsProcess } from './start-jobs.ts'
import { openJobsWorld, type JobsWorld } from '#testing/jobs-world.ts'

/** How long Postgres is away; long enough for every connection, lock and lease of the test to run out. */
const AWAY_MS = 8000

const directory = mkdtempSync(join(tmpdir(), 'bailiwick-away-'))
const cluster = await openCluster({ directory, password: 'throw-away', settings: { max_connections: '100' } })
let server = await cluster.start()
let here: JobsWorld
let jobs: JobsProcess
before(async () => {
  // Tells the test database where its cluster is: here one of its own, which may be killed.
  const settings = join(directory, 'test.env')
  writeFileSync(settings, `TEST_PG_ADMIN_URL=${cluster.adminUrl()}\n`)
  process.loadEnvFile(settings)
  here = await openJobsWorld()
  await here.setPolicy(3600)
  jobs = here.start()
  await eventually('the jobs process is ready', () => jobs.isHealthy())
})
after(async () => {
  await jobs.close(3000)
  await here.close()
  await server.stop()
  rmSync(directory, { recursive: true, force: true })
})

/** Pages that arrived, repetitions not counted. */
const paged = (): number => new Set(here.mailbox.received.map(({ mail }) => mail.messageId)).size

/** Fires as the engine does, which keeps what it could not write. */
async function fireUntilWritten(ruleId: string): Promise<string> {
  for (;;) {
    try {
      return await here.fire(ruleId)
    } catch {
      await sleep(50)
    }
  }
}

test(
  'Postgres is killed while pages are on their way, and again before anything is: all recovers by itself',
  { timeout: 120_000 },
  async () => {
    const rules: string[] = []
    for (let n = 0; n < 12; n += 1) rules.push(await here.addRule())
    const fired: string[] = []
    for (const ruleId of rules.slice(0, 6)) fired.push(await here.fire(ruleId))
    for (let round = 0; round < 2; round += 1) {
      server.kill()
      await sleep(AWAY_MS)
      server = await cluster.start()
      const back = performance.now()
      for (const ruleId of rules.slice(6 + round * 3, 9 + round * 3))
        fired.push(await fireUntilWritten(ruleId))
      const expected = fired.length
      await eventually('all are paged', () => paged() === expected, 30_000)
      const seconds = (performance.now() - back) / 1000
      assert.ok(seconds < 15, `recovered ${seconds.toFixed(1)} s after the start`)
    }
    for (const alertId of fired) assert.notEqual(await here.incidentOf(alertId), null)
    // The canaries have incidents of their own.
    const { rows } = await here.admin.query<{ n: number }>(
      'select count(*)::int as n from incident where tenant_id = $1',
      [here.acme.tenantId],
    )
    assert.equal(rows[0]?.n, fired.length, 'one incident each')
    assert.equal(paged(), fired.length, 'every repetition can be told')
    await eventually('the process says that it is healthy', () => jobs.isHealthy())
  },
)
