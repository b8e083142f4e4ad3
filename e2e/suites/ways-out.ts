import assert from 'node:assert/strict'
import { before, test, type TestContext } from 'node:test'
import type { Locator, Page } from 'playwright'
import { z } from 'zod'
import { ageSessions } from '../support/age-sessions.ts'
import { arrive } from '../support/arrive.ts'
import { takeIn, type Directory } from '../support/directory.ts'
import { joinAs, type Inhabited } from '../support/inhabited.ts'
import { PASSWORD, type Person } from '../support/person.ts'
import { takeShots } from '../support/take-shots.ts'
import { until } from '../support/until.ts'
import { verifyDomainOf } from '../support/verified-domain.ts'

/**
 * Every way out as it meets a page that was open before: a role is taken, a session is ended by its owner or outlives its
 * rest, a password or a second factor changes, somebody signs out; and as it meets a program that calls with a key, in web
 * and engine. What ends sessions of others from the page of the members: members.ts.
 */
export function waysOut(shared: () => Inhabited): void {
  /** What is promised. */
  const LIMIT_MS = 5000
  const WANDA = 'wanda@example.test'
  const SOL = 'sol@example.test'
  const TESS = 'tess@example.test'
  const NEW_PASSWORD = 'quite another pass phrase 11'
  const COMMENT = 'The licence server was moved, and'
  const INCIDENT = 'Licences are refused since noon'
  const id = z.object({ id: z.string() })

  let at: Inhabited
  let admin: Page
  /** Is on call and looks on, for the whole operator. */
  let oona: Person
  /** Looks at one tenant. */
  let tia: Person
  let wanda: Person
  let scope: string
  let incident: string
  /** Is in the directory of the tenant's identity provider. */
  let sol: Person
  /** That provider. */
  let directory: Directory
  /** Administers the tenant, is in the directory as well, and makes keys. */
  let tess: Person

  before(async () => {
    at = shared()
    const platform = await at.admin.must(id, 'POST', '/api/v1/platforms', {
      scope: 'operator',
      body: { name: 'Licences' },
    })
    const tenant = await at.admin.must(id, 'POST', '/api/v1/tenants', {
      scope: 'operator',
      body: { platformId: platform.id, name: 'Merbau' },
    })
    scope = `tenant:${tenant.id}`
    incident = (await at.admin.must(id, 'POST', '/api/v1/incidents', { scope, body: { title: INCIDENT } })).id
    oona = await joinAs(at, {
      email: 'oona@example.test',
      name: 'Oona On',
      role: 'on_call',
      scope: 'operator',
    })
    const { id: memberId } = await oona.must(id, 'GET', '/api/v1/me')
    await at.admin.must(z.unknown(), 'POST', '/api/v1/bindings', {
      scope: 'operator',
      body: { memberId, role: 'viewer' },
    })
    tia = await joinAs(at, { email: 'tia@example.test', name: 'Tia Tenant', role: 'tenant_viewer', scope })
    sol = await joinAs(at, { email: SOL, name: 'Sol Switched', role: 'tenant_viewer', scope })
    tess = await joinAs(at, { email: TESS, name: 'Tess Tenant', role: 'tenant_admin', scope })
    wanda = await joinAs(at, { email: WANDA, name: 'Wanda Viewer', role: 'viewer', scope: 'operator' })
    admin = await arrive(at.browser, at.admin)
    await verifyDomainOf(at.installation, at.admin, 'example.test', scope)
    const token = z.object({ credential: z.string() })
    const body = { name: 'directory' }
    const { credential } = await at.admin.must(token, 'POST', '/api/v1/scim-tokens', { scope, body })
    directory = { origin: at.installation.url, credential }
  })

  /** A page of somebody, open and read. */
  async function open(person: Person, path: string, shown: string | RegExp): Promise<Page> {
    const page = await arrive(at.browser, person)
    await page.goto(`${at.installation.url}${path}`)
    await page.getByText(shown).first().waitFor()
    // Until the stream has told of its session, nothing that happens to that is heard.
    await page.getByText(/^Live/).first().waitFor()
    return page
  }

  /** Does what ends something, and waits for what that does to open pages and to programs; prints how long they outlived it. */
  async function bites(
    t: TestContext,
    what: string,
    { act, gone }: { act: () => Promise<unknown>; gone: () => Promise<unknown> },
  ): Promise<void> {
    await act()
    const began = performance.now()
    await gone()
    const took = Math.round(performance.now() - began)
    t.diagnostic(`${what}: gone ${took} ms after the answer`)
    assert.ok(took <= LIMIT_MS, `${took} ms`)
  }

  /** Presses a button whose request ends something, and waits for the answer. */
  async function press(page: Page, button: Locator): Promise<void> {
    // To press anything tells the server as well that somebody is there; that is another request.
    const answered = page.waitForResponse(
      (response) => response.request().method() !== 'GET' && !response.url().endsWith('/me/session'),
    )
    await button.click()
    assert.equal((await answered).ok(), true)
  }

  /** Takes a role from somebody as an admin does it: on the page of the members. */
  async function takeRole(within: string, member: string, role: string): Promise<void> {
    await admin.goto(`${at.installation.url}/members?scope=${within}`)
    const row = admin.getByRole('row', { name: new RegExp(member) })
    await row.getByRole('button', { name: new RegExp(`^Remove the role ${role}`) }).click()
    const dialog = admin.getByRole('dialog', { name: new RegExp(`^Remove the role ${role} from ${member}`) })
    await press(admin, dialog.getByRole('button', { name: 'Remove the role' }))
  }

  /** The page shows nothing of what it held. */
  const empty = (page: Page) => async (): Promise<void> =>
    await page.getByText(INCIDENT).first().waitFor({ state: 'detached' })

  /** A key of Tess that queries metrics and reads incidents. */
  async function makeKey(name: string): Promise<{ readonly id: string; readonly credential: string }> {
    const made = await tess.must(z.object({ key: id, credential: z.string() }), 'POST', '/api/v1/api-keys', {
      scope,
      body: { name, permissions: ['metrics:query', 'incident:read'] },
    })
    return { id: made.key.id, credential: made.credential }
  }

  /** What engine and web answer a program with this key. */
  async function statusesOf(credential: string): Promise<readonly number[]> {
    const { engineUrl, url } = at.installation
    const addresses = [`${engineUrl}/api/v1/query?query=up`, `${url}/api/v1/incidents?scope=${scope}`]
    const headers = { authorization: `Bearer ${credential}` }
    const answers = await Promise.all(addresses.map(async (address) => await fetch(address, { headers })))
    return answers.map(({ status }) => status)
  }

  /** Neither of them answers this key any more. */
  const refused = (credential: string) => async (): Promise<unknown> =>
    await until('the key is refused by engine and web', async () => {
      const statuses = await statusesOf(credential)
      return statuses.every((status) => status === 401 || status === 403) ? true : null
    })

  /** The page leads to sign-in, which says why. */
  async function isLedOut(page: Page, why: RegExp): Promise<void> {
    await page.waitForURL(/\/sign-in/)
    await page.getByText(why).waitFor()
  }

  test('who may not end the sessions of others is offered no button and gets no answer', async () => {
    const page = await open(oona, '/members?scope=operator', 'Wanda Viewer')
    assert.equal(await page.getByRole('button', { name: /^Manage|^Give a role/ }).count(), 0)
    const { id: wandaId } = await wanda.must(id, 'GET', '/api/v1/me')
    const path = `/api/v1/members/${wandaId}/sessions`
    for (const method of ['GET', 'DELETE']) {
      assert.equal((await oona.call(method, path, { scope: 'operator' })).status, 403, method)
      assert.equal((await tia.call(method, path, { scope })).status, 403, method)
      assert.equal((await tia.call(method, path, { scope: 'operator' })).status, 404, method)
    }
    assert.equal((await wanda.call('GET', '/api/v1/me')).status, 200)
    await page.context().close()
  })

  test('one of two roles is taken: the open page keeps what the other one shows, and loses what it offered', async (t) => {
    const page = await open(oona, `/incidents/${incident}?scope=operator`, INCIDENT)
    const acknowledge = page.getByRole('button', { name: 'Acknowledge' })
    await acknowledge.waitFor()
    await page.getByLabel('Comment').fill(COMMENT)
    await bites(t, 'the role on call', {
      act: async () => await takeRole('operator', 'Oona On', 'On call'),
      gone: async () => await acknowledge.waitFor({ state: 'hidden' }),
    })
    // Half a sentence is not lost with the right to send it.
    const kept = page.getByRole('dialog', { name: 'What you had typed' })
    await kept.getByText(COMMENT).waitFor()
    await takeShots(page, 'kept-text')
    await kept.getByRole('button', { name: 'I do not need it any more' }).click()
    await page.getByRole('heading', { level: 1 }).getByText(INCIDENT).waitFor()
    assert.equal(await acknowledge.count(), 0)
    const answer = await oona.call('POST', `/api/v1/incidents/${incident}/acknowledge`, { scope: 'operator' })
    assert.equal(answer.status, 403)
    await page.context().close()
  })

  test('the last role is taken: the open page of the console shows nothing of it any more', async (t) => {
    const page = await open(oona, `/incidents?scope=operator`, INCIDENT)
    await bites(t, 'the console', {
      act: async () => await takeRole('operator', 'Oona On', 'Viewer'),
      gone: empty(page),
    })
    await page.getByRole('heading', { name: 'You no longer have access' }).waitFor()
    assert.ok(!(await page.content()).includes(INCIDENT), 'the source of the closed page still holds it')
    await takeShots(page, 'access-lost')
    await page.getByRole('button', { name: 'Go to what is open to you' }).click()
    await page.getByRole('heading', { name: 'No scope is open to you' }).waitFor()
    assert.ok(!(await page.content()).includes(INCIDENT))
    await takeShots(page, 'no-role')
    await page.context().close()
  })

  test('the role in a tenant is taken: the open home of the tenant shows nothing of it any more', async (t) => {
    const page = await open(tia, `/?scope=${scope}`, INCIDENT)
    await bites(t, 'the tenant', {
      act: async () => await takeRole(scope, 'Tia Tenant', 'Tenant viewer'),
      gone: empty(page),
    })
    await page.getByRole('heading', { name: 'You no longer have access' }).waitFor()
    assert.equal((await tia.call('GET', '/api/v1/incidents', { scope })).status, 404)
    await page.context().close()
  })

  test('own sessions: another one is ended, all others are ended, a changed password ends them as well', async (t) => {
    const own = await open(wanda, '/profile', 'Where you are signed in')
    await wanda.signIn(WANDA, PASSWORD)
    const second = await open(wanda, '/incidents?scope=operator', INCIDENT)
    await own.reload()
    const panel = own.getByRole('region', { name: 'Where you are signed in' })
    await panel.getByText('This one').waitFor()
    await bites(t, 'one other session', {
      act: async () => await press(own, panel.getByRole('button', { name: /^End the session on/ })),
      gone: empty(second),
    })
    await isLedOut(second, /you ended it from another one/)
    await panel.getByRole('button', { name: /^End the session on/ }).waitFor({ state: 'hidden' })

    await wanda.signIn(WANDA, PASSWORD)
    const third = await open(wanda, '/incidents?scope=operator', INCIDENT)
    await own.reload()
    await panel.getByRole('button', { name: 'End all others' }).click()
    await bites(t, 'all other sessions', {
      act: async () =>
        await press(own, own.getByRole('dialog').getByRole('button', { name: 'End all others' })),
      gone: empty(third),
    })
    await isLedOut(third, /you ended it from another one/)

    await wanda.signIn(WANDA, PASSWORD)
    const fourth = await open(wanda, '/incidents?scope=operator', INCIDENT)
    await own.getByRole('button', { name: 'Change password', exact: true }).click()
    const dialog = own.getByRole('dialog')
    await dialog.getByLabel('Present password').fill(PASSWORD)
    await dialog.getByLabel('New password').fill(NEW_PASSWORD)
    await bites(t, 'a changed password', {
      act: async () => await press(own, dialog.getByRole('button', { name: 'Change password' })),
      gone: empty(fourth),
    })
    await isLedOut(fourth, /your password was changed/)
    await own.reload()
    await own.getByRole('heading', { level: 1, name: 'Wanda Viewer' }).waitFor()
    await own.context().close()
  })

  test('a second factor is replaced in one session: the page that is open in another one is emptied', async (t) => {
    await wanda.signIn(WANDA, NEW_PASSWORD)
    const page = await open(wanda, '/incidents?scope=operator', INCIDENT)
    await wanda.signIn(WANDA, NEW_PASSWORD)
    await bites(t, 'a replaced second factor', { act: async () => await wanda.enrol(), gone: empty(page) })
    await page.waitForURL(/\/sign-in/)
    await page.context().close()
  })

  test('a key is revoked on the page: engine and web refuse the program that calls with it', async (t) => {
    const { credential } = await makeKey('nightly export')
    assert.deepEqual(await statusesOf(credential), [200, 200])
    const page = await open(tess, `/api-keys?scope=${scope}`, 'nightly export')
    await page.getByRole('button', { name: 'Revoke the key nightly export' }).click()
    const dialog = page.getByRole('dialog', { name: /^Revoke the API key nightly export/ })
    await bites(t, 'a revoked key', {
      act: async () => await press(page, dialog.getByRole('button', { name: 'Revoke the key' })),
      gone: refused(credential),
    })
    await page.context().close()
  })

  test('signing out ends every page of the session, and going back shows none of it', async (t) => {
    await wanda.signIn(WANDA, NEW_PASSWORD)
    const page = await open(wanda, '/incidents?scope=operator', INCIDENT)
    const other = await page.context().newPage()
    await other.goto(`${at.installation.url}/incidents?scope=operator`)
    await other.getByText(INCIDENT).first().waitFor()
    await other.getByText(/^Live/).first().waitFor()
    await page.getByRole('button', { name: 'Account menu' }).click()
    await bites(t, 'signing out', {
      act: async () => await page.getByRole('button', { name: 'Sign out' }).click(),
      gone: empty(other),
    })
    await other.waitForURL(/\/sign-in/)
    await page.waitForURL(/\/sign-in/)
    await page.goBack()
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    assert.equal(await page.getByText(INCIDENT).count(), 0)
    assert.equal((await wanda.call('GET', '/api/v1/me')).status, 401)
    await page.context().close()
  })

  test('rest: the page asks before its session ends, staying keeps it, and otherwise it leads to sign-in with the reason', async (t) => {
    await wanda.signIn(WANDA, NEW_PASSWORD)
    const page = await open(wanda, '/incidents?scope=operator', INCIDENT)
    const rests = async (minutes: number) =>
      await ageSessions(at.installation, WANDA, { by: 'rest', minutes })
    await rests(59)
    const question = page.getByRole('dialog', { name: 'Are you still there?' })
    await question.waitFor()
    await takeShots(page, 'still-there')
    await question.getByRole('button', { name: 'Stay signed in' }).click()
    await question.waitFor({ state: 'hidden' })
    await bites(t, 'the rest of a session', {
      act: async () => await rests(61),
      gone: empty(page),
    })
    await isLedOut(page, /nothing was done in it for 1 h/)
    assert.match(page.url(), /callbackUrl=%2Fincidents/)
    await takeShots(page, 'session-over')
    assert.equal((await wanda.call('GET', '/api/v1/me')).status, 401)
  })

  test('the identity provider switches somebody off: the open page is emptied, and no way leads back in', async (t) => {
    const page = await open(sol, `/incidents?scope=${scope}`, INCIDENT)
    await bites(t, 'active: false', { act: await takeIn(directory, SOL), gone: empty(page) })
    await page.waitForURL(/\/sign-in/)
    assert.equal((await sol.call('GET', '/api/v1/me')).status, 401)
    await page.context().close()
  })

  test('the identity provider switches off who made a key: engine and web refuse the key', async (t) => {
    const { credential } = await makeKey('of somebody who left')
    assert.deepEqual(await statusesOf(credential), [200, 200])
    await bites(t, 'active: false for a key', {
      act: await takeIn(directory, TESS),
      gone: refused(credential),
    })
  })
}
