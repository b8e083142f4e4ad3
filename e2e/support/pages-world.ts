// The product with something on every page, who looks at each, and where each lies.
import assert from 'node:assert/strict'
import type { Browser, BrowserContext } from 'playwright'
import { z } from 'zod'
import { openMailbox, type Mailbox } from '#testing/mailbox.ts'
import { startInstallation, type Installation } from '#testing/processes.ts'
import { openWebhookReceiver } from '#testing/webhook-receiver.ts'
import { openBrowser } from './browser.ts'
import { BURNING_METRIC, callCli, prepareEstate, type Estate } from './estate.ts'
import { idOf } from './id-of.ts'
import type { View } from './look.ts'
import { PASSWORD, Person } from './person.ts'
import { writeOnce } from './remote-write.ts'
import { insertWaitingRequest } from './waiting-request.ts'

/** Addresses by the page that serves them, as its folder is called. */
export type Addresses = ReadonlyMap<string, readonly string[]>

/** Everything that is needed to look at pages. */
export interface PagesWorld {
  readonly installation: Installation
  readonly browser: Browser
  /** Filled pages. */
  readonly addresses: Addresses
  /** Pages of a tenant that has nothing yet. */
  readonly empty: Addresses
  /** A context of the browser with whoever looks at a page signed in. */
  openContext(view: View, page?: string): Promise<BrowserContext>
  close(): Promise<void>
}

/** Pages that show themselves to nobody in particular. */
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
/** The page for whoever has no second factor yet. */
const BEFORE_ENROLMENT = new Set(['enrol'])

/** Who looks: the admin, unless a page is for somebody else. */
interface Lookers {
  readonly admin: Person
  /** Somebody who accepted an invitation and has no second factor yet. */
  readonly newcomer: Person
  /** A member of one tenant alone, which is suspended. */
  readonly shutOut: Person
}

function cookiesFor(page: string | undefined, lookers: Lookers): ReturnType<Person['cookies']> {
  if (page === undefined || SIGNED_OUT.has(page)) return []
  if (page === 'suspended') return lookers.shutOut.cookies()
  return (BEFORE_ENROLMENT.has(page) ? lookers.newcomer : lookers.admin).cookies()
}

async function joinWithoutFactor(
  { installation, estate, mailbox }: Cast,
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

/** What the people of these pages come from. */
interface Cast {
  readonly installation: Installation
  readonly estate: Estate
  readonly mailbox: Mailbox
}

async function gatherLookers(cast: Cast): Promise<Lookers> {
  const { admin, platform, tenant } = cast.estate
  const newcomer = await joinWithoutFactor(cast, { email: 'new@example.test', name: 'Nel New', tenant })
  const rasau = await admin.must(z.object({ id: z.string() }), 'POST', '/api/v1/tenants', {
    scope: 'operator',
    body: { platformId: platform, name: 'Rasau' },
  })
  const shutOut = await joinWithoutFactor(cast, { email: 'sue@example.test', name: 'Sue', tenant: rasau.id })
  await admin.must(z.unknown(), 'PATCH', `/api/v1/tenants/${rasau.id}`, {
    scope: 'operator',
    body: { state: 'suspended', reason: 'The contract ended on 31 October.' },
  })
  return { admin, newcomer, shutOut }
}

/** The link of an invitation that nobody has followed yet. */
async function openInvitation({ installation, estate, mailbox }: Cast): Promise<string> {
  await estate.admin.must(z.unknown(), 'POST', '/api/v1/invitations', {
    scope: `tenant:${estate.tenant}`,
    body: { email: 'tia@example.test', name: 'Tia Tenant', role: 'tenant_admin' },
  })
  const { mail } = await mailbox.waitFor(({ to }) => to === 'tia@example.test')
  const link = /https?:\/\/\S+\/invitation\S*/.exec(mail.text ?? '')?.[0] ?? ''
  return link.replace(installation.url, '')
}

const SERVICES = ['licence-server', 'activation-api', 'key-vault', 'billing-export']

/** Leaves an incident that is over, and sends a metric of some services now, the first of them burning. */
async function report(estate: Estate): Promise<void> {
  await leaveHistory(estate)
  const sent = SERVICES.flatMap((job, lane) => [
    { metric: 'up', labels: { job, instance: `${job}:8080` }, at: Date.now(), value: 1 },
    {
      metric: BURNING_METRIC,
      labels: { job, lane: String(lane), episode: 'one' },
      at: Date.now(),
      value: lane === 0 ? 1 : 0,
    },
  ])
  assert.equal((await writeOnce(estate.source, sent)).status, 204)
}

/** An incident that a person opened, and that is over. */
async function leaveHistory({ admin, tenant }: Estate): Promise<void> {
  const scope = `tenant:${tenant}`
  const { id } = await admin.must(z.object({ id: z.string() }), 'POST', '/api/v1/incidents', {
    scope,
    body: { title: 'Activations were slow after a deploy', severity: 'P3' },
  })
  await admin.must(z.unknown(), 'POST', `/api/v1/incidents/${id}/resolve`, {
    scope,
    body: { note: 'The pool of connections was too small. It has twice as many now.' },
  })
}

/** Something that waits for a second person. */
async function askForTwo({ installation, estate }: Cast): Promise<string> {
  const second = await idOf(estate.admin, 'members', { scope: 'operator', name: 'Sam Second' })
  return await insertWaitingRequest(installation, { id: second, name: 'Sam Second' }, 'Angsana')
}

/** Every page with something on it; waits for what the product finds out by itself. */
async function filledPages(cast: Cast, invitation: string): Promise<Addresses> {
  const { admin, platform, tenant } = cast.estate
  const incident = await idOf(admin, 'incidents')
  const host = await idOf(admin, 'services', { name: 'host' })
  const server = await idOf(admin, 'services', { name: 'licence-server' })
  const request = await askForTwo(cast)
  const scopes = ['operator', `platform:${platform}`, `tenant:${tenant}`] as const
  const [fleet, , own] = scopes
  return new Map([
    ['(portal)', scopes.map((scope) => `/?scope=${scope}`)],
    ['(portal)/security', [`/security?scope=${fleet}`]],
    ['(portal)/access', [`/access?scope=${fleet}`, `/access?scope=${own}&role=tenant_admin`]],
    ['(portal)/access/review', [`/access/review?scope=${fleet}`, `/access/review?scope=${own}&show=open`]],
    ['(portal)/canaries', [`/canaries?scope=${fleet}`, `/canaries?scope=${own}`]],
    ['(portal)/api-keys', [`/api-keys?scope=${fleet}`, `/api-keys?scope=${own}`]],
    ['(portal)/audit', [`/audit?scope=${fleet}`, `/audit?scope=${own}&text=nothing+has+this`]],
    ['(portal)/first-steps', [`/first-steps?scope=${fleet}`]],
    ['(portal)/health', [`/health?scope=${fleet}`]],
    [
      '(portal)/explore',
      [
        `/explore?scope=${fleet}&q=up&from=now-15m&to=now`,
        `/explore?scope=${own}&q=up&q=sum(up)&kind=instant`,
      ],
    ],
    ['(portal)/audit/witnesses', [`/audit/witnesses?scope=operator`]],
    ['(portal)/incidents', [`/incidents?scope=${own}`]],
    ['(portal)/incidents/[incidentId]', [`/incidents/${incident}?scope=${fleet}`]],
    ['(portal)/matrix', [`/matrix?scope=${fleet}`, `/matrix?scope=${fleet}&state=down&page=x`]],
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
      [`/services/${host}?scope=${fleet}&from=now-15m&to=now`, `/services/${server}?scope=${own}`],
    ],
    ['(portal)/settings', [`/settings?scope=${fleet}`, `/settings?scope=${own}`]],
    ['(portal)/sign-on', [`/sign-on?scope=${fleet}`, `/sign-on?scope=${own}`]],
    ['recover', ['/recover']],
    ['suspended', ['/suspended']],
    ['(portal)/tenants', scopes.map((scope) => `/tenants?scope=${scope}`)],
    ['(portal)/sources', [`/sources?scope=${own}`]],
    ['confirm-email', ['/confirm-email#bw_eml_of-nobody']],
    ['enrol', ['/enrol']],
    ['invitation', [invitation]],
    ['setup', ['/setup']],
    ['sign-in', ['/sign-in']],
    ['sign-in/[providerId]', ['/sign-in/none?refused=groups']],
    ['sign-in/by-mail', ['/sign-in/by-mail', '/sign-in/by-mail?for=password']],
    ['sign-in/link', ['/sign-in/link#bw_lnk_of-nobody']],
    ['sign-in/organisation', ['/sign-in/organisation']],
    ['unlock', ['/unlock#bw_unl_of-nobody']],
    ['sign-in/password', ['/sign-in/password#bw_lnk_of-nobody']],
  ])
}

/** The pages of the portal that need no object, as they are for a tenant without anything. */
const emptyPages = (filled: Addresses, tenant: string): Addresses =>
  new Map(
    [...filled.keys()]
      // The witnesses are the operator's; nothing leads a tenant there.
      .filter((page) => page.startsWith('(portal)') && !/\[|witnesses/.test(page))
      .map((page) => [
        page,
        [`${page === '(portal)' ? '/' : page.replace('(portal)', '')}?scope=tenant:${tenant}`],
      ]),
  )

/** Starts the product and fills it. `beforeSetUp` sees it while it has no members. */
export async function openPagesWorld(
  beforeSetUp: (world: Pick<PagesWorld, 'installation' | 'browser' | 'openContext'>) => Promise<void>,
): Promise<PagesWorld> {
  const mailbox = await openMailbox()
  const receiver = await openWebhookReceiver()
  const installation = await startInstallation({ SMTP_URL: mailbox.url })
  const browser = await openBrowser()
  const looking: { lookers?: Lookers } = {}
  const openContext = async (view: View, page?: string): Promise<BrowserContext> => {
    const context = await browser.newContext({
      viewport: view.viewport,
      colorScheme: 'dark',
      hasTouch: view.isPhone,
      isMobile: view.isPhone,
    })
    const { lookers } = looking
    const cookies = lookers === undefined ? [] : cookiesFor(page, lookers)
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: installation.url })))
    return context
  }
  await beforeSetUp({ installation, browser, openContext })
  const estate = await prepareEstate(installation, mailbox, receiver)
  const cast = { installation, estate, mailbox }
  const angsana = await callCli(
    installation,
    'tenant',
    'create',
    '--platform',
    estate.platform,
    '--name',
    'Angsana',
  )
  const invitation = await openInvitation(cast)
  looking.lookers = await gatherLookers(cast)
  await report(estate)
  const addresses = await filledPages(cast, invitation)
  return {
    installation,
    browser,
    addresses,
    empty: emptyPages(addresses, angsana['id'] ?? ''),
    openContext,
    async close() {
      await browser.close()
      await installation.stop()
      installation.remove()
      await receiver.close()
      await mailbox.close()
    },
  }
}
