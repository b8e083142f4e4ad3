import { after, before } from 'node:test'
import type { Browser } from 'playwright'
import { z } from 'zod'
import { openMailbox, type Mailbox } from '#testing/mailbox.ts'
import { startInstallation, type Installation } from '#testing/processes.ts'
import { openBrowser } from './browser.ts'
import { PASSWORD, Person } from './person.ts'
import { setUp } from './set-up.ts'

/** An installation with an enrolled admin called Ada Admin, a mailbox and a browser. */
export interface Inhabited {
  readonly installation: Installation
  readonly mailbox: Mailbox
  readonly browser: Browser
  readonly admin: Person
  /** Recovery codes of the admin. */
  readonly codes: readonly string[]
  close(): Promise<void>
}

/** Starts an installation, sets it up and enrols its admin; `settings` are environment variables. */
export async function openInhabited(settings: Readonly<Record<string, string>> = {}): Promise<Inhabited> {
  const mailbox = await openMailbox()
  const installation = await startInstallation({ SMTP_URL: mailbox.url, ...settings })
  const browser = await openBrowser()
  const { admin, codes } = await setUp(installation)
  return {
    installation,
    mailbox,
    browser,
    admin,
    codes,
    async close() {
      await browser.close()
      await installation.stop()
      installation.remove()
      await mailbox.close()
    },
  }
}

/** Opens one before the tests of a file and closes it after them; what comes back tells it to whoever runs meanwhile. */
export function inhabit(settings: Readonly<Record<string, string>> = {}): () => Inhabited {
  const opened: { at?: Inhabited } = {}
  before(async () => {
    opened.at = await openInhabited(settings)
  })
  after(async () => await opened.at?.close())
  return () => {
    if (opened.at === undefined) throw new Error('nothing is open before the tests begin')
    return opened.at
  }
}

/** Invites somebody, who joins, signs in and enrols an authenticator. */
export async function joinAs(
  { admin, mailbox }: Pick<Inhabited, 'admin' | 'mailbox'>,
  { email, name, role, scope }: { email: string; name: string; role: string; scope: string },
): Promise<Person> {
  await admin.must(z.unknown(), 'POST', '/api/v1/invitations', { scope, body: { email, name, role } })
  const { mail } = await mailbox.waitFor(({ to }) => to === email)
  const token = /bw_inv_[\w.-]+/.exec(mail.text ?? '')?.[0] ?? ''
  const person = new Person(admin.origin)
  await person.must(z.unknown(), 'POST', '/api/v1/invitations/accept', {
    body: { token, name, password: PASSWORD },
  })
  await person.signIn(email, PASSWORD)
  await person.enrol()
  return person
}
