// From the code in the terminal to a tenant admin who sees one tenant and nothing else, in a real browser.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { generate } from 'otplib'
import type { Browser, BrowserContext, Page } from 'playwright'
import { z } from 'zod'
import { openMailbox, type Mailbox } from '#testing/mailbox.ts'
import { startInstallation, type Installation } from '#testing/processes.ts'
import { openBrowser } from './support/browser.ts'
import { PASSWORD } from './support/person.ts'
import { until } from './support/until.ts'

const ADMIN = 'admin@example.test'
const TENANT_ADMIN = 'tenant.admin@example.test'

let installation: Installation
let mailbox: Mailbox
let browser: Browser
/** Violations of the content policy and errors in the console: there are to be none. */
const complaints: string[] = []
const endings: (() => Promise<unknown>)[] = []
/** The first member, from set-up on. */
let ada: { readonly context: BrowserContext; readonly page: Page }
const ids = { platform: '', merbau: '', angsana: '' }

before(async () => {
  mailbox = await openMailbox()
  endings.push(async () => await mailbox.close())
  installation = await startInstallation({ SMTP_URL: mailbox.url })
  endings.push(async () => {
    await installation.stop()
    installation.remove()
  })
  browser = await openBrowser()
  endings.push(async () => await browser.close())
})
after(async () => {
  for (const end of endings.toReversed()) await end()
})

async function newPage(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('the server responded with a status of 4'))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return { context, page }
}

async function signIn(page: Page, who: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(who)
  await page.getByLabel(/^(New password|Password)$/).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Enrols an authenticator app: reads the secret from the page as a person would, and keeps the recovery codes. */
async function enrol(page: Page): Promise<void> {
  await page.waitForURL(/\/enrol/)
  const secret = await page
    .locator('figure', { hasText: 'Or type this secret' })
    .locator('code')
    .textContent()
  await page.getByLabel('Code from your authenticator').fill(await generate({ secret: secret ?? '' }))
  await page.getByRole('button', { name: 'Confirm the code' }).click()
  await page.getByLabel('Recovery codes').waitFor()
  assert.equal(await page.getByLabel('Recovery codes').locator('li').count(), 10)
  await page.getByLabel('I have kept them').check()
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/enrol'))
}

/** Calls the API as the page does, with its cookie. */
async function api<S extends z.ZodType>(
  page: Page,
  schema: S,
  call: string,
  body?: unknown,
): Promise<z.output<S>> {
  const answer = await page.evaluate(
    async ([asked, text]) => {
      const [method = '', address = ''] = asked.split(' ')
      const response = await fetch(address, {
        method,
        ...(text === '' ? {} : { body: text, headers: { 'content-type': 'application/json' } }),
      })
      return { status: response.status, text: await response.text() }
    },
    [call, body === undefined ? '' : JSON.stringify(body)] as const,
  )
  assert.ok(answer.status < 300, `${call}: ${answer.status} ${answer.text}`)
  return schema.parse(JSON.parse(answer.text))
}

const made = z.object({ id: z.string() })

test('the code from the terminal opens set-up; the first member enrols a second factor and sees our own platform', async () => {
  ada = await newPage()
  const { page } = ada
  await page.goto(`${installation.url}/`)
  await page.goto(`${installation.url}/setup`)
  await page.getByLabel('Set-up code').fill('bw_set_wrong')
  await page.getByLabel('Organisation').fill('Example Operations')
  await page.getByLabel('Your name').fill('Ada Admin')
  await page.getByLabel('E-mail address').fill(ADMIN)
  await page.getByLabel(/^(New password|Password)$/).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create the first member' }).click()
  await page.locator('[aria-invalid=true]').waitFor()
  await page.getByLabel('Set-up code').fill(installation.setupCode ?? '')
  await page.getByRole('button', { name: 'Create the first member' }).click()
  await page.waitForURL(/\/(sign-in|enrol)/)
  if (page.url().includes('/sign-in')) await signIn(page, ADMIN)
  await enrol(page)
  await page.getByRole('heading', { level: 1, name: 'Fleet' }).waitFor()
  await page.getByText('Bailiwick').first().waitFor()

  ids.platform = (await api(page, made, 'POST /api/v1/platforms?scope=operator', { name: 'Licences' })).id
  const tenant = async (name: string) =>
    (
      await api(page, made, `POST /api/v1/tenants?scope=platform:${ids.platform}`, {
        platformId: ids.platform,
        name,
      })
    ).id
  ids.merbau = await tenant('Merbau')
  ids.angsana = await tenant('Angsana')
  for (const [id, name] of [
    [ids.merbau, 'source-of-merbau'],
    [ids.angsana, 'source-of-angsana'],
  ] as const) {
    await api(page, z.unknown(), `POST /api/v1/sources?scope=tenant:${id}`, { name })
    await api(page, z.unknown(), `POST /api/v1/incidents?scope=tenant:${id}`, {
      title: `incident of ${name}`,
    })
  }
  await api(page, z.unknown(), `POST /api/v1/invitations?scope=tenant:${ids.merbau}`, {
    email: TENANT_ADMIN,
    name: 'Tia Tenant',
    role: 'tenant_admin',
  })
  await page.goto(`${installation.url}/?scope=platform:${ids.platform}`)
  await page.getByText('Merbau').first().waitFor()
})

test('the invited tenant admin sees only their tenant: every list, search, stream, page and answer', async () => {
  const { mail } = await mailbox.waitFor(({ to }) => to === TENANT_ADMIN)
  const link = /https?:\/\/\S+\/invitation#\S+/.exec(mail.text ?? '')?.[0]
  assert.ok(link !== undefined)
  const { context, page } = await newPage()
  await page.goto(link)
  await page.getByLabel(/^(New password|Password)$/).fill(PASSWORD)
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
  await page.waitForURL(/\/(sign-in|enrol)/)
  if (page.url().includes('/sign-in')) await signIn(page, TENANT_ADMIN)
  await enrol(page)
  await page.getByText('Merbau').first().waitFor()
  const paths = [
    'scopes',
    'platforms',
    'tenants',
    'services',
    'sources',
    'members',
    'incidents?state=all',
    'rules',
    'alerts',
    'audit?limit=200',
    'search?q=a',
    'overview/tenant',
    'api-keys',
    'scrape-targets',
  ]
  for (const path of paths) {
    const text = await page.evaluate(
      async (address) => await (await fetch(address)).text(),
      `/api/v1/${path}`,
    )
    for (const foreign of ['Angsana', 'source-of-angsana', ids.angsana])
      assert.ok(!text.includes(foreign), `${path} shows ${foreign}`)
  }
  for (const scope of [
    `tenant:${ids.angsana}`,
    `platform:${ids.platform}`,
    'operator',
    'tenant:01a1fdb0-c0ca-744e-8fd7-88f530268fb0',
  ]) {
    const status = await page.evaluate(
      async (address) => (await fetch(address)).status,
      `/api/v1/incidents?scope=${scope}`,
    )
    assert.equal(status, 404, scope)
  }
  for (const path of ['/', '/incidents', '/sources', '/members', '/audit']) {
    await page.goto(`${installation.url}${path}`)
    await page.locator('h1').first().waitFor()
    assert.ok(!(await page.content()).includes('Angsana'), `${path} shows the other tenant`)
  }
  // The stream: what happens to the other tenant is not heard, what happens to one's own is.
  const heard = await page.evaluate(async (scope) => {
    const tables: string[] = []
    const source = new EventSource(`/api/live?scope=${scope}`)
    source.addEventListener('change', (event) => tables.push(String(event.data)))
    await new Promise((done) => source.addEventListener('beat', done, { once: true }))
    Object.assign(globalThis, { heardByTest: tables })
    return tables.length
  }, `tenant:${ids.merbau}`)
  assert.equal(heard, 0)
  await installation.cli('source', 'create', '--tenant', ids.angsana, '--name', 'unheard')
  await installation.cli('source', 'create', '--tenant', ids.merbau, '--name', 'heard')
  const events = await until('an event of the own tenant', async () => {
    const list = await page.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'heardByTest')))
    const texts = z.array(z.string()).parse(JSON.parse(list))
    return texts.length > 0 ? texts : null
  })
  assert.equal(events.length, 1, events.join(' '))
  await context.close()
})

test('our own services report within a minute of the first page, with charts of real samples', async () => {
  const { context, page } = ada
  const list = z.object({
    services: z.array(z.object({ id: z.string(), name: z.string(), state: z.string() })),
  })
  const host = await until(
    'six healthy services',
    async () => {
      const { services } = await api(page, list, 'GET /api/v1/services?scope=operator')
      const own = services.filter(({ name }) =>
        ['web', 'engine', 'jobs', 'watcher', 'postgres', 'host'].includes(name),
      )
      return own.length === 6 && own.every(({ state }) => state === 'healthy')
        ? own.find(({ name }) => name === 'host')
        : null
    },
    60_000,
  )
  // Six hours unless told: their steps are minutes, and this installation is younger than one.
  await page.goto(`${installation.url}/services/${host.id}?scope=operator`)
  await page.getByRole('heading', { level: 1, name: 'host' }).waitFor()
  await page
    .getByRole('slider', { name: /^Values of / })
    .first()
    .waitFor()
  await page.goto(`${installation.url}/services/${host.id}?scope=operator&from=now-5m&to=now`)
  // Recharts comes when somebody turns to a chart.
  await page
    .getByRole('slider', { name: /^Values of / })
    .first()
    .hover()
  await page.locator('.recharts-wrapper path.recharts-curve').first().waitFor({ state: 'attached' })
  for (const path of ['/incidents', '/rules', '/audit', '/on-call', '/sources', '/members']) {
    await page.goto(`${installation.url}${path}?scope=operator`)
    await page.locator('h1').first().waitFor()
  }
  await context.close()
})

test('nothing violated the content policy and no page complained', () => assert.deepEqual(complaints, []))
