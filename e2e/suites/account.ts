import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, test } from 'node:test'
import { generate } from 'otplib'
import type { Locator, Page } from 'playwright'
import { z } from 'zod'
import { arrive } from '../support/arrive.ts'
import { joinAs, type Inhabited } from '../support/inhabited.ts'
import { PASSWORD } from '../support/person.ts'

/** What a member changes about the own account, as they do it: on the profile, and by the link of a mail. */
export function account(shared: () => Inhabited): void {
  const ADDRESS = 'nora@example.test'
  const NEW_ADDRESS = 'nora@elsewhere.test'
  const NEW_PASSWORD = 'quite another pass phrase 11'

  let at: Inhabited
  let page: Page

  before(async () => {
    at = shared()
    const nora = await joinAs(at, {
      email: ADDRESS,
      name: 'Nora New',
      role: 'operator_admin',
      scope: 'operator',
    })
    page = await arrive(at.browser, nora)
    await page.goto(`${at.installation.url}/profile`)
  })

  /** Presses a button of the profile and returns the dialog that opens. */
  async function open(label: string): Promise<Locator> {
    await page.getByRole('button', { name: label, exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    return dialog
  }

  /** The recovery codes that stand on the profile, after they were downloaded as a file with the same codes. */
  async function keepCodes(): Promise<string[]> {
    const list = page.getByLabel('Recovery codes', { exact: true })
    await list.waitFor()
    const codes = (await list.locator('li').allInnerTexts()).map((line) => line.replace(/^\d+\s+/, ''))
    assert.equal(codes.length, 10)
    const downloads = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download codes' }).click()
    const text = await readFile(await (await downloads).path(), 'utf8')
    for (const code of codes) assert.ok(text.includes(code), 'the file holds every code')
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await list.waitFor({ state: 'hidden' })
    return codes
  }

  /** Signs in on a browser that was never here; true when the profile opens afterwards. */
  async function getsIn(email: string, password: string, recoveryCode: string): Promise<boolean> {
    const fresh = await arrive(at.browser, null)
    await fresh.goto(`${at.installation.url}/sign-in?callbackUrl=%2Fprofile`)
    await fresh.getByLabel('E-mail address').fill(email)
    await fresh.getByLabel('Password', { exact: true }).fill(password)
    await fresh.getByRole('button', { name: 'Sign in', exact: true }).click()
    const wrong = fresh.getByText(/is wrong/)
    const asks = fresh.getByRole('button', { name: 'Use a recovery code' })
    await wrong.or(asks).waitFor()
    if (await wrong.isVisible()) return false
    await asks.click()
    await fresh.getByLabel('Recovery code').fill(recoveryCode)
    await fresh.getByRole('button', { name: 'Sign in', exact: true }).click()
    const profile = fresh.getByRole('heading', { level: 1, name: 'Nora New' })
    await profile.or(wrong).waitFor()
    const isIn = await profile.isVisible()
    await fresh.context().close()
    return isIn
  }

  test('what is chosen while the page waits for its script stands when the script has come, and is saved', async () => {
    const slow = await page.context().newPage()
    const script = Promise.withResolvers<null>()
    await slow.route('**/_next/static/**/*.js', async (route) => {
      await script.promise
      await route.continue()
    })
    await slow.goto(`${at.installation.url}/profile`, { waitUntil: 'commit' })
    const choice = slow.locator('select[name="pageZone"]')
    const other = (await choice.inputValue()) === 'profile' ? 'browser' : 'profile'
    await choice.selectOption(other)
    script.resolve(null)
    // The form knows what was changed before it was there.
    await slow.locator('form[data-unsaved="yes"]').waitFor()
    assert.equal(await choice.inputValue(), other)
    await slow.getByRole('button', { name: 'Save profile' }).click()
    await slow.locator('form[data-unsaved="yes"]').waitFor({ state: 'detached' })
    await slow.reload()
    assert.equal(await choice.inputValue(), other)
    await slow.close()
  })

  test('a password is changed: the present one is asked for, a weak new one is refused in words', async () => {
    const dialog = await open('Change password')
    const change = async (current: string, password: string) => {
      await dialog.getByLabel('Present password').fill(current)
      await dialog.getByLabel('New password').fill(password)
      await dialog.getByRole('button', { name: 'Change password' }).click()
    }
    await change('not my password', NEW_PASSWORD)
    await dialog.getByText('This is not your present password').waitFor()
    await change(PASSWORD, 'password1234')
    await dialog.getByText(/known in breaches/).waitFor()
    await change(PASSWORD, NEW_PASSWORD)
    await page.getByText('Your password is changed.').waitFor()
    await dialog.waitFor({ state: 'hidden' })
    const { mail } = await at.mailbox.waitFor(
      ({ to, mail: { subject } }) => to === ADDRESS && subject?.includes('password') === true,
    )
    assert.match(mail.text ?? '', /your password was changed/)
  })

  test('new recovery codes are shown once, can be saved, and open the sign-in with the new password only', async () => {
    const dialog = await open('Make new recovery codes')
    await dialog.getByRole('button', { name: 'Make new codes' }).click()
    const [first = '', second = ''] = await keepCodes()
    assert.equal(await getsIn(ADDRESS, PASSWORD, first), false)
    assert.equal(await getsIn(ADDRESS, NEW_PASSWORD, first), true)
    assert.equal(await getsIn(ADDRESS, NEW_PASSWORD, first), false, 'each works once')
    assert.equal(await getsIn(ADDRESS, NEW_PASSWORD, second), true)
  })

  test('the authenticator is replaced: the codes of the new app count, and the earlier recovery codes die', async () => {
    const dialog = await open('Replace authenticator')
    await dialog.getByRole('button', { name: 'Go on' }).click()
    const code = dialog.getByLabel('Code from your authenticator')
    await code.fill('000000')
    await dialog.getByRole('button', { name: 'Confirm the code' }).click()
    await dialog.getByText(/This is not the code that the app shows now/).waitFor()
    const secret = (await dialog.locator('figure code').textContent()) ?? ''
    await code.fill(await generate({ secret }))
    await dialog.getByRole('button', { name: 'Confirm the code' }).click()
    const [recovery = ''] = await keepCodes()
    assert.equal(await getsIn(ADDRESS, NEW_PASSWORD, recovery), true)
    await page.reload()
    await page.getByText('10 of 10').or(page.getByText('9 of 10')).waitFor()
  })

  test('an e-mail address changes when its owner presses the button behind the link, and not when the link is opened', async () => {
    const dialog = await open('Change e-mail address')
    await dialog.getByLabel('New e-mail address').fill(NEW_ADDRESS)
    await dialog.getByRole('button', { name: 'Send the link' }).click()
    await dialog.getByText(/A link went to/).waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
    const { mail } = await at.mailbox.waitFor(({ to }) => to === NEW_ADDRESS)
    const link = /https?:\/\/\S+\/confirm-email#\S+/.exec(mail.text ?? '')?.[0] ?? ''
    const scanner = await arrive(at.browser, null)
    await scanner.goto(link)
    await scanner.getByRole('heading', { name: 'Confirm your new e-mail address' }).waitFor()
    const own = z.object({ email: z.string() })
    const addressNow = async () =>
      own.parse(JSON.parse(await page.evaluate(async () => await (await fetch('/api/v1/me')).text()))).email
    assert.equal(await addressNow(), ADDRESS, 'opening the link changes nothing')
    await scanner.getByRole('button', { name: 'Make this my address' }).click()
    await scanner.getByRole('heading', { name: 'Your address is changed' }).waitFor()
    assert.equal(await addressNow(), NEW_ADDRESS)
    await scanner.reload()
    await scanner.getByRole('button', { name: 'Make this my address' }).click()
    await scanner.getByRole('heading', { name: 'This link is over' }).waitFor()
    await scanner.goto(`${at.installation.url}/confirm-email`)
    await scanner.getByRole('heading', { name: 'This link is not complete' }).waitFor()
  })
}
