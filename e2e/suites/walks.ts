import assert from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import type { Browser, Page } from 'playwright'
import { z } from 'zod'
import type { Mailbox } from '#testing/mailbox.ts'
import type { Installation } from '#testing/processes.ts'
import { openWebhookReceiver, type WebhookReceiver } from '#testing/webhook-receiver.ts'
import { arrive } from '../support/arrive.ts'
import { BURNING_METRIC, settle, type Estate } from '../support/estate.ts'
import { joinAs, type Inhabited } from '../support/inhabited.ts'
import { keepShots } from '../support/look.ts'
import type { Person } from '../support/person.ts'
import { writeOnce } from '../support/remote-write.ts'
import { Walker } from '../support/walker.ts'

/**
 * The three main journeys by keyboard alone, as somebody walks them who knows the keys: what is pressed is counted, the focus
 * is seen at every stop and given back by what closes. No mouse, and nothing filled in by a script.
 */
export function walks(shared: () => Inhabited): void {
  const ADMIN = 'admin@example.test'
  const TENANT_ADMIN = 'tia@example.test'

  let installation: Installation
  let mailbox: Mailbox
  let receiver: WebhookReceiver
  let browser: Browser
  let estate: Estate
  let tia: Person

  before(async () => {
    receiver = await openWebhookReceiver()
    ;({ installation, mailbox, browser } = shared())
    estate = await settle(shared(), receiver)
    const { admin, tenant } = estate
    tia = await joinAs(
      { admin, mailbox },
      { email: TENANT_ADMIN, name: 'Tia Tenant', role: 'tenant_admin', scope: `tenant:${tenant}` },
    )
    const own = z.object({ id: z.string() })
    const memberIds = []
    for (const person of [admin, tia]) memberIds.push((await person.must(own, 'GET', '/api/v1/me')).id)
    await admin.must(z.unknown(), 'PUT', '/api/v1/escalation-policy', {
      scope: `tenant:${tenant}`,
      body: { steps: [{ delaySeconds: 0, memberIds }] },
    })
  })
  after(async () => await receiver.close())

  /** Lets something burn: a sample over which a rule of the tenant fires. */
  async function burn(lane: number, episode: string): Promise<void> {
    const labels = { job: 'licence-server', lane: String(lane), episode }
    const sent = [{ metric: BURNING_METRIC, labels, at: Date.now(), value: 1 }]
    assert.equal((await writeOnce(estate.source, sent)).status, 204)
  }

  /** The link of the page that somebody gets about an incident. */
  async function mailedLink(to: string, title: string, link: RegExp): Promise<string> {
    const { mail } = await mailbox.waitFor(
      (message) => message.to === to && (message.mail.subject ?? '').includes(title),
    )
    const found = link.exec(mail.text ?? '')?.[0]
    assert.ok(found !== undefined, mail.text)
    return found
  }

  const isLive = async (page: Page): Promise<void> =>
    await page.getByRole('button', { name: /^Live\b/ }).waitFor()

  /** Prints what a way took, and holds it to its bound. */
  function report(t: TestContext, { way }: Walker, journey: string, most: number): void {
    t.diagnostic(`${journey}: ${way.presses} presses, ${way.typed} characters typed`)
    assert.ok(way.presses <= most, `${journey} takes ${way.presses} presses, at most ${most} are fine`)
  }

  test('staff: what is wrong, the incident, resolved', async (t) => {
    const page = await arrive(browser, estate.admin, { viewport: { width: 1440, height: 900 } })
    const walker = new Walker(page)
    const counted = page.waitForResponse(/\/api\/v1\/incidents\?/)
    await page.goto(`${installation.url}/?scope=operator`)
    await counted
    await page.getByRole('heading', { level: 1, name: 'Fleet' }).waitFor()
    await isLive(page)
    assert.equal(await page.getByRole('status', { name: 'New incidents' }).innerText(), '')
    await burn(0, 'first')
    // Whoever hears the page is told, wherever they are on it; whoever sees it finds what it is about without a reload.
    await page
      .getByRole('status', { name: 'New incidents' })
      .getByText('New incident, P1: burning first.')
      .waitFor()
    const waiting = page.getByRole('region', { name: 'Needs a person' })
    await waiting.getByText('Nobody has acknowledged.').waitFor()
    await walker.press('j')
    await walker.stopAt(waiting.getByRole('link', { name: 'burning first' }))
    await walker.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'burning first' }).waitFor()
    await walker.press('a')
    // A single key asks once more before it stops the paging of a P1.
    const question = page.getByRole('dialog', { name: /^Acknowledge / })
    await walker.stopAt(question.getByRole('button', { name: 'Cancel' }))
    await walker.walkTo(question.getByRole('button', { name: 'Acknowledge' }), 'Tab', 1)
    await walker.press('Enter')
    await page.getByText(/^You have INC-/).waitFor()
    // The button is gone with its work; the focus is where the outcome stands.
    const state = page.getByRole('main').locator('header [aria-live=polite]')
    await walker.stopAt(state.filter({ hasText: 'Acknowledged' }))
    await walker.press('r')
    const dialog = page.getByRole('dialog', { name: /^Resolve / })
    await walker.stopAt(dialog.getByRole('textbox', { name: 'Note' }))
    // Somebody thinks again: what had the focus before the dialog has it after it.
    await walker.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await walker.stopAt(state)
    await walker.press('r')
    await walker.stopAt(dialog.getByRole('textbox', { name: 'Note' }))
    await walker.type('Restarted it.')
    await walker.walkTo(dialog.getByRole('button', { name: 'Resolve incident' }), 'Tab', 2)
    await walker.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('and is resolved.').waitFor()
    await walker.stopAt(state.filter({ hasText: 'Resolved' }))
    // What its rule measured is drawn, with the limit, as soon as the sample can be asked for.
    const drawn = page.getByRole('region', { name: 'What the rule measures' })
    await drawn.getByRole('slider', { name: /^Values of / }).waitFor()
    await drawn
      .locator('text')
      .filter({ hasText: /^fires above 0$/ })
      .waitFor()
    report(t, walker, 'staff, from what is wrong to resolved', 12)
    await page.context().close()
  })

  test('on call: the page that arrives, acknowledged', async (t) => {
    await burn(1, 'second')
    const link = await mailedLink(ADMIN, 'burning second', /https?:\/\/\S+\/p\/\S+/)
    const page = await arrive(browser, null, { viewport: { width: 390, height: 844 } })
    const walker = new Walker(page)
    await page.goto(link)
    await page
      .getByRole('heading', { name: /burning second/ })
      .first()
      .waitFor()
    await keepShots(page, 'walk-page')
    await walker.walkTo(page.getByRole('button', { name: /acknowledge/i }), 'Tab', 3)
    await walker.press('Enter')
    await page.getByRole('heading', { name: /^You have it/ }).waitFor()
    await keepShots(page, 'walk-acknowledged')
    report(t, walker, 'on call, from the page to acknowledged', 4)
    await page.context().close()
  })

  test('tenant: the mail, home, the health and the usage of a service', async (t) => {
    await burn(2, 'third')
    const link = await mailedLink(TENANT_ADMIN, 'burning third', /https?:\/\/\S+\/incidents\/\S+/)
    const page = await arrive(browser, tia, { viewport: { width: 1440, height: 900 } })
    const walker = new Walker(page)
    await page.goto(link)
    await page.getByRole('heading', { level: 1, name: 'burning third' }).waitFor()
    await isLive(page)
    await walker.press('g', 'f')
    await page.getByRole('region', { name: 'Key numbers' }).waitFor()
    const services = page.getByRole('region', { name: 'Service health' })
    await services.getByRole('link', { name: 'licence-server' }).waitFor()
    // Usage of money is nobody's figure yet: the number says so, and opens to say what it waits for.
    const cost = page
      .getByRole('group', { name: 'Cost this month' })
      .getByRole('button', { name: 'Not measured yet' })
    await walker.walkTo(cost, 'Tab', 12)
    await walker.press('Enter')
    const drawer = page.getByRole('dialog', { name: 'Explain this number' })
    await drawer.getByText('The first import of costs fills it.').waitFor()
    await walker.stopAt(drawer.getByRole('button', { name: 'Close' }))
    await walker.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
    await walker.stopAt(cost)
    await walker.press('j')
    await walker.stopAt(services.getByRole('link', { name: 'licence-server' }))
    await walker.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'licence-server' }).waitFor()
    for (const figure of ['Traffic', 'Errors', 'p95 response', 'Days without incident'])
      await page.getByRole('region', { name: 'Key numbers' }).getByText(figure, { exact: true }).waitFor()
    await page
      .getByText(/^Not measured yet: no dependency of it is on record\./)
      .first()
      .waitFor()
    report(t, walker, 'tenant, from the mail to the usage and the health of a service', 18)
    await page.context().close()
  })
}
