// Every page, as people have it before them: dark and light at a desk, on a phone the same. The list of pages comes
// from the folders, so that a new one cannot be forgotten.
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright'
import { z } from 'zod'
import { openMailbox, type Mailbox } from '#testing/mailbox.ts'
import { startInstallation, type Installation } from '#testing/processes.ts'
import { openWebhookReceiver } from '#testing/webhook-receiver.ts'
import { openBrowser } from './support/browser.ts'
import { BURNING_METRIC, callCli, prepareEstate, type Estate } from './support/estate.ts'
import { PASSWORD, Person } from './support/person.ts'
import { writeOnce } from './support/remote-write.ts'
import { insertWaitingRequest } from './support/waiting-request.ts'
import { until } from './support/until.ts'

const APP = resolve(import.meta.dirname, '../app')
const WANTED = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Kilobytes of scripts, compressed, that a page may load. With a chart the aim is 280: its library alone is 108. */
const SCRIPT_KB = { plain: 200, chart: 300 }

/** Pages that are open side by side: most of a look is waiting until a page stands still. */
const SIDE_BY_SIDE = 3

const VIEWS = [
  { name: 'desk', viewport: { width: 1440, height: 900 }, isPhone: false },
  { name: 'phone', viewport: { width: 390, height: 844 }, isPhone: true },
] as const
type View = (typeof VIEWS)[number]

const found = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      help: z.string(),
      nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })),
    }),
  ),
})
const listed = (what: string) =>
  z.object({ [what]: z.array(z.object({ id: z.string(), name: z.string().optional() })) })

let installation: Installation
let estate: Estate
/** Somebody who accepted an invitation and has no second factor yet. */
let newcomer: Person
/** A member of one tenant alone, which is suspended. */
let shutOut: Person
/** What was wrong with the set-up page while there were no members. */
const beforeSetUp: string[] = []
let browser: Browser
/** Addresses by the page that serves them. */
let addresses: ReadonlyMap<string, readonly string[]>
const endings: (() => Promise<unknown>)[] = []

/** Sends a metric of two services now, one of them burning. */
async function report(): Promise<void> {
  const sent = ['licence-server', 'activation-api'].flatMap((job, lane) => [
    { metric: 'up', labels: { job, instance: `${job}:8080` }, at: Date.now(), value: 1 },
    {
      metric: BURNING_METRIC,
      labels: { job, lane: String(lane), episode: 'one' },
      at: Date.now(),
      value: 1 - lane,
    },
  ])
  assert.equal((await writeOnce(estate.source, sent)).status, 204)
}

/** An id of the list at `path`, as soon as there is one. */
const idOf = async (path: string, what: string, name?: string): Promise<string> =>
  await until(`${path} with something`, async () => {
    const { [what]: rows = [] } = await estate.admin.must(listed(what), 'GET', path)
    return rows.find((row) => name === undefined || row.name === name)?.id
  })

before(async () => {
  const mailbox = await openMailbox()
  endings.push(async () => await mailbox.close())
  const receiver = await openWebhookReceiver()
  endings.push(async () => await receiver.close())
  installation = await startInstallation({ SMTP_URL: mailbox.url })
  endings.push(async () => {
    await installation.stop()
    installation.remove()
  })
  browser = await openBrowser()
  endings.push(async () => await browser.close())
  for (const view of VIEWS) {
    const context = await openContext(view, [])
    beforeSetUp.push(...(await look(context, view, '/setup')))
    await context.close()
  }
  estate = await prepareEstate(installation, mailbox, receiver)
  const { admin, platform, tenant } = estate
  await callCli(installation, 'tenant', 'create', '--platform', platform, '--name', 'Angsana')
  await admin.must(z.unknown(), 'POST', '/api/v1/invitations', {
    scope: `tenant:${tenant}`,
    body: { email: 'tia@example.test', name: 'Tia Tenant', role: 'tenant_admin' },
  })
  const { mail } = await mailbox.waitFor(({ to }) => to === 'tia@example.test')
  const invitation = /https?:\/\/\S+\/invitation\S*/.exec(mail.text ?? '')?.[0] ?? ''
  newcomer = await joinWithoutFactor(mailbox, { email: 'new@example.test', name: 'Nel New', tenant })
  const rasau = await admin.must(z.object({ id: z.string() }), 'POST', '/api/v1/tenants', {
    scope: 'operator',
    body: { platformId: platform, name: 'Rasau' },
  })
  shutOut = await joinWithoutFactor(mailbox, { email: 'sue@example.test', name: 'Sue', tenant: rasau.id })
  await admin.must(z.unknown(), 'PATCH', `/api/v1/tenants/${rasau.id}`, {
    scope: 'operator',
    body: { state: 'suspended', reason: 'The contract ended on 31 October.' },
  })
  await report()
  const incident = await idOf('/api/v1/incidents', 'incidents')
  const host = await idOf('/api/v1/services', 'services', 'host')
  const server = await idOf('/api/v1/services', 'services', 'licence-server')
  const members = await admin.must(listed('members'), 'GET', '/api/v1/members?scope=operator')
  const second = members['members']?.find(({ name }) => name === 'Sam Second')
  const request = await insertWaitingRequest(
    installation,
    { id: second?.id ?? '', name: 'Sam Second' },
    'Angsana',
  )
  const scopes = ['operator', `platform:${platform}`, `tenant:${tenant}`] as const
  const [fleet, , own] = scopes
  addresses = new Map([
    ['(portal)', scopes.map((scope) => `/?scope=${scope}`)],
    ['(portal)/security', [`/security?scope=${fleet}`]],
    ['(portal)/access', [`/access?scope=${fleet}`, `/access?scope=${own}&role=tenant_admin`]],
    ['(portal)/access/review', [`/access/review?scope=${fleet}`, `/access/review?scope=${own}&show=open`]],
    ['(portal)/canaries', [`/canaries?scope=${fleet}`, `/canaries?scope=${own}`]],
    ['(portal)/audit', [`/audit?scope=${fleet}`, `/audit?scope=${own}&text=nothing+has+this`]],
    ['(portal)/audit/witnesses', [`/audit/witnesses?scope=operator`]],
    ['(portal)/incidents', [`/incidents?scope=${own}`]],
    ['(portal)/incidents/[incidentId]', [`/incidents/${incident}?scope=${fleet}`]],
    ['(portal)/members', [`/members?scope=${fleet}`]],
    ['(portal)/on-call', [`/on-call?scope=${fleet}`]],
    ['(portal)/profile', ['/profile']],
    ['(portal)/provisioning', [`/provisioning?scope=${fleet}`, `/provisioning?scope=${own}`]],
    ['(portal)/requests', [`/requests?scope=${fleet}`]],
    ['(portal)/requests/[requestId]', [`/requests/${request}?scope=${fleet}`]],
    ['(portal)/rules', [`/rules?scope=${fleet}`]],
    ['(portal)/services', [`/services?scope=${fleet}`]],
    [
      '(portal)/services/[serviceId]',
      [`/services/${host}?scope=${fleet}`, `/services/${server}?scope=${own}`],
    ],
    ['(portal)/sign-on', [`/sign-on?scope=${fleet}`, `/sign-on?scope=${own}`]],
    ['recover', ['/recover']],
    ['suspended', ['/suspended']],
    ['(portal)/tenants', scopes.map((scope) => `/tenants?scope=${scope}`)],
    ['(portal)/sources', [`/sources?scope=${own}`]],
    ['confirm-email', ['/confirm-email#bw_eml_of-nobody']],
    ['enrol', ['/enrol']],
    ['invitation', [invitation.replace(installation.url, '')]],
    ['setup', ['/setup']],
    ['sign-in', ['/sign-in']],
    ['sign-in/[providerId]', ['/sign-in/none?refused=groups']],
    ['sign-in/by-mail', ['/sign-in/by-mail', '/sign-in/by-mail?for=password']],
    ['sign-in/link', ['/sign-in/link#bw_lnk_of-nobody']],
    ['sign-in/organisation', ['/sign-in/organisation']],
    ['unlock', ['/unlock#bw_unl_of-nobody']],
    ['sign-in/password', ['/sign-in/password#bw_lnk_of-nobody']],
  ])
})
after(async () => {
  for (const end of endings.toReversed()) await end()
})

/** Pages that show themselves to nobody in particular, and the one for whoever has no second factor yet. */
const SIGNED_OUT = new Set([
  'confirm-email',
  'invitation',
  'setup',
  'sign-in',
  'sign-in/[providerId]',
  'sign-in/by-mail',
  'sign-in/link',
  'sign-in/organisation',
  'unlock',
  'sign-in/password',
])
const BEFORE_ENROLMENT = new Set(['enrol'])

/** Who looks at a page: the admin, unless it is for somebody else. */
function cookiesFor(page: string): ReturnType<Person['cookies']> {
  if (SIGNED_OUT.has(page)) return []
  if (page === 'suspended') return shutOut.cookies()
  return (BEFORE_ENROLMENT.has(page) ? newcomer : estate.admin).cookies()
}

async function joinWithoutFactor(
  mailbox: Mailbox,
  { email, name, tenant }: { readonly email: string; readonly name: string; readonly tenant: string },
): Promise<Person> {
  await estate.admin.must(z.unknown(), 'POST', '/api/v1/invitations', {
    scope: `tenant:${tenant}`,
    body: { email, name, role: 'tenant_viewer' },
  })
  const { mail } = await mailbox.waitFor(({ to }) => to === email)
  const token = /bw_inv_[\w.-]+/.exec(mail.text ?? '')?.[0] ?? ''
  const person = new Person(installation.url)
  await person.must(z.unknown(), 'POST', '/api/v1/invitations/accept', {
    body: { token, name, password: PASSWORD },
  })
  await person.signIn(email, PASSWORD)
  return person
}

async function openContext(view: View, cookies: ReturnType<Person['cookies']>): Promise<BrowserContext> {
  const { viewport, isPhone } = view
  const context = await browser.newContext({
    viewport,
    colorScheme: 'dark',
    hasTouch: isPhone,
    isMobile: isPhone,
  })
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: installation.url })))
  return context
}

interface Seen {
  readonly complaints: string[]
  scriptBytes: number
}

/** Notes what a page complains of and what its scripts weigh on the wire. */
async function watch(page: Page): Promise<Seen> {
  const seen: Seen = { complaints: [], scriptBytes: 0 }
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.complaints.push(message.text())
  })
  page.on('pageerror', (error) => seen.complaints.push(String(error)))
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true }) // each page is weighed as the first one
  const scripts = new Set<string>()
  session.on('Network.responseReceived', ({ type, requestId }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  // Bodies alone: headers are no script.
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) seen.scriptBytes += encodedDataLength
  })
  return seen
}

/** What axe finds against its rules or tags in `runOnly`, one line each. */
async function violationsOf(page: Page, runOnly: readonly string[]): Promise<string[]> {
  const answer: unknown = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], runOnly: ${JSON.stringify(runOnly)} })`,
  )
  return found
    .parse(answer)
    .violations.flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) => `${id} (${help}): ${html} ${failureSummary.replaceAll(/\s+/g, ' ')}`,
      ),
    )
}

/** What is wrong with a page that stands still, one line each. */
async function faultsOf(page: Page, view: View): Promise<string[]> {
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  await page.evaluate(axe.source)
  const dark = await violationsOf(page, WANTED)
  // The theme is a matter of colours alone (tokens.css): what else there is to find was found in the dark.
  await page.emulateMedia({ colorScheme: 'light' })
  // Colours that fade from one to the other are neither.
  await page.waitForTimeout(250)
  await page.waitForFunction(() => document.getAnimations().every((one) => !(one instanceof CSSTransition)))
  const light = await violationsOf(page, ['color-contrast'])
  return [
    ...(wider > 0 ? [`it is ${wider} px wider than the ${view.isPhone ? 'phone' : 'screen'}`] : []),
    ...dark,
    ...light.map((violation) => `in the light: ${violation}`),
  ]
}

/** Everything that is wrong with one address in one view. */
async function look(context: BrowserContext, view: View, address: string): Promise<string[]> {
  const page = await context.newPage()
  const seen = await watch(page)
  await page.goto(`${installation.url}${address}`, { waitUntil: 'load' })
  await page.locator('h1').first().waitFor()
  // Charts and lists that are asked for afterwards: quiet when nothing was asked for a moment.
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
  await page.waitForTimeout(700)
  const faults = [...(await faultsOf(page, view)), ...seen.complaints]
  const { pathname } = new URL(page.url())
  if (pathname !== new URL(address, installation.url).pathname) faults.push(`it led to ${pathname}`)
  const hasChart = (await page.locator('.recharts-wrapper').count()) > 0
  const limit = hasChart ? SCRIPT_KB.chart : SCRIPT_KB.plain
  const weight = Math.round(seen.scriptBytes / 1000)
  if (weight > limit) faults.push(`its scripts weigh ${weight} kB, and ${limit} kB are allowed`)
  // For people: SHOTS=folder keeps a picture of each.
  const shots = process.env['SHOTS']
  if (shots !== undefined) {
    mkdirSync(shots, { recursive: true })
    for (const theme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: theme })
      const name = `${address.replaceAll(/[^a-z-]+/g, '_').slice(0, 40)}-${view.name}-${theme}`
      await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
    }
  }
  await page.close()
  return faults.map((fault) => `${address}: ${fault}`)
}

test('every page of the folders is looked at', () => {
  const pages = readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => file.replace(/\/?page\.tsx$/, ''))
  assert.deepEqual(pages.toSorted(), [...addresses.keys()].toSorted())
})

/** Everything that is wrong in one view, over all pages. */
async function lookAtAll(view: View): Promise<string[]> {
  const faults: string[] = []
  const visits = [...addresses]
  const lookOn = async (): Promise<void> => {
    for (let visit = visits.shift(); visit !== undefined; visit = visits.shift()) {
      const [page, paths] = visit
      const context = await openContext(view, cookiesFor(page))
      for (const path of paths) faults.push(...(await look(context, view, path)))
      await context.close()
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lookOn))
  return faults
}

test('set-up, while there is nobody', () => assert.deepEqual(beforeSetUp, []))

for (const view of VIEWS) {
  test(`${view.name}: nothing overflows, complains, is out of reach or too heavy`, async () =>
    assert.deepEqual(await lookAtAll(view), []))
}
