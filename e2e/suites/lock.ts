import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright'
import type { Installation } from '#testing/processes.ts'
import { arrive } from '../support/arrive.ts'
import { letWaitsEnd } from '../support/let-waits-end.ts'
import { joinAs, type Inhabited } from '../support/inhabited.ts'
import { PASSWORD, type Person } from '../support/person.ts'

/** Somebody guesses until an account is locked; its owner opens it by the link in the mail, and is not locked out again. */
export function lock(shared: () => Inhabited): void {
  const OLA = 'ola@example.test'
  let at: Inhabited
  let installation: Installation
  let ola: Person

  before(async () => {
    at = shared()
    ;({ installation } = at)
    ola = await joinAs(at, { email: OLA, name: 'Ola Owner', role: 'operator_admin', scope: 'operator' })
  })

  /** A page of a browser that was never here. */
  const newcomer = async (): Promise<Page> => await arrive(at.browser, null)

  async function typePassword(page: Page, password: string): Promise<void> {
    await page.goto(`${installation.url}/sign-in`)
    await page.getByLabel('E-mail address').fill(OLA)
    await page.getByLabel('Password', { exact: true }).fill(password)
    const answered = page.waitForResponse((response) => response.url().includes('/callback/credentials'))
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await answered
  }

  const lockedNote = (page: Page) => page.getByText('a mail went to it with a link that opens it at once')

  /** Guesses from one browser until the page says that the account is locked; waits end as if time had passed. */
  async function guessUntilLocked(page: Page): Promise<number> {
    for (let guesses = 1; guesses <= 30; guesses += 1) {
      await letWaitsEnd(installation)
      await typePassword(page, `guess number ${guesses}`)
      if (guesses < 10) continue
      await typePassword(page, PASSWORD)
      await lockedNote(page).waitFor()
      return guesses
    }
    return assert.fail('the account was never locked')
  }

  async function linkInMail(): Promise<string> {
    const { mail } = await at.mailbox.waitFor(
      ({ to, mail: { subject } }) => to === OLA && subject?.includes('locked') === true,
    )
    return /https?:\/\/\S+\/unlock#\S+/.exec(mail.text ?? '')?.[0] ?? ''
  }

  test('ten guesses lock the account, a mail opens it, and the owner signs in while the guesser still waits', async () => {
    const guesser = await newcomer()
    assert.equal(await guessUntilLocked(guesser), 10)
    const owner = await newcomer()
    await typePassword(owner, PASSWORD)
    await lockedNote(owner).waitFor()
    const link = await linkInMail()
    await owner.goto(link)
    await owner.getByRole('button', { name: 'Open my account' }).click()
    await owner.getByRole('heading', { name: 'Your account is open' }).waitFor()
    // Whoever goes on guessing is locked again; the browser of the owner is known and does not wait with them.
    for (let guesses = 0; guesses < 6; guesses += 1) {
      await letWaitsEnd(installation)
      await typePassword(guesser, `guess again ${guesses}`)
    }
    await typePassword(guesser, PASSWORD)
    await lockedNote(guesser).waitFor()
    await typePassword(owner, PASSWORD)
    await owner.getByLabel('Code from your authenticator').fill(await ola.freshCode())
    await owner.getByRole('button', { name: 'Sign in', exact: true }).click()
    await owner.getByRole('heading', { level: 1, name: 'Fleet' }).waitFor()
    await owner.goto(link)
    await owner.getByRole('button', { name: 'Open my account' }).click()
    await owner.getByRole('heading', { name: 'This link is over' }).waitFor()
  })

  test('the feed of security events says what happened, and each event opens its reason', async () => {
    const page = await arrive(at.browser, at.admin)
    await page.goto(`${installation.url}/security?scope=operator`)
    await page.getByRole('button', { name: 'Account locked' }).first().click()
    await page.getByRole('dialog').getByText('too many wrong attempts in a row').waitFor()
    await page.reload() // the address has what is open
    await page.getByRole('dialog').getByText('too many wrong attempts in a row').waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Sign-in refused' }).first().click()
    await page
      .getByRole('dialog')
      .getByText(/^1[06] times$/)
      .waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.goto(`${installation.url}/security?scope=operator&event=nonsense`)
    await page.getByRole('dialog').getByText('This event is not in the list in view').waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export CSV' }).click()
    assert.match((await download).suggestedFilename(), /^security-events-operator-.*\.csv$/)
  })
}
