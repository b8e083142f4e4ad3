import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright'
import { arrive } from '../support/arrive.ts'
import { joinAs, type Inhabited } from '../support/inhabited.ts'
import { PASSWORD, type Person } from '../support/person.ts'

/** The ways in and back by mail: a link to sign in with, and a link to set a new password with. */
export function links(shared: () => Inhabited): void {
  const LIN = 'lin@example.test'
  const NEW_PASSWORD = 'quite another pass phrase 11'
  let at: Inhabited
  let lin: Person

  before(async () => {
    at = shared()
    lin = await joinAs(at, { email: LIN, name: 'Lin Links', role: 'operator_admin', scope: 'operator' })
  })

  /** Asks for a link from the sign-in page, and returns the browser and what the page said. */
  async function ask(
    link: string,
    email: string,
  ): Promise<{ page: Page; context: BrowserContext; said: string }> {
    const page = await arrive(at.browser, null)
    await page.goto(`${at.installation.url}/sign-in`)
    await page.getByRole('link', { name: link }).click()
    await page.waitForURL(/\/sign-in\/by-mail/)
    await page.getByRole('heading', { level: 1, name: /Sign in by e-mail|Set a new password/ }).waitFor()
    await page.getByLabel('E-mail address').fill(email)
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor()
    const said = await page.getByRole('status').innerText()
    return { page, context: page.context(), said: said.replaceAll(/\s+/g, ' ') }
  }

  /** The link of the next mail with this subject. */
  async function mailedLink(subject: RegExp): Promise<string> {
    const { mail } = await at.mailbox.waitFor(
      (message) =>
        message.to === LIN && subject.test(message.mail.subject ?? '') && !seen.has(message.mail.text ?? ''),
    )
    seen.add(mail.text ?? '')
    return /https?:\/\/\S+#\S+/.exec(mail.text ?? '')?.[0] ?? ''
  }
  const seen = new Set<string>()

  /** Answers the second step with a recovery code, after a wrong code was refused in words. */
  async function showFactor(page: Page, submit: string): Promise<void> {
    await page.getByLabel('Code from your authenticator').fill('000000')
    await page.getByRole('button', { name: submit, exact: true }).click()
    await page.getByText('This code is wrong or was used already').waitFor()
    await page.getByRole('button', { name: 'Use a recovery code' }).click()
    await page.getByLabel('Recovery code').fill(lin.spareCode())
    await page.getByRole('button', { name: submit, exact: true }).click()
  }

  test('a sign-in link works once, by a press, in the browser that asked, with the second factor', async () => {
    const { page, said } = await ask('Sign in by a link in your mail', LIN)
    const nobody = await ask('Sign in by a link in your mail', 'nobody@example.test')
    assert.equal(
      nobody.said,
      said.replace(LIN, 'nobody@example.test'),
      'the same words for unknown addresses',
    )
    const link = await mailedLink(/link to sign in/)
    const elsewhere = await arrive(at.browser, null)
    await elsewhere.goto(link)
    await elsewhere.getByRole('button', { name: 'Sign in', exact: true }).click()
    await elsewhere.getByRole('heading', { name: 'This link is over' }).waitFor()
    await page.goto(link)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('Link accepted').waitFor()
    await showFactor(page, 'Sign in')
    await page.getByRole('heading', { level: 1, name: 'Fleet' }).waitFor()
    await page.goto(`${at.installation.url}/profile`)
    await page.getByText(/by link, since/).waitFor()
    await page.goto(link)
    await page.reload()
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { name: 'This link is over' }).waitFor()
  })

  test('a link whose key is missing, and an address that is none, are said to be so', async () => {
    const page = await arrive(at.browser, null)
    for (const path of ['/sign-in/link', '/sign-in/password']) {
      await page.goto(`${at.installation.url}${path}`)
      await page.getByRole('heading', { name: 'This link is not complete' }).waitFor()
    }
    await page.getByRole('link', { name: 'Ask for a new link' }).click()
    await page.getByRole('heading', { level: 1, name: 'Set a new password' }).waitFor()
    await page.getByLabel('E-mail address').fill('somebody@nowhere')
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await page.getByText(/An e-mail address, e\.g\./).waitFor()
  })

  test('a forgotten password is set anew: rules, second factor, every session over', async () => {
    const open = await arrive(at.browser, lin)
    await open.goto(`${at.installation.url}/profile`)
    await open.getByRole('heading', { level: 1, name: 'Lin Links' }).waitFor()
    const { page } = await ask('Set a new password', LIN)
    await page.goto(await mailedLink(/set a new Bailiwick password/))
    const type = async (password: string) => {
      await page.getByLabel('New password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Set the password' }).click()
    }
    await type('password1234')
    await page.getByText(/known in breaches/).waitFor()
    await type(NEW_PASSWORD)
    await page.getByText('Password can be used').waitFor()
    await showFactor(page, 'Set the password')
    await page.getByRole('heading', { name: 'Your password is set' }).waitFor()
    await open.waitForURL(/\/sign-in/, { timeout: 10_000 })
    await page.getByRole('link', { name: 'Go to sign-in' }).click()
    const signIn = async (password: string) => {
      await page.getByLabel('E-mail address').fill(LIN)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    }
    await signIn(PASSWORD)
    await page.getByText(/E-mail address or password is wrong/).waitFor()
    await signIn(NEW_PASSWORD)
    await page.getByLabel('Code from your authenticator').waitFor()
  })
}
