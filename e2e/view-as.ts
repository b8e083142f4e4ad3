// Looking as a tenant: asked why, bannered on every page, read only, and written into the tenant's own audit chain.
import assert from 'node:assert/strict'
import { after, before, describe, test, type TestContext } from 'node:test'
import type { Page } from 'playwright'
import { z } from 'zod'
import { arrive } from './support/arrive.ts'
import { joinAs, type Inhabited } from './support/inhabited.ts'
import type { Person } from './support/person.ts'
import { takeShots } from './support/take-shots.ts'

const REASON = 'Their licences are refused, and they asked us to look.'
/** Labels of buttons that change something. */
const CHANGES =
  /^(Acknowledge|Add|Allow|Change|Connect|Confirm|Create|Delete|Edit|End|Erase|Escalate|Export everything|Give|Invite|Look as|Manage|New|Open an incident|Post|Remove|Rename|Resend|Resolve|Resume|Revoke|Rotate|Suspend)\b/
const id = z.object({ id: z.string() })

let at: Inhabited
/** Of the operations staff: may write rules and acknowledge incidents in every tenant, and look as each. */
let olga: Person
/** Administers the tenant. */
let tim: Person
let page: Page
let theirs: Page
let scope: string
let incident: string

async function gather(place: Inhabited): Promise<void> {
  at = place
  const platform = await at.admin.must(id, 'POST', '/api/v1/platforms', {
    scope: 'operator',
    body: { name: 'Looked at' },
  })
  const tenant = await at.admin.must(id, 'POST', '/api/v1/tenants', {
    scope: 'operator',
    body: { platformId: platform.id, name: 'Merbau' },
  })
  scope = `tenant:${tenant.id}`
  const made = await at.admin.must(id, 'POST', '/api/v1/incidents', {
    scope,
    body: { title: 'Licences are refused' },
  })
  incident = made.id
  olga = await joinAs(at, {
    email: 'olga@example.test',
    name: 'Olga Ops',
    role: 'operator',
    scope: 'operator',
  })
  tim = await joinAs(at, { email: 'tim@example.test', name: 'Tim Tenant', role: 'tenant_admin', scope })
  page = await arrive(at.browser, olga)
  theirs = await arrive(at.browser, tim)
}

async function leave(): Promise<void> {
  await page.context().close()
  await theirs.context().close()
}

const banner = () => page.getByRole('complementary', { name: 'Looking as a tenant' })

/** The pages of the tenant that a sidebar offers, and its incident. */
async function pagesOf(reader: Page): Promise<string[]> {
  await reader.goto(`${at.installation.url}/?scope=${scope}`)
  const links = reader.getByRole('navigation').getByRole('link')
  await links.first().waitFor()
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  return [...new Set([...hrefs, `/incidents/${incident}?scope=${scope}`])]
}

/** How many changes the tenant's own admin has to be offered. */
const SEEN = 5

/** What sounds like a change and stays in the address of the page. */
const HARMLESS = new Set(['Add a query'])

/** What a page offers that would change something: buttons that can be pressed, by their labels. */
async function offersOf(reader: Page, href: string): Promise<string[]> {
  await reader.goto(`${at.installation.url}${href}`)
  await reader.locator('h1').first().waitFor()
  await reader.waitForFunction(() => document.querySelector('main [aria-busy=true]') === null)
  const buttons = reader.getByRole('main').locator('button:not([aria-disabled=true]), a')
  const labels = await buttons.evaluateAll((all) =>
    all.map((one) => one.getAttribute('aria-label') ?? one.textContent),
  )
  return labels.map((label) => label.trim()).filter((label) => CHANGES.test(label) && !HARMLESS.has(label))
}

async function askWhy(): Promise<void> {
  await page.goto(`${at.installation.url}/?scope=${scope}`)
  await page.getByRole('button', { name: 'Look as this tenant' }).click()
  const dialog = page.getByRole('dialog', { name: 'Look as Merbau' })
  const why = dialog.getByRole('textbox', { name: 'Why' })
  const submit = dialog.getByRole('button', { name: 'Look as the tenant' })
  await submit.click()
  assert.equal(await why.evaluate((field) => field.matches(':invalid')), true)
  await why.fill(' '.repeat(12))
  await submit.click()
  await dialog
    .getByText(/10 (to 500 )?characters/)
    .first()
    .waitFor()
  await dialog.locator('[aria-invalid=true]').waitFor()
  assert.equal(await banner().count(), 0)
  await takeShots(page, 'view-as-ask')
  await why.fill(REASON)
  await submit.click()
  await banner().waitFor()
  await dialog.waitFor({ state: 'hidden' })
}

async function lookAtPages(t: TestContext): Promise<void> {
  const own = []
  const ofTheirs = await pagesOf(theirs)
  // Enough of them to know that offers are seen where there are some.
  for (const href of ofTheirs) if (own.length < SEEN) own.push(...(await offersOf(theirs, href)))
  assert.ok(own.length >= SEEN, `what the tenant's own admin is offered: ${own.join(', ')}`)
  const pages = await pagesOf(page)
  const missing = ofTheirs.filter((href) => !pages.includes(href))
  assert.deepEqual(
    missing,
    [],
    'the view shows the pages of the tenant’s admin, also those that the own role lacks',
  )
  for (const href of pages) {
    assert.deepEqual(await offersOf(page, href), [], href)
    const text = await banner().innerText()
    assert.ok(text.includes('Olga Ops looks as Merbau, read only.') && text.includes(REASON), text)
    assert.match(text, /Until .+ left\./)
    await banner().getByRole('button', { name: 'Leave' }).waitFor()
    if (href.startsWith('/sources')) await takeShots(page, 'view-as-sources')
  }
  t.diagnostic(
    `${pages.length} pages; their own admin is offered ${own.length} changes and more, the view none`,
  )
}

async function sendPastPages(): Promise<void> {
  const rule = {
    name: 'up',
    expr: 'up == 0',
    forSeconds: 60,
    severity: 'P2',
    summary: 'down',
  }
  for (const [path, body] of [
    ['/api/v1/rules', rule],
    ['/api/v1/sources', { name: 'another' }],
    [`/api/v1/incidents/${incident}/acknowledge`, undefined],
  ] as const) {
    const { status, body: problem } = await olga.call('POST', path, { scope, ...(body ? { body } : {}) })
    assert.equal(status, 403, `${path}: ${JSON.stringify(problem)}`)
  }
  const { rules } = await at.admin.must(z.object({ rules: z.array(z.unknown()) }), 'GET', '/api/v1/rules', {
    scope,
  })
  const { state } = await at.admin.must(
    z.object({ state: z.string() }),
    'GET',
    `/api/v1/incidents/${incident}`,
    { scope },
  )
  assert.deepEqual([rules.length, state], [0, 'open'])
}

async function readWhoLooked(): Promise<void> {
  await theirs.goto(`${at.installation.url}/audit?scope=${scope}`)
  const row = theirs.getByRole('row', { name: /view-as\.begin/ })
  await row.getByText('Olga Ops').waitFor()
  await row.getByRole('link', { name: 'view-as.begin' }).click()
  await theirs.getByRole('dialog').getByText(REASON).waitFor()
  await takeShots(theirs, 'view-as-audit')
}

async function comeBack(): Promise<void> {
  const sent = await (await olga.fetch(`/?scope=${scope}`)).text()
  assert.match(sent, /aria-label="Looking as a tenant"/, 'the banner is in the page as it is sent')
  await page.goto(`${at.installation.url}/?scope=${scope}`)
  await page.getByText(/^Live/).first().waitFor() // until then no button answers
  await banner().getByRole('button', { name: 'Leave' }).click()
  await banner().waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Look as this tenant' }).waitFor()
  await page.goto(`${at.installation.url}/incidents/${incident}?scope=operator`)
  await page.getByRole('button', { name: 'Acknowledge' }).click()
  await page.getByText(/Nobody else is paged/).waitFor()
  assert.equal(await banner().count(), 0)
  await theirs.goto(`${at.installation.url}/audit?scope=${scope}`)
  await theirs
    .getByRole('row', { name: /view-as\.end/ })
    .getByText('Olga Ops')
    .waitFor()
}

/** Declares the tests of looking as a tenant. */
export function runViewAs(place: () => Inhabited): void {
  describe('looking as a tenant', () => {
    before(async () => await gather(place()))
    after(leave)

    test('it is asked why: nothing and blanks alone are refused at the field, and nothing begins', askWhy)
    test(
      'every page says as whom, why and until when, and offers nothing that changes something',
      lookAtPages,
    )
    test('what is sent past the pages is refused, and the database refuses it too', sendPastPages)
    test('the tenant’s own admin reads on the own audit page who looked, and why', readWhoLooked)
    test('leaving gives the own pages back, and the tenant reads that too', comeBack)
  })
}
