import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright'
import { z } from 'zod'
import { startListener, type TestListener } from '#testing/listeners.ts'
import { ageSessions } from '../support/age-sessions.ts'
import { arrive } from '../support/arrive.ts'
import type { Inhabited } from '../support/inhabited.ts'
import { takeShots } from '../support/take-shots.ts'
import { until } from '../support/until.ts'
import { ADMIN } from '../support/set-up.ts'

/** An address that the settings close; nobody listens there. */
export const CLOSED = '127.0.0.9'

/**
 * Every field that takes an address, on the whole product: what leads to this machine is asked by nobody, however it is
 * written, until an admin allows it on the page, with a second factor (bar test 19).
 */
export function outgoing(shared: () => Inhabited): void {
  /** 127.0.0.1 in notations of which some parser makes it; all forms are tried on the client itself (url-forms). */
  const FORMS = [
    'http://127.0.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f.1:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://127.0.0.1:PORT\\@public.example/',
    'http://user:pass@localhost:PORT/',
  ] as const

  let at: Inhabited
  let listener: TestListener
  let scope: string
  const id = z.object({ id: z.string() })
  const addressOf = (form: string): string => form.replace('PORT', String(listener.port))

  before(async () => {
    at = shared()
    listener = await startListener((_, response) => response.end('up 1\n'))
    const platform = await at.admin.must(id, 'POST', '/api/v1/platforms', {
      scope: 'operator',
      body: { name: 'Exporters' },
    })
    scope = `platform:${platform.id}`
  })
  after(async () => await listener.close())

  /** The fields, and what makes the product ask the address in them. Each answers whether the address was taken. */
  const FIELDS: Readonly<Record<string, (address: string) => Promise<boolean>>> = {
    async 'scrape target'(url) {
      const body = { url, job: 'inside', intervalSeconds: 1, timeoutSeconds: 1 }
      return (await at.admin.call('POST', '/api/v1/scrape-targets', { scope, body })).status < 300
    },
    async 'webhook of a member'(target) {
      const body = { kind: 'webhook', target }
      const answer = await at.admin.call('POST', '/api/v1/me/channels', { body })
      if (answer.status >= 300) return false
      const { channel } = z.object({ channel: id }).parse(answer.body)
      await at.admin.call('POST', `/api/v1/me/channels/${channel.id}/test`)
      return true
    },
    async 'webhook of a witness'(target) {
      const body = { kind: 'webhook', target }
      return (
        (await at.admin.call('POST', '/api/v1/audit/witnesses', { scope: 'operator', body })).status < 300
      )
    },
    async 'issuer of a provider'(address) {
      const issuer = address.replace('http:', 'https:') // another one is refused before anything else
      const settings = { issuer, clientId: 'bailiwick' }
      const body = {
        kind: 'oidc',
        name: `of ${issuer.slice(0, 40)}`,
        settings,
        clientSecret: 'of-the-client-1',
      }
      const answer = await at.admin.call('POST', '/api/v1/identity-providers', { scope: 'operator', body })
      if (answer.status >= 300) {
        assert.match(JSON.stringify(answer.body), /"field":"settings\.issuer"/)
        return false
      }
      await at.admin.call('POST', `/api/sso/${id.parse(answer.body).id}/start`, { body: {} })
      return true
    },
  }

  test('every form in every field: not one connection', async (t) => {
    const taken: Record<string, number> = {}
    for (const [field, enter] of Object.entries(FIELDS)) {
      taken[field] = 0
      for (const form of FORMS) if (await enter(addressOf(form))) taken[field] += 1
    }
    // Longer than the longest of these waits before it tries: scrapes come every second.
    await new Promise((done) => setTimeout(done, 6000))
    assert.equal(listener.connections(), 0)
    t.diagnostic(JSON.stringify({ forms: FORMS.length, taken, connections: 0 }))
  })

  async function allowOnThePage(page: Page): Promise<void> {
    await page.goto(`${at.installation.url}/sources?scope=operator`)
    await page.getByRole('button', { name: 'Allow an address' }).click()
    const dialog = page.getByRole('dialog', { name: 'Allow a private address' })
    await dialog.getByLabel('Range').fill('127.0.0.1/32')
    await dialog.getByLabel('Port').fill(String(listener.port))
    await dialog.getByLabel('Why').fill('An exporter on this machine')
    await dialog.getByRole('button', { name: 'Allow address' }).click()
    const stepUp = page.getByRole('dialog', { name: 'Confirm it is you' })
    await stepUp.getByRole('button', { name: 'Use a recovery code' }).click()
    await stepUp.getByLabel('Recovery code').fill(at.admin.spareCode())
    await stepUp.getByRole('button', { name: 'Confirm and go on' }).click()
    await page.getByRole('cell', { name: `127.0.0.1/32 port ${listener.port}`, exact: true }).waitFor()
  }

  /** Not the port of the listener: what is asked for there stays what an admin allows on the page. */
  const PORT = 9

  // Before the test in which a page takes the session on: the admin's own cookie is an old copy from then on.
  test('what the settings close opens with no entry, and the entry says so', async () => {
    const entry = { cidr: '127.0.0.0/24', port: PORT, reason: 'Wider than what is closed' }
    const made = z.object({ id: z.string() })
    const { id: entryId } = await at.admin.must(made, 'POST', '/api/v1/outgoing-allow', {
      scope: 'operator',
      body: entry,
    })
    const page = await arrive(at.browser, at.admin)
    await page.goto(`${at.installation.url}/sources?scope=operator`)
    const row = page.getByRole('row', { name: `127.0.0.0/24 port ${PORT}` })
    await row
      .getByText(`Opens not all of it: the settings close a part (OUTGOING_DENY, ${CLOSED}).`)
      .waitFor()
    const answer = await at.admin.must(
      z.object({ reach: z.string(), words: z.string(), canBeAllowed: z.boolean() }),
      'POST',
      '/api/v1/outgoing-check',
      { scope, body: { url: `http://${CLOSED}:${PORT}/`, use: 'scrape' } },
    )
    assert.deepEqual([answer.reach, answer.canBeAllowed], ['refused', false])
    assert.match(answer.words, /closed by OUTGOING_DENY \(127\.0\.0\.9\)/)
    await page.context().close()
    await at.admin.must(z.unknown(), 'DELETE', `/api/v1/outgoing-allow/${entryId}`, { scope: 'operator' })
  })

  test('allowed on the page with a second factor it is asked, and removed it is not', async () => {
    await ageSessions(at.installation, ADMIN, { by: 'factor', minutes: 6 })
    const page = await arrive(at.browser, at.admin)
    await allowOnThePage(page)
    await page.evaluate(() => document.body.setAttribute('data-same', 'yes'))
    await takeShots(page, 'allowed-addresses')
    await until('the scrape comes through', async () => (listener.connections() > 0 ? true : null))
    const row = page.getByRole('row', { name: `127.0.0.1/32 port ${listener.port}` })
    await row.getByText(/^used by [1-9]/).waitFor()
    await page.getByText(`Allowed by 127.0.0.1/32 port ${listener.port}`).first().waitFor()
    await page.getByRole('button', { name: `Remove 127.0.0.1/32 port ${listener.port}` }).click()
    await page
      .getByRole('dialog')
      .getByText(/^It is in use: the scrape/)
      .waitFor()
    await takeShots(page, 'allowed-addresses-remove')
    // Longer than an open page takes to hear that a session is over: the one that showed its factor goes on in it.
    await page.waitForTimeout(6000)
    assert.equal(await page.locator('body[data-same=yes]').count(), 1, 'the page was loaded again')
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the address' }).click()
    await page.getByText('No private address is allowed').waitFor()
    // The engine notes it within seconds, and lets what is under way end.
    const counts: number[] = []
    await until('nobody asks any more', async () => {
      counts.push(listener.requests.length)
      await new Promise((done) => setTimeout(done, 3000))
      return listener.requests.length === counts.at(-1) ? true : null
    })
    await page.context().close()
  })
}
