// The page in a real browser at the size of a phone, on a network that fails: it never says more than the server did.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright'
import { POST as postAcknowledge } from '#app/api/v1/page/acknowledge/route.ts'
import { POST as postState } from '#app/api/v1/page/state/route.ts'
import { systemClock } from '#lib/core/clock.ts'
import { linkContext } from '#lib/infra/context/http-context.ts'
import { acknowledgeIncident, getIncident, resolveIncident } from '#lib/modules/incidents/index.ts'
import { textOf } from '#testing/listeners.ts'
import { openBrowser } from '../../e2e/support/browser.ts'
import { faultsAsShown } from '../../e2e/support/look.ts'
import { GET, POST } from './[token]/route.ts'
import { openPageWorld, type PageWorld } from '#testing/phone-page/page-world.ts'

let here: PageWorld
let browser: Browser
let origin = ''
const violations: string[] = []
/** What the network does with requests of the script: nothing, break them, or lose the answers. */
let network: 'whole' | 'cut' | 'answers lost' = 'whole'

const NONCE = 'bm9uY2U='
const POLICY = `default-src 'self'; script-src 'nonce-${NONCE}' 'strict-dynamic'; style-src 'self' 'nonce-${NONCE}'; img-src 'self' data:; base-uri 'none'; form-action 'self'`

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', origin)
  if (url.pathname.endsWith('.js')) {
    response.setHeader('content-type', 'text/javascript')
    response.end(readFileSync(new URL(`../../public${url.pathname}`, import.meta.url)))
    return
  }
  if (network === 'cut') {
    response.destroy()
    return
  }
  const headers = new Headers({ 'x-nonce': NONCE })
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string') headers.set(name, value)
  const method = request.method ?? 'GET'
  const body = method === 'GET' ? null : await textOf(request)
  const asked = new Request(url, { method, headers, body })
  const context = { params: Promise.resolve({ token: url.pathname.split('/').at(-1) ?? '' }) }
  const handlers: Record<string, () => Promise<Response>> = {
    '/api/v1/page/state': async () => await postState(asked, context),
    '/api/v1/page/acknowledge': async () => await postAcknowledge(asked, context),
  }
  const answer = await (
    handlers[url.pathname] ?? (async () => await (method === 'GET' ? GET : POST)(asked, context))
  )()
  if (network === 'answers lost') {
    response.destroy()
    return
  }
  response.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    'content-security-policy': POLICY,
  })
  response.end(await answer.text())
}

const server = createServer((request, response) => {
  respond(request, response).catch(() => response.destroy())
})

before(async () => {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  server.listen(0, '127.0.0.1', () => resolve(true))
  await promise
  const address = server.address()
  origin = `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`
  here = await openPageWorld(origin, systemClock)
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  server.closeAllConnections()
  server.close()
  await here.close()
})

async function openPage(token: string, { script = true } = {}): Promise<Page> {
  network = 'whole'
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: script,
    locale: 'en-GB',
  })
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text())
  })
  await page.goto(`${origin}/p/${token}`)
  return page
}
const shown = async (page: Page, text: string | RegExp): Promise<void> =>
  await page.getByText(text).and(page.locator(':visible')).first().waitFor({ timeout: 15_000 })
const stateOf = async (incidentId: string): Promise<string> =>
  (await getIncident(here.world.console(here.tenant), { incidentId })).state
const button = (page: Page) => page.getByRole('button')
/** Nothing overflows and axe finds nothing on the page as it stands. */
const assertReachable = async (page: Page): Promise<void> => assert.deepEqual(await faultsAsShown(page), [])

test('one tap acknowledges, and the page says what that stopped', async () => {
  const incidentId = await here.page('License Server: activations fail', 150)
  const page = await openPage(here.token(incidentId, here.ada))
  await shown(page, 'Next: Kwame Mensah is paged in')
  await shown(page, /^Live, \d s$/)
  await assertReachable(page)
  const first = await page.locator('[data-text="left"]').textContent()
  await page.waitForFunction(
    (text) => document.querySelector('[data-text="left"]')?.textContent !== text,
    first,
  )
  const box = await button(page).boundingBox()
  assert.ok(box !== null && box.height >= 60 && box.y > 844 / 2, JSON.stringify(box))
  await button(page).click()
  await shown(page, 'You have it. Escalation stopped.')
  await shown(page, /^Tapped [\d:]{8}, counted [\d:]{8} UTC\+8\. Stopped .+ before step 2\.$/)
  await assertReachable(page)
  assert.equal(await stateOf(incidentId), 'acknowledged')
  assert.equal(await button(page).isVisible(), false)
  await page.context().close()
})

test('without signal the tap is kept, told honestly, tried again, and counted once', async () => {
  const incidentId = await here.page('No signal', 150)
  const page = await openPage(here.token(incidentId, here.ada))
  await shown(page, 'Next: Kwame Mensah is paged in')
  network = 'cut'
  await button(page).click()
  await shown(page, 'Not yet counted')
  await shown(page, /Kwame Mensah will still be paged\.$/)
  await shown(page, /^try \d, next in \d+ s$/)
  await shown(page, /^No signal/)
  await shown(page, 'Queued, retrying')
  await assertReachable(page)
  assert.equal(await page.getByText('You have it').and(page.locator(':visible')).count(), 0)
  assert.equal(await stateOf(incidentId), 'open')
  await page.goto('about:blank') // closed, and opened again where there is signal
  network = 'whole'
  await page.goto(`${origin}/p/${here.token(incidentId, here.ada)}`)
  await shown(page, 'You have it. Escalation stopped.')
  assert.equal(await stateOf(incidentId), 'acknowledged')
  await page.context().close()
})

test('an answer that is lost on its way is no answer; the next one says that it was you', async () => {
  const incidentId = await here.page('Lost answer', 150)
  const page = await openPage(here.token(incidentId, here.ada))
  await shown(page, 'Next: Kwame Mensah is paged in')
  network = 'answers lost'
  await button(page).click()
  await shown(page, 'Not yet counted')
  assert.equal(await stateOf(incidentId), 'acknowledged')
  network = 'whole'
  await shown(page, 'You have it. Escalation stopped.')
  await page.context().close()
})

test('somebody else is faster: the page learns it by itself, and a late tap is told as late', async () => {
  const incidentId = await here.page('A race', 150)
  const [watching, tapping] = [
    await openPage(here.token(incidentId, here.ada)),
    await openPage(here.token(incidentId, here.ada)),
  ]
  await shown(tapping, 'Next: Kwame Mensah is paged in')
  network = 'cut'
  await button(tapping).click()
  await shown(tapping, 'Not yet counted')
  network = 'whole'
  const link = await linkContext(here.runtime, here.token(incidentId, here.kwame), { forwardedFor: null })
  assert.ok(link !== null)
  await acknowledgeIncident(link, { incidentId })
  await shown(watching, 'Kwame Mensah has it.')
  await shown(tapping, 'Kwame Mensah has it.')
  await shown(tapping, /Your tap at [\d:]{8} reached the server after that and changed nothing\.$/)
  await assertReachable(tapping)
  await watching.context().close()
  await tapping.context().close()
})

test('a link that opens nothing, and a tap that is refused, are as good to read', async () => {
  const incidentId = await here.page('Refused', 150)
  const page = await openPage('bw_ack_nothing')
  await shown(page, 'This link opens nothing')
  await assertReachable(page)
  await page.goto(`${origin}/p/${here.token(incidentId, here.ada)}`)
  await resolveIncident(here.world.console(here.tenant), { incidentId, note: 'Over.' })
  // As the form does without the script of the page.
  await page.evaluate(() => document.forms[0]?.submit())
  await shown(page, 'Not counted')
  await assertReachable(page)
  await page.context().close()
})

test('without its script the page works as a form', async () => {
  const incidentId = await here.page('No script', 150)
  const page = await openPage(here.token(incidentId, here.ada), { script: false })
  await shown(page, 'Next: Kwame Mensah is paged in')
  await shown(page, /^As of /)
  await button(page).click()
  await shown(page, 'You have it. Escalation stopped.')
  assert.equal(await stateOf(incidentId), 'acknowledged')
  await page.context().close()
})

test('nothing of all that was against the content security policy', () => assert.deepEqual(violations, []))
