import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright'
import { arrive } from '../support/arrive.ts'
import { joinAs, type Inhabited } from '../support/inhabited.ts'
import { PASSWORD, type Person } from '../support/person.ts'

/** Signing in when something is amiss: the authenticator is lost, the password forgotten, or somebody guesses. */
export function signIn(shared: () => Inhabited): void {
  const SITI = 'siti@example.test'
  let at: Inhabited
  let siti: Person

  before(async () => {
    at = shared()
    siti = await joinAs(at, { email: SITI, name: 'Siti Sign', role: 'operator_admin', scope: 'operator' })
  })

  /** A page of a browser that was never here. */
  async function openSignIn(): Promise<Page> {
    const page = await arrive(at.browser, null)
    await page.goto(`${at.installation.url}/sign-in`)
    return page
  }

  async function typePassword(page: Page, password: string): Promise<void> {
    await page.getByLabel('E-mail address').fill(SITI)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }

  async function typeRecoveryCode(page: Page, code: string): Promise<void> {
    await page.getByRole('button', { name: 'Use a recovery code' }).click()
    await page.getByLabel('Recovery code').fill(code)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }

  test('a recovery code stands in for the authenticator, once', async () => {
    const code = siti.spareCode()
    const first = await openSignIn()
    await typePassword(first, PASSWORD)
    await typeRecoveryCode(first, code)
    await first.getByRole('heading', { level: 1, name: 'Fleet' }).waitFor()
    const second = await openSignIn()
    await typePassword(second, PASSWORD)
    await typeRecoveryCode(second, code)
    await second.getByText('This code is wrong or was used already').waitFor()
    await second.getByLabel('Recovery code').fill(siti.spareCode())
    await second.getByRole('button', { name: 'Sign in' }).click()
    await second.getByRole('heading', { level: 1, name: 'Fleet' }).waitFor()
  })

  test('who guesses waits, sees for how long, and gets in afterwards', async () => {
    const page = await openSignIn()
    const note = page.getByText('Too many wrong tries')
    for (let guess = 0; guess < 10 && !(await note.isVisible()); guess += 1) {
      const answered = page.waitForResponse((response) => response.url().includes('/callback/credentials'))
      await typePassword(page, `not the password ${guess}`)
      await answered
      await page.locator('form button[type=submit]:not([aria-busy])').waitFor() // and what it was told is shown
    }
    await note.waitFor()
    const seconds = async (): Promise<number> =>
      Number.parseInt((await page.locator('[role=status] b').textContent()) ?? '', 10)
    const first = await seconds()
    await page.waitForTimeout(2500)
    const later = await seconds()
    assert.ok(later < first && later > 0, `${first} s, then ${later} s`)
    await typePassword(page, PASSWORD)
    assert.equal(await page.getByLabel('Code from your authenticator').count(), 0)
    await note.waitFor({ state: 'hidden', timeout: 60_000 })
    await typePassword(page, PASSWORD)
    await page.getByLabel('Code from your authenticator').waitFor()
  })
}
