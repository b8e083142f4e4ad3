import assert from 'node:assert/strict'
import { before, test, type TestContext } from 'node:test'
import type { Locator, Page } from 'playwright'
import { z } from 'zod'
import { arrive } from '../support/arrive.ts'
import { joinAs, type Inhabited } from '../support/inhabited.ts'
import { PASSWORD, type Person } from '../support/person.ts'
import { takeShots } from '../support/take-shots.ts'

/** What an admin does about other members: their invitations, their sessions, their access, and how long sessions last. */
export function members(shared: () => Inhabited): void {
  const VERA = 'vera@example.test'
  /** Within which an open page notices that its session is over, on a machine that does something else as well. */
  const CLOSES_MS = 10_000

  let at: Inhabited
  let page: Page
  let vera: Person

  before(async () => {
    at = shared()
    vera = await joinAs(at, { email: VERA, name: 'Vera Viewer', role: 'viewer', scope: 'operator' })
    page = await arrive(at.browser, at.admin)
    await page.goto(`${at.installation.url}/members?scope=operator`)
  })

  /** A page of Vera's, open and read. */
  async function openPageOfVera(): Promise<Page> {
    const hers = await arrive(at.browser, vera)
    await hers.goto(`${at.installation.url}/profile`)
    await hers.getByRole('heading', { level: 1, name: 'Vera Viewer' }).waitFor()
    return hers
  }

  /** Waits until a page has left for the sign-in page, and says how long that took. */
  async function closes(open: Page, t: TestContext): Promise<void> {
    const began = performance.now()
    await open.waitForURL(/\/sign-in/, { timeout: CLOSES_MS, waitUntil: 'commit' })
    t.diagnostic(`the open page closed after ${Math.round(performance.now() - began)} ms`)
  }

  async function manageVera(): Promise<Locator> {
    await page.goto(`${at.installation.url}/members?scope=operator`)
    // A press before the page is alive is nobody's.
    await page.getByRole('button', { name: /^Live\b/ }).waitFor()
    await page.getByRole('button', { name: 'Manage Vera Viewer' }).click()
    const drawer = page.getByRole('dialog', { name: 'Member' })
    await drawer.waitFor()
    await drawer.getByText(/^Viewer in /).waitFor()
    const trail = await drawer.getByRole('link', { name: /^What they did/ }).getAttribute('href')
    assert.match(trail ?? '', /^\/audit\?.*\bactor=[\da-f-]{36}/)
    return drawer
  }

  /** Presses a button of the drawer and confirms it in the dialog that asks. */
  async function confirm(drawer: Locator, label: string): Promise<void> {
    await drawer.getByRole('button', { name: label }).click()
    const dialog = page.getByRole('dialog', { name: /Vera Viewer\?$/ })
    await dialog.getByRole('button', { name: label }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  const closeDrawer = async (drawer: Locator): Promise<void> => {
    await drawer.getByRole('button', { name: 'Close' }).click()
    await drawer.waitFor({ state: 'hidden' })
  }

  test('the sessions of another member are listed; one is ended, and its page closes', async (t) => {
    const open = await openPageOfVera()
    const drawer = await manageVera()
    const sessions = drawer.getByRole('listitem').filter({ hasText: 'by password, since' })
    await sessions.first().waitFor()
    assert.equal(await sessions.count(), 1)
    await drawer.getByRole('button', { name: /^End the session on/ }).click()
    await closes(open, t)
    await open.getByText(/Sign in to go back to where you were/).waitFor()
    await drawer.getByText('They are signed in nowhere.').waitFor()
    await closeDrawer(drawer)
  })

  test('access is disabled: pages close, no way in works; enabled again, she signs in', async (t) => {
    await vera.signIn(VERA, PASSWORD)
    const open = await openPageOfVera()
    const drawer = await manageVera()
    await confirm(drawer, 'Disable access')
    await closes(open, t)
    await drawer.getByRole('button', { name: 'Enable access' }).waitFor()
    await assert.rejects(vera.signIn(VERA, PASSWORD), /wrong/)
    await confirm(drawer, 'Enable access')
    await drawer.getByRole('button', { name: 'Disable access' }).waitFor()
    await vera.signIn(VERA, PASSWORD)
    await closeDrawer(drawer)
  })

  test('all sessions of another member are ended at once', async (t) => {
    const open = await openPageOfVera()
    const drawer = await manageVera()
    await confirm(drawer, 'End all their sessions')
    await closes(open, t)
    await closeDrawer(drawer)
  })

  test('an invitation with an end is sent again: the old link is over, the new one joins', async () => {
    await page.goto(`${at.installation.url}/members?scope=operator`)
    const email = 'gus@example.test'
    await page.getByRole('button', { name: 'Invite a member' }).click()
    const dialog = page.getByRole('dialog', { name: /^Invite a member/ })
    await dialog.getByLabel('E-mail address').fill(email)
    await dialog.getByLabel('Name').fill('Gus Guest')
    await dialog.getByLabel('Until').fill('2020-01-01T00:00')
    await dialog.getByRole('button', { name: 'Send invitation' }).click()
    await dialog.getByText('Choose a moment in the future').waitFor()
    const nextYear = new Date().getFullYear() + 1
    await dialog.getByLabel('Until').fill(`${nextYear}-06-01T12:00`)
    await dialog.getByRole('button', { name: 'Send invitation' }).click()
    const first = await linkTo(email, 1)
    await page.getByRole('button', { name: `Resend the invitation of ${email}` }).click()
    await page.getByRole('button', { name: 'Send a new link' }).click()
    const second = await linkTo(email, 2)
    assert.notEqual(first, second)
    const guest = await arrive(at.browser, null)
    await guest.goto(first)
    await guest.getByRole('heading', { name: 'This invitation is over' }).waitFor()
    await guest.goto('about:blank')
    await guest.goto(second)
    await guest.getByLabel('New password').fill(PASSWORD)
    await guest.getByRole('button', { name: 'Accept the invitation' }).click()
    await guest.waitForURL(/\/enrol/)
    await page.reload()
    const row = page.getByRole('row', { name: /Gus Guest/ })
    await row.getByText(/ends in \d+ d/).waitFor()
  })

  /** The link in the `nth` mail to an address. */
  async function linkTo(email: string, nth: number): Promise<string> {
    const { mail } = await at.mailbox.waitFor(
      (message) => at.mailbox.received.filter(({ to }) => to === email).indexOf(message) === nth - 1,
    )
    return /https?:\/\/\S+\/invitation#\S+/.exec(mail.text ?? '')?.[0] ?? ''
  }

  test('how long sessions last is set within bounds, and what lies outside is named at its field', async () => {
    await page.goto(`${at.installation.url}/members?scope=operator`)
    await page.getByText('30 m unused, 12 h in all').waitFor()
    await page.getByRole('button', { name: 'Change limits' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change how long sessions last' })
    const admins = dialog.getByRole('group', { name: 'Admins' })
    await admins.getByLabel('Unused for').fill('999')
    await dialog.getByRole('button', { name: 'Set limits' }).click()
    await admins.getByText(/A whole number of minutes between 1 and 120/).waitFor()
    await admins.getByLabel('Unused for').fill('45')
    await dialog.getByRole('button', { name: 'Set limits' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('45 m unused, 12 h in all').waitFor()
  })

  test('an admin whose role ends is not offered to renew it, and is told who does; the API refuses it by its field', async () => {
    const email = 'tom@example.test'
    const tom = await joinAs(at, { email, name: 'Tom Temporary', role: 'viewer', scope: 'operator' })
    const found = z.object({ members: z.array(z.object({ id: z.string(), email: z.string() })) })
    const { members: all } = await at.admin.must(found, 'GET', '/api/v1/members', { scope: 'operator' })
    const memberId = all.find((one) => one.email === email)?.id
    const end = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()
    const asked = { memberId, role: 'platform_admin' }
    await at.admin.must(z.unknown(), 'POST', '/api/v1/bindings', {
      scope: 'operator',
      body: { ...asked, expiresAt: end(20) },
    })
    const refused = await tom.call('POST', '/api/v1/bindings', {
      scope: 'operator',
      body: { ...asked, expiresAt: end(30) },
    })
    assert.equal(refused.status, 403, JSON.stringify(refused.body))
    const problem = z.object({ errors: z.array(z.object({ field: z.string(), problem: z.string() })) })
    const [fault] = problem.parse(refused.body).errors
    assert.equal(fault?.field, 'expiresAt')
    assert.match(fault.problem, /Another member with the permission member:bind/)

    const his = await arrive(at.browser, tom)
    await his.goto(`${at.installation.url}/members?scope=operator`)
    const row = his.getByRole('row', { name: /Tom Temporary/ })
    const give = row.getByRole('button', { name: 'Give a role to Tom Temporary' })
    await give.waitFor()
    assert.equal(await give.getAttribute('aria-disabled'), 'true')
    await row
      .getByText('A role of yours ends: another member who may give roles renews it.')
      .filter({ visible: true })
      .last()
      .waitFor()
    const others = his.getByRole('button', { name: 'Give a role to Vera Viewer' })
    assert.equal(await others.getAttribute('aria-disabled'), null)
    await takeShots(his, 'members-own-role-ends')
    await his.context().close()
  })
}
