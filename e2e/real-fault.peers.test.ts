// A real fault pages a real person: Debian's Prometheus and node exporter, a real SMTP server, a real webhook receiver,
// a real browser in the size of a phone.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { startInstallation, type Installation } from '#testing/processes.ts'
import { openBrowser } from './support/browser.ts'
import { callCli } from './support/estate.ts'
import { openMailbox, type Mailbox } from '#testing/mailbox.ts'
import { startNodeExporter, startPrometheus, type Peer } from './support/peers.ts'
import { PASSWORD, Person } from './support/person.ts'
import { until } from './support/until.ts'
import { openWebhookReceiver, type WebhookReceiver } from '#testing/webhook-receiver.ts'

const ADMIN = 'admin@example.test'
const SECOND = 'second@example.test'
/** Seconds until the second member is paged. */
const DELAY_SECONDS = 4

const services = z.object({
  services: z.array(
    z.object({ id: z.string(), name: z.string(), state: z.string(), tenantId: z.string().nullable() }),
  ),
})
const incidents = z.object({
  incidents: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      state: z.string(),
      platformId: z.string(),
      tenantId: z.string().nullable(),
    }),
  ),
})
const detail = z.object({
  state: z.string(),
  acknowledgedByName: z.string().nullable(),
  timeline: z.array(z.object({ at: z.iso.datetime(), kind: z.string(), text: z.string() })),
})

let installation: Installation
let mailbox: Mailbox
let receiver: WebhookReceiver
let browser: Browser
let exporter: Peer
let prometheus: Peer & { remove(): void }
let admin: Person
let second: Person
let platform: string
let tenantA: string
let tenantB: string
let webhookSecret: string
let secondId: string

const cli = async (...args: string[]): Promise<Record<string, string>> => await callCli(installation, ...args)

/** What has to be ended, the last begun first; also when the beginning itself failed. */
const endings: (() => Promise<unknown>)[] = []

before(async () => {
  mailbox = await openMailbox()
  endings.push(async () => await mailbox.close())
  receiver = await openWebhookReceiver()
  endings.push(async () => await receiver.close())
  installation = await startInstallation({
    SMTP_URL: mailbox.url,
    MAIL_FROM: 'Bailiwick <bailiwick@example.test>',
  })
  endings.push(async () => {
    await installation.stop()
    installation.remove()
  })
  exporter = await startNodeExporter()
  endings.push(async () => await exporter.kill())
  browser = await openBrowser()
  endings.push(async () => await browser.close())
})
after(async () => {
  for (const end of endings.toReversed()) await end()
})

test('an operator admin, a platform, two tenants, and a second member who is invited by mail', async () => {
  await cli('setup', '--name', 'Ada Admin', '--email', ADMIN, '--password', PASSWORD)
  platform = (await cli('platform', 'create', '--name', 'Licences'))['id'] ?? ''
  tenantA = (await cli('tenant', 'create', '--platform', platform, '--name', 'Merbau'))['id'] ?? ''
  tenantB = (await cli('tenant', 'create', '--platform', platform, '--name', 'Angsana'))['id'] ?? ''
  admin = new Person(installation.url)
  await admin.signIn(ADMIN, PASSWORD)
  await admin.enrol()
  await admin.must(z.unknown(), 'POST', '/api/v1/invitations', {
    scope: `platform:${platform}`,
    body: { email: SECOND, name: 'Sam Second', role: 'on_call' },
  })
  const { mail } = await mailbox.waitFor(({ to }) => to === SECOND)
  const token = /bw_inv_[\w.-]+/.exec(mail.text ?? '')?.[0]
  assert.ok(token !== undefined, `the mail carries a link: ${mail.text ?? ''}`)
  second = new Person(installation.url)
  await second.must(z.unknown(), 'POST', '/api/v1/invitations/accept', {
    body: { token, name: 'Sam Second', password: PASSWORD },
  })
  await second.signIn(SECOND, PASSWORD)
  await second.enrol()
  secondId = (await second.must(z.object({ id: z.string() }), 'GET', '/api/v1/me')).id
})

test('a webhook channel with a secret of its own, and a policy that pages the second after seconds', async () => {
  for (const port of [receiver.port, exporter.port]) {
    await admin.must(z.unknown(), 'POST', '/api/v1/outgoing-allow', {
      scope: 'operator',
      body: { cidr: '127.0.0.1/32', port, reason: 'a receiver and an exporter on this machine' },
    })
  }
  const added = await second.must(z.object({ secret: z.string() }), 'POST', '/api/v1/me/channels', {
    body: { kind: 'webhook', target: receiver.url },
  })
  webhookSecret = added.secret
  const adminId = (await admin.must(z.object({ id: z.string() }), 'GET', '/api/v1/me')).id
  await admin.must(z.unknown(), 'PUT', '/api/v1/escalation-policy', {
    scope: `platform:${platform}`,
    body: {
      steps: [
        { delaySeconds: 0, memberIds: [adminId] },
        { delaySeconds: DELAY_SECONDS, memberIds: [secondId] },
      ],
    },
  })
})

/** Waits until the page of a service draws a chart of what it sends. */
async function waitForCharts(scope: string, serviceId: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await context.addCookies(admin.cookies().map((cookie) => ({ ...cookie, url: installation.url })))
  const page = await context.newPage()
  // A short range: the end of a long one moves on once a minute, and this service is younger than that.
  await page.goto(`${installation.url}/services/${serviceId}?scope=${scope}&from=now-5m&to=now`)
  await page.getByText('Healthy').first().waitFor()
  // Recharts comes when somebody turns to a chart.
  await page
    .getByRole('slider', { name: /^Values of / })
    .first()
    .hover()
  await page.locator('.recharts-wrapper path.recharts-curve').first().waitFor({ state: 'attached' })
  await context.close()
}

test('what Prometheus writes and what the exporter shows are services within 30 s, each in its own scope', async () => {
  const source = await cli('source', 'create', '--tenant', tenantA)
  prometheus = await startPrometheus({
    url: source['remoteWriteUrl'] ?? '',
    credential: source['credential'] ?? '',
  })
  endings.push(async () => {
    await prometheus.kill()
    prometheus.remove()
  })
  await admin.must(z.unknown(), 'POST', '/api/v1/scrape-targets', {
    scope: `platform:${platform}`,
    body: {
      url: `http://127.0.0.1:${exporter.port}/metrics`,
      job: 'node',
      intervalSeconds: 1,
      timeoutSeconds: 1,
    },
  })
  const begun = performance.now()
  const seen = async (scope: string, name: string) => {
    const list = await admin.must(services, 'GET', '/api/v1/services', { scope })
    return list.services.find((service) => service.name === name && service.state === 'healthy')
  }
  const written = await until(
    'the service of the remote-write',
    async () => await seen(`tenant:${tenantA}`, 'prometheus'),
  )
  assert.equal(written.tenantId, tenantA)
  const scraped = await until(
    'the service of the scrape',
    async () => await seen(`platform:${platform}`, 'node'),
  )
  await waitForCharts(`tenant:${tenantA}`, written.id)
  await waitForCharts(`platform:${platform}`, scraped.id)
  const took = performance.now() - begun
  assert.ok(took < 30_000, `both were on their pages after ${took} ms`)
  const other = await admin.must(services, 'GET', '/api/v1/services', { scope: `tenant:${tenantB}` })
  assert.ok(other.services.every(({ name }) => name !== 'prometheus'))
})

test('killing the exporter opens an incident in the right scope and pages the first member, then the second', async () => {
  await admin.must(z.unknown(), 'POST', '/api/v1/rules', {
    scope: `platform:${platform}`,
    body: {
      name: 'exporter-down',
      expr: 'up{job="node"} == 0',
      forSeconds: 0,
      severity: 'P1',
      summary: '{{ $labels.job }} does not answer',
    },
  })
  await exporter.kill()
  const incident = await until('an incident', async () => {
    const list = await admin.must(incidents, 'GET', '/api/v1/incidents', { scope: `platform:${platform}` })
    return list.incidents.find(({ title }) => title === 'node does not answer')
  })
  assert.deepEqual([incident.platformId, incident.tenantId], [platform, null])
  for (const tenant of [tenantA, tenantB]) {
    const list = await admin.must(incidents, 'GET', '/api/v1/incidents', { scope: `tenant:${tenant}` })
    assert.deepEqual(list.incidents, [])
  }
  const first = await mailbox.waitFor(
    ({ to, mail }) => to === ADMIN && (mail.subject ?? '').includes('node does not answer'),
  )
  const later = await mailbox.waitFor(
    ({ to, mail }) => to === SECOND && (mail.subject ?? '').includes('node does not answer'),
  )
  const call = await receiver.waitFor(({ body }) => body.includes(incident.id))
  assert.ok(later.at - first.at >= (DELAY_SECONDS - 1) * 1000, `${later.at - first.at} ms between the two`)
  assert.doesNotThrow(() => new Webhook(webhookSecret).verify(call.body, call.headers))
  assert.throws(() => new Webhook(webhookSecret).verify(`${call.body} `, call.headers))

  // The phone: two taps, from the mail to the acknowledgement.
  const link = /https?:\/\/\S+\/p\/\S+/.exec(later.mail.text ?? '')?.[0]
  assert.ok(link !== undefined, `the page carries a link: ${later.mail.text ?? ''}`)
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  })
  const page = await context.newPage()
  await page.goto(link)
  assert.match(await page.textContent('h1').then((text) => text ?? ''), /node does not answer/)
  await page.getByRole('button', { name: 'Acknowledge' }).tap()
  await page.getByText('You have it').waitFor({ timeout: 10_000 })
  await context.close()
  const taken = await admin.must(detail, 'GET', `/api/v1/incidents/${incident.id}`, {
    scope: `platform:${platform}`,
  })
  assert.deepEqual([taken.state, taken.acknowledgedByName], ['acknowledged', 'Sam Second'])

  exporter = await startNodeExporter(exporter.port)
  const over = await until('the recovery', async () => {
    const now = await admin.must(detail, 'GET', `/api/v1/incidents/${incident.id}`, {
      scope: `platform:${platform}`,
    })
    return now.state === 'resolved' ? now : null
  })
  const told = over.timeline.toReversed()
  assert.deepEqual(
    told.map(({ kind }) => kind),
    ['opened', 'paged', 'paged', 'acknowledged', 'resolved'],
  )
  assert.deepEqual(
    told.map(({ at }) => at),
    told.map(({ at }) => at).toSorted(),
  )
  assert.ok(mailbox.received.some(({ to, mail }) => to === ADMIN && (mail.subject ?? '').includes('P1')))
})
