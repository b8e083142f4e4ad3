// Providers that fail: pages take another way within a minute, and arrive when the provider heals.
// suite: waits
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:net'
import { once } from 'node:events'
import { after, afterEach, before, test } from 'node:test'
import { eventually } from '#lib/infra/jobs/testing/eventually.ts'
import { createMailer } from '#lib/infra/mail/index.ts'
import { getIncident } from '#lib/modules/incidents/index.ts'
import type { JobsProcess } from './start-jobs.ts'
import { openJobsWorld, type JobsWorld } from '#testing/jobs-world.ts'

let here: JobsWorld
let jobs: JobsProcess
const open: Server[] = []
before(async () => {
  here = await openJobsWorld()
})
afterEach(async () => {
  await jobs.close(3000)
  for (const server of open.splice(0)) server.close()
})
after(async () => await here.close())

/** A mail server that takes connections and then does as it is told. */
async function serverThat(
  behaves: (line: string) => string | null,
  greeting: string | null,
): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    if (greeting !== null) socket.write(`${greeting}\r\n`)
    socket.on('data', (data) => {
      const answer = behaves(data.toString())
      if (answer !== null) socket.write(`${answer}\r\n`)
    })
  }).listen(0, '127.0.0.1')
  open.push(server)
  await once(server, 'listening')
  const address = server.address()
  return `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

const mailTo = (url: string) =>
  createMailer({ url, from: 'Bailiwick <bailiwick@example.test>', totalMs: 8000, silenceMs: 8000 })

async function fireAndFollow(): Promise<{ incidentId: string; code: string; began: number }> {
  const began = performance.now()
  const alertId = await here.fire(await here.addRule())
  await eventually('the incident is open', async () => (await here.incidentOf(alertId)) !== null)
  const incidentId = (await here.incidentOf(alertId)) ?? ''
  const { code } = await getIncident(here.world.job(here.platform), { incidentId })
  return { incidentId, code, began }
}
const detail = async (incidentId: string) => await getIncident(here.world.job(here.platform), { incidentId })
const only = async (channel: 'email' | 'webhook'): Promise<void> => {
  await here.admin.query(`update channel set enabled = $1`, [channel === 'webhook'])
}

test(
  'a mail server that refuses for good: the next on call is paged at once, and the timeline says why',
  { timeout: 60_000 },
  async () => {
    await only('email')
    await here.setPolicy(3600)
    const refusing = await serverThat(
      (line) => (/^RCPT/i.test(line) ? '550 no such mailbox' : '250 ok'),
      '220 ready',
    )
    jobs = here.start({ mailer: mailTo(refusing) })
    const { incidentId } = await fireAndFollow()
    await eventually(
      'Kwame’s step is fired',
      async () => (await detail(incidentId)).ladder[1]?.state === 'fired',
    )
    const { timeline, decisions } = await detail(incidentId)
    assert.ok(timeline.some(({ text }) => /given up.*no such mailbox.*The next step is due now/.test(text)))
    assert.ok(decisions.some(({ verdict }) => verdict === 'escalated_early'))
    await eventually('nobody is left, and that is said', async () =>
      (await detail(incidentId)).decisions.some(({ verdict }) => verdict === 'nobody_reached'),
    )
  },
)

test(
  'a mail server that hangs: within a minute another step is due, and the page arrives when the server heals',
  { timeout: 120_000 },
  async () => {
    await only('email')
    await here.setPolicy(3600)
    const silent = await serverThat(() => null, null)
    const mailers = [mailTo(silent)]
    jobs = here.start({
      mailer: {
        send: async (mail) => await (mailers.at(-1) ?? mailTo(silent)).send(mail),
        close: () => undefined,
      },
    })
    const { incidentId, code, began } = await fireAndFollow()
    await eventually(
      'Kwame’s step is fired',
      async () => (await detail(incidentId)).ladder[1]?.state === 'fired',
      70_000,
    )
    assert.ok(performance.now() - began < 60_000, `${Math.round((performance.now() - began) / 1000)} s`)
    mailers.push(mailTo(here.mailbox.url))
    await here.mailbox.waitFor(
      ({ to, mail }) => to === 'ada@example.test' && (mail.subject ?? '').includes(code),
      40_000,
    )
    for (const mailer of mailers) mailer.close()
  },
)

test(
  'one of two ways that fails is tried on, and nobody else is woken while the other one reached the member',
  { timeout: 60_000 },
  async () => {
    await only('webhook')
    await here.setPolicy(3600)
    const refusing = await serverThat(
      (line) => (/^RCPT/i.test(line) ? '451 try later' : '250 ok'),
      '220 ready',
    )
    jobs = here.start({ mailer: mailTo(refusing) })
    const { incidentId, code } = await fireAndFollow()
    await here.receiver.waitFor(({ body }) => body.includes(code))
    await eventually(
      'the mail failed three times',
      async () => (await detail(incidentId)).decisions.some(({ verdict }) => verdict === 'other_page'),
      30_000,
    )
    const { ladder, deliveries } = await detail(incidentId)
    assert.equal(ladder[1]?.state, 'waiting')
    const mail = deliveries.find(({ channel }) => channel === 'email')
    assert.deepEqual([mail?.state, mail?.attempt], ['failed', 3])
  },
)
