// The canaries of the real product: every route, page and stream of the real processes is read, and a policy of the database
// that lets everything through, or that is gone, is a red row and an incident P0 after one more check.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright'
import { z } from 'zod'
import { databaseUrl } from '#lib/infra/cluster/role-password.ts'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { listCanariesOutput } from '#lib/modules/canaries/schemas.ts'
import { startThrowAwayCluster, type ThrowAwayCluster } from '#testing/cluster.ts'
import { startInstallation, type Installation } from '#testing/processes.ts'
import { openBrowser } from './support/browser.ts'
import { callCli } from './support/estate.ts'
import { PASSWORD, Person } from './support/person.ts'
import { until } from './support/until.ts'

const ADMIN = 'admin@example.test'
/** Short, so that a test waits for one check and not for a quarter of an hour. */
const INTERVAL_SECONDS = 20
const CHECK_MS = 240_000

let cluster: ThrowAwayCluster
let installation: Installation
let browser: Browser
let admin: Person

const sql = async (text: string): Promise<void> =>
  await withClient(databaseUrl(cluster.adminUrl, 'portal'), async (client) => {
    await client.query(text)
  })
const canaries = async () => await admin.must(listCanariesOutput, 'GET', '/api/v1/canaries?scope=operator')
type Cell = z.infer<typeof listCanariesOutput>['surfaces'][number]['cells'][number]
interface Seen extends Cell {
  readonly surface: string
}
const cellsNow = async (): Promise<Seen[]> =>
  (await canaries()).surfaces.flatMap(({ surface, cells }) => cells.map((cell) => ({ surface, ...cell })))

/** The cells once all of them were checked after a moment. */
const cellsAfter = async (moment: Date): Promise<Seen[]> =>
  await until(
    'a whole check',
    async () => {
      const cells = await cellsNow()
      return cells.every(({ checkedAt }) => checkedAt !== null && new Date(checkedAt) > moment) ? cells : null
    },
    CHECK_MS,
  )

before(async () => {
  cluster = await startThrowAwayCluster()
  installation = await startInstallation({
    DATABASE_URL: databaseUrl(cluster.adminUrl, 'portal'),
    CANARY_INTERVAL_SECONDS: String(INTERVAL_SECONDS),
  })
  browser = await openBrowser()
  await installation.cli('setup', '--name', 'Ada Admin', '--email', ADMIN, '--password', PASSWORD)
  const platform = await callCli(installation, 'platform', 'create', '--name', 'Licences')
  await callCli(installation, 'tenant', 'create', '--platform', platform['id'] ?? '', '--name', 'Merbau')
  admin = new Person(installation.url)
  await admin.signIn(ADMIN, PASSWORD)
  await admin.enrol()
})
after(async () => {
  await browser.close()
  await installation.stop()
  installation.remove()
  cluster.remove()
})

const incidentsNow = async () =>
  (
    await admin.must(
      z.object({ incidents: z.array(z.object({ title: z.string(), severity: z.string() })) }),
      'GET',
      '/api/v1/incidents?scope=operator',
    )
  ).incidents

/** Waits for an incident P0 with these words: it is counted first, reported then; a blind canary one check later. */
const incidentOf = async (words: string): Promise<unknown> =>
  await until(
    'an incident P0',
    async () =>
      (await incidentsNow()).find(({ title, severity }) => severity === 'P0' && title.includes(words)),
    CHECK_MS,
  )

test('every surface is read as every reader, and each canary sees itself alone', async () => {
  const cells = await cellsAfter(new Date())
  const unsure = cells.filter(
    ({ verdict }) => verdict === 'leak' || verdict === 'blind' || verdict === 'failed',
  )
  assert.deepEqual(
    unsure.map(({ surface, reader, verdict, detail }) => `${surface} as ${reader}: ${verdict} ${detail}`),
    [],
  )
  // Nor was there a false alarm while the processes started.
  const alarms = (await incidentsNow()).filter(({ severity }) => severity === 'P0')
  assert.deepEqual(alarms, [])
  const own = new Set(cells.filter(({ verdict }) => verdict === 'own').map(({ surface }) => surface))
  for (const surface of [
    'page /',
    'page /incidents',
    'GET /api/live',
    'GET /api/v1/query',
    'engine GET /api/v1/query',
  ])
    assert.ok(own.has(surface), surface)
  process.stdout.write(
    `${JSON.stringify({ cells: cells.length, surfacesWithOwnMarker: own.size, leaks: 0 })}\n`,
  )
})

/** The page of the canaries as the admin has it. */
async function openPage(): Promise<Page> {
  const context = await browser.newContext()
  await context.addCookies(admin.cookies().map((cookie) => ({ ...cookie, url: installation.url })))
  const page = await context.newPage()
  await page.goto(`${installation.url}/canaries?scope=operator`)
  return page
}

test('a policy that lets everything through: within one check the page is red and the operator is woken', async () => {
  const page = await openPage()
  await page.getByText(/^No marker crossed/).waitFor()
  await sql('alter policy incident_tenant on incident using (true)')
  const cells = await cellsAfter(new Date())
  const leaks = cells.filter(({ verdict }) => verdict === 'leak').map(({ surface }) => surface)
  assert.ok(
    leaks.includes('GET /api/v1/incidents/{incidentId}') && leaks.includes('page /incidents/{incidentId}'),
    leaks.join(', '),
  )
  await incidentOf('shown to another')
  await page.reload()
  await page.getByText(/^Data of one tenant was shown to another/).waitFor()
  await page.getByText('Marker crossed').first().waitFor()
  await page.context().close()
})

test('a policy that was dropped: the same', async () => {
  await sql('drop policy incident_tenant on incident')
  const cells = await cellsAfter(new Date())
  assert.ok(cells.every(({ verdict }) => verdict !== 'leak'))
  const blind = cells.filter(({ verdict }) => verdict === 'blind').map(({ surface }) => surface)
  assert.ok(
    blind.includes('GET /api/v1/incidents') && blind.includes('page /incidents/{incidentId}'),
    blind.join(', '),
  )
  await incidentOf('no longer sees its own data')
  const page = await openPage()
  await page.getByText(/^A canary no longer sees its own data/).waitFor()
  await page.getByText('Own marker missing').first().waitFor()
  await page.context().close()
})

test('the policy is back: the next check is as the first', async () => {
  await sql(
    'create policy incident_tenant on incident to tenant using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))',
  )
  const whole = await cellsAfter(new Date())
  assert.ok(whole.every(({ verdict }) => verdict !== 'leak' && verdict !== 'blind'))
})
