import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Locator, Page } from 'playwright'
import { z } from 'zod'
import { ageSessions } from '../support/age-sessions.ts'
import { arrive } from '../support/arrive.ts'
import { joinAs, type Inhabited } from '../support/inhabited.ts'
import type { Person } from '../support/person.ts'
import { ADMIN } from '../support/set-up.ts'
import { takeShots } from '../support/take-shots.ts'
import { until } from '../support/until.ts'
import { addAuthenticator } from '../support/virtual-authenticator.ts'
import { insertWaitingRequest } from '../support/waiting-request.ts'

/**
 * What nobody does alone, and what nobody does without showing a second factor again: asked for by one admin, decided by
 * another one with step-up, by a code and by a passkey of Chromium's virtual authenticator.
 */
export function fourEyes(shared: () => Inhabited): void {
  const BEA = 'bea@example.test'
  const WHY = 'Their auditor asks for a copy of everything.'
  const WHY_NOT = 'The auditor has withdrawn the question.'
  const own = z.object({ id: z.string() })
  const archives = z.object({ exports: z.array(z.object({ state: z.string() })) })

  let at: Inhabited
  /** Asks. */
  let ada: Page
  /** Decides. */
  let bea: Page
  let second: Person
  let tenant: string

  before(async () => {
    at = shared()
    const platform = await at.admin.must(own, 'POST', '/api/v1/platforms', {
      scope: 'operator',
      body: { name: 'Licences' },
    })
    tenant = (
      await at.admin.must(own, 'POST', '/api/v1/tenants', {
        scope: 'operator',
        body: { platformId: platform.id, name: 'Merbau' },
      })
    ).id
    second = await joinAs(at, { email: BEA, name: 'Bea Second', role: 'operator_admin', scope: 'operator' })
    ada = await arrive(at.browser, at.admin)
    bea = await arrive(at.browser, second)
  })

  const go = async (page: Page, path: string): Promise<unknown> =>
    await page.goto(`${at.installation.url}${path}`)

  /** Closes step-up in the sessions of somebody, as five minutes without it do. */
  const forgetFactor = async (email: string): Promise<void> =>
    await ageSessions(at.installation, email, { by: 'factor', minutes: 6 })

  /** Calls the API as a page does, with the cookie that it has now: to step up gives the session a new one. */
  async function call(page: Page, method: string, path: string): Promise<{ status: number; text: string }> {
    return await page.evaluate(
      async (asked) => {
        const answer = await fetch(`${asked.path}?scope=operator`, {
          method: asked.method,
          headers: { 'content-type': 'application/json' },
        })
        return { status: answer.status, text: await answer.text() }
      },
      { method, path },
    )
  }

  const stepUp = (page: Page): Locator => page.getByRole('dialog', { name: 'Confirm it is you' })

  /** Asks for the export of the tenant on its page, and returns the id of the request. */
  async function askForExport(reason: string): Promise<string> {
    await go(ada, `/tenants?scope=tenant:${tenant}`)
    await ada.getByRole('button', { name: 'Ask for an export' }).click()
    const dialog = ada.getByRole('dialog', { name: 'Ask for the export of this tenant' })
    const why = dialog.getByRole('textbox', { name: 'Why' })
    const submit = dialog.getByRole('button', { name: 'Ask for the export' })
    await why.fill(' '.repeat(12))
    await submit.click()
    await dialog.locator('[aria-invalid=true]').waitFor()
    await why.fill(reason)
    await submit.click()
    await dialog.waitFor({ state: 'hidden' })
    await go(ada, '/requests?scope=operator')
    await ada
      .getByRole('region', { name: 'Mine' })
      .getByRole('link', { name: /Export tenant/ })
      .click()
    await ada.getByRole('button', { name: 'Withdraw' }).waitFor()
    return new URL(ada.url()).pathname.split('/').at(-1) ?? ''
  }

  /** Opens a request from the inbox of the second person. */
  async function openFromInbox(): Promise<void> {
    await go(bea, '/requests?scope=operator')
    const inbox = bea.getByRole('region', { name: 'Waiting for me' })
    await inbox.getByText(/expires/).waitFor()
    await takeShots(bea, 'inbox')
    await inbox.getByRole('link').first().click()
    await bea.getByText('Expires', { exact: true }).waitFor()
  }

  async function exportsNow(): Promise<string[]> {
    const { text } = await call(ada, 'GET', `/api/v1/tenants/${tenant}/leaving`)
    return archives.parse(JSON.parse(text)).exports.map(({ state }) => state)
  }

  test('one asks with a reason and cannot approve it; the other approves with a second factor, and it is done', async () => {
    const requestId = await askForExport(WHY)
    assert.equal(await ada.getByRole('button', { name: 'Approve' }).count(), 0)
    const alone = await call(ada, 'POST', `/api/v1/approvals/${requestId}/approve`)
    assert.equal(alone.status, 403, alone.text)
    assert.deepEqual(await exportsNow(), [])

    await openFromInbox()
    await bea.getByText(WHY).first().waitFor()
    await forgetFactor(BEA)
    await bea.getByRole('button', { name: 'Approve' }).click()
    await bea
      .getByRole('dialog', { name: /^Approve/ })
      .getByRole('button', { name: 'Approve' })
      .click()
    await stepUp(bea).getByLabel('Code from your authenticator').fill('000000')
    await stepUp(bea).getByRole('button', { name: 'Confirm and go on' }).click()
    await stepUp(bea).locator('[aria-invalid=true]').waitFor()
    assert.deepEqual(await exportsNow(), [], 'a wrong code opens nothing')
    await takeShots(bea, 'step-up')
    await stepUp(bea).getByRole('button', { name: 'Use a recovery code' }).click()
    await stepUp(bea).getByLabel('Recovery code').fill(second.spareCode())
    await stepUp(bea).getByRole('button', { name: 'Confirm and go on' }).click()
    await bea.getByText('Carried out', { exact: true }).first().waitFor()
    // The page of whoever asked is open and hears of it by itself.
    await ada.getByText('Carried out', { exact: true }).first().waitFor()
    await ada.getByText('Bea Second').first().waitFor()
    await until('the export is written', async () => ((await exportsNow())[0] === 'done' ? true : null))
    await go(ada, `/tenants?scope=tenant:${tenant}`)
    await ada.getByText(/approved by Bea Second/).waitFor()
  })

  test('refused with a reason, whoever asked reads it on the open page, and nothing is done', async () => {
    const requestId = await askForExport(WHY)
    await openFromInbox()
    await bea.getByRole('button', { name: 'Refuse' }).click()
    const dialog = bea.getByRole('dialog', { name: /^Refuse/ })
    const reason = dialog.getByRole('textbox', { name: 'Reason' })
    await reason.fill('no')
    await dialog.getByRole('button', { name: 'Refuse request' }).click()
    assert.equal(await reason.evaluate((field) => field.matches(':invalid')), true)
    await reason.fill(WHY_NOT)
    await dialog.getByRole('button', { name: 'Refuse request' }).click()
    await bea.getByText('Refused', { exact: true }).first().waitFor()
    await ada.getByText('Bea Second refused it. Nothing was done.').waitFor()
    await ada.getByText(WHY_NOT).waitFor()
    await takeShots(ada, 'refused')
    const late = await call(bea, 'POST', `/api/v1/approvals/${requestId}/approve`)
    assert.equal(late.status, 409, late.text)
    assert.equal((await exportsNow()).length, 1)
  })

  test('a request whose time is over cannot be approved any more, on a page that was open before either', async () => {
    const { id } = await at.admin.must(own, 'GET', '/api/v1/me')
    const requestId = await insertWaitingRequest(at.installation, { id, name: 'Ada Admin' }, 'Merbau', 8)
    const over = performance.now() + 8000
    await go(bea, `/requests/${requestId}?scope=operator`)
    await bea.getByRole('button', { name: 'Approve' }).click()
    await bea.waitForTimeout(Math.max(0, over - performance.now()))
    await bea
      .getByRole('dialog', { name: /^Approve/ })
      .getByRole('button', { name: 'Approve' })
      .click()
    await bea.getByText(/has expired; ask anew/).waitFor()
    await bea.reload()
    await bea.getByText('Nobody decided in time. Nothing was done.').waitFor()
    assert.equal(await bea.getByRole('button', { name: 'Approve' }).count(), 0)
    const late = await call(bea, 'POST', `/api/v1/approvals/${requestId}/approve`)
    assert.equal(late.status, 409, late.text)
  })

  test('a passkey opens what needs step-up, for five minutes and no unrecognised finger', async () => {
    const { device, authenticatorId } = await addAuthenticator(ada)
    const recognise = async (isUserVerified: boolean): Promise<unknown> =>
      await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
    await go(ada, '/profile')
    await ada.getByRole('button', { name: 'Add a passkey' }).click()
    const adding = ada.getByRole('dialog', { name: 'Add a passkey' })
    await adding.getByLabel('Name').fill('Work laptop')
    await adding.getByRole('button', { name: 'Go on' }).click()
    await adding.waitFor({ state: 'hidden' })

    const create = async (name: string): Promise<void> => {
      await go(ada, '/?scope=operator')
      await ada.getByRole('button', { name: 'Create a platform' }).first().click()
      const dialog = ada.getByRole('dialog', { name: 'Create a platform' })
      await dialog.getByLabel('Name of the platform').fill(name)
      await dialog.getByRole('button', { name: 'Create platform' }).click()
    }
    const platforms = z.object({ platforms: z.array(z.object({ name: z.string() })) })
    const names = async (): Promise<string[]> =>
      platforms
        .parse(JSON.parse((await call(ada, 'GET', '/api/v1/platforms')).text))
        .platforms.map(({ name }) => name)
    await forgetFactor(ADMIN)
    await create('Payments')
    await stepUp(ada).getByRole('button', { name: 'Use a passkey' }).waitFor()
    await takeShots(ada, 'step-up-passkey')
    await stepUp(ada).getByRole('button', { name: 'Cancel' }).click()
    assert.ok(!(await names()).includes('Payments'), 'whoever gives up changes nothing')

    await recognise(true)
    await create('Payments')
    await stepUp(ada).getByRole('button', { name: 'Use a passkey' }).click()
    await ada.getByText('Platform Payments is created.').waitFor()
    await create('Reports')
    await ada.getByText('Platform Reports is created.').waitFor()
    assert.equal(await stepUp(ada).count(), 0, 'within five minutes it is not asked again')

    await forgetFactor(ADMIN)
    await recognise(false)
    await create('Archive')
    await stepUp(ada).getByRole('button', { name: 'Use a passkey' }).click()
    // Chromium goes on asking whoever touches it and is not recognised.
    await ada.waitForTimeout(3000)
    assert.ok(!(await names()).includes('Archive'))
  })
}
