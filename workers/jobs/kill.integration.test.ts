// Jobs processes are killed with -9 while alerts come: no page is lost, and none arrives twice in effect.
// suite: long
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { freePort } from '#lib/infra/cluster/ports.ts'
import { eventually } from '#lib/infra/jobs/testing/eventually.ts'
import type { Received } from '#testing/mailbox.ts'
import { cleanEnvironment, startProgram, type Program } from '#testing/processes.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { openJobsWorld, type JobsWorld } from '#testing/jobs-world.ts'

const ALERTS = 90
const KILLS = 4
/** Jobs that one process has in hand at most; each may have sent without recording when it is killed. */
const IN_HAND = 10

let here: JobsWorld
const programs: Program[] = []
before(async () => {
  here = await openJobsWorld()
  await here.setPolicy(3600)
})
after(async () => {
  for (const program of programs) await program.stop('SIGKILL')
  await here.close()
})

async function startProcess(): Promise<Program> {
  const { auth, tenant, staff, jobs } = here.world.db.urls
  const settings = {
    BAILIWICK_SECRET: TEST_SECRET,
    DB_URL_AUTH: auth,
    DB_URL_TENANT: tenant,
    DB_URL_STAFF: staff,
    DB_URL_JOBS: jobs,
    SMTP_URL: here.mailbox.url,
    JOBS_PORT: String(await freePort()),
    WATCHER_PORT: String(here.receiver.port),
    LEASE_SECONDS: '3',
    SWEEP_SECONDS: '1.5',
    LOG_LEVEL: 'warn',
  }
  const program = startProgram(['workers/jobs.ts'], cleanEnvironment({ ...settings, LOG_LEVEL: 'info' }))
  programs.push(program)
  await program.waitForLine(/the jobs process works/)
  return program
}

/** Somebody was paged about an incident by both ways, and every repetition can be told. */
function checkPaged(code: string, pages: readonly Received[]): void {
  const mails = pages.filter(({ mail }) => (mail.subject ?? '').includes(code))
  assert.ok(mails.length > 0, `${code} was mailed`)
  const messageIds = new Set(mails.map(({ mail }) => mail.messageId))
  assert.equal(messageIds.size, 1, `${code}: every repetition has the same Message-ID`)
  const calls = here.receiver.calls.filter(({ body }) => body.includes(code))
  assert.ok(calls.length > 0, `${code} was posted`)
  const webhookIds = new Set(calls.map(({ headers }) => headers['webhook-id']))
  assert.equal(webhookIds.size, 1, `${code}: every repetition has the same webhook-id`)
  for (const call of calls) new Webhook(here.webhookSecret).verify(call.body, call.headers)
}

test(
  'kill -9 of jobs processes during load loses no page, and receivers can tell every repetition',
  { timeout: 240_000 },
  async () => {
    let [victim, other] = [await startProcess(), await startProcess()]
    const rules: string[] = []
    for (let n = 0; n < ALERTS; n += 1) rules.push(await here.addRule())
    const alerts: string[] = []
    let kills = 0
    for (const [n, ruleId] of rules.entries()) {
      alerts.push(await here.fire(ruleId))
      await sleep(60)
      if (kills < KILLS && n % Math.floor(ALERTS / KILLS) === 10) {
        kills += 1
        await victim.stop('SIGKILL')
        ;[victim, other] = [other, await startProcess()]
      }
    }
    assert.equal(kills, KILLS)

    const unsent = async (): Promise<number> => {
      const { rows } = await here.admin.query<{ n: number }>(
        `select (select count(*) from alert where id = any($1) and incident_id is null)
              + (select count(*) from delivery where state <> 'sent')
              + (select count(*) from incident i where i.tenant_id = $2
                   and (select count(*) from delivery d where d.incident_id = i.id) < 2) as n`,
        [alerts, here.acme.tenantId],
      )
      return Number(rows[0]?.n)
    }
    await eventually(
      'every alert has an incident, every incident was paged by both ways, and every delivery is sent',
      async () => (await unsent()) === 0,
      120_000,
    )

    // The canaries have incidents of their own.
    const { rows } = await here.admin.query<{ code: string }>(
      'select code from incident where tenant_id = $1',
      [here.acme.tenantId],
    )
    assert.equal(rows.length, ALERTS, 'one incident per alert')
    const pages = here.mailbox.received.filter(({ to }) => to === 'ada@example.test')
    for (const { code } of rows) checkPaged(code, pages)
    const repeated =
      pages.length -
      ALERTS +
      here.receiver.calls.filter(({ body }) => body.includes('incident.page')).length -
      ALERTS
    assert.ok(repeated <= KILLS * IN_HAND, `${repeated} messages were repeated by ${KILLS} kills`)
  },
)

test('a process that is told to stop ends within ten seconds, with the jobs in hand done', async () => {
  const program = programs.find((each) => !each.hasEnded())
  assert.ok(program)
  await here.fire(await here.addRule())
  const began = performance.now()
  assert.equal(await program.stop('SIGTERM'), 0)
  assert.ok(performance.now() - began < 10_000)
})
