// The languages of the interface, as a member meets them: on the way in, on a page of each kind, on one with times, in their
// profile. language.full.test.ts reads every page.
import assert from 'node:assert/strict'
import { afterEach, before, describe, test } from 'node:test'
import type { BrowserContext, Browser, Page } from 'playwright'
import { z } from 'zod'
import type { Installation } from '#testing/processes.ts'
import type { Inhabited } from './support/inhabited.ts'
import { faultsInMalay, movedPages } from './support/malay.ts'
import { PASSWORD, type Person } from './support/person.ts'
import { ADMIN } from './support/set-up.ts'

/** Until when the admin holds a second role: a month that Malay writes in another way than English, years from now. */
const ROLE_UNTIL = new Date(Date.UTC(new Date().getUTCFullYear() + 1, 7, 14, 20))

/** Figures that explain themselves, a panel page, a list in two scopes, a page of one thing, a page of settings, and Explore with a chart. */
const KINDS = [
  /^\/\?scope=operator&explain=tenants-healthy$/,
  /^\/\?scope=tenant:[^&]+&explain=/,
  /^\/matrix\?/,
  /^\/rules\?/,
  /^\/incidents\/[^?]+\?/,
  /^\/services\/[^?]+\?/,
  /^\/sign-on\?/,
  /^\/access\/review\?/,
  /^\/explore\?scope=operator&q=up$/,
]

let installation: Installation
let browser: Browser
let admin: Person
const contexts: BrowserContext[] = []

async function promise(at: Inhabited): Promise<void> {
  ;({ installation, browser, admin } = at)
  const { id } = await admin.must(z.object({ id: z.string() }), 'GET', '/api/v1/me')
  await admin.must(z.unknown(), 'POST', '/api/v1/bindings', {
    scope: 'operator',
    body: { memberId: id, role: 'viewer', expiresAt: ROLE_UNTIL.toISOString() },
  })
}

/** A page in a browser that asks for a language and was never here, and what it complains of. */
async function open(locale: string, path: string) {
  const context = await browser.newContext({ locale, timezoneId: 'Asia/Kuala_Lumpur' })
  contexts.push(context)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    // a page that is not there, and a sign-in that asks for the second factor, are answers
    const isAnswer = /status of 40[14]/.test(message.text())
    if (message.type() === 'error' && !isAnswer) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(`${installation.url}${path}`)
  return { page, complaints }
}

const langOf = async (page: Page): Promise<string | null> => await page.locator('html').getAttribute('lang')

async function ask(): Promise<void> {
  const { page: french } = await open('fr-FR', '/sign-in')
  await french.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  assert.equal(await langOf(french), 'en')
  const { page, complaints } = await open('ms-MY', '/sign-in')
  await page.getByRole('heading', { level: 1, name: 'Log masuk' }).waitFor()
  assert.equal(await langOf(page), 'ms')
  assert.equal(await page.title(), 'Log masuk · Bailiwick')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  assert.equal(await langOf(page), 'en')
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  await page.getByRole('button', { name: 'Bahasa Melayu' }).click()
  await page.getByRole('heading', { level: 1, name: 'Log masuk' }).waitFor()
  await page.goto(`${installation.url}/nothing-of-the-kind`)
  assert.equal(await langOf(page), 'ms')
  assert.deepEqual(complaints, [])
}

async function readKinds(): Promise<void> {
  const pages = (await movedPages(admin)).filter((path) => KINDS.some((kind) => kind.test(path)))
  assert.ok(pages.length >= KINDS.length)
  assert.deepEqual(await faultsInMalay({ url: installation.url, browser, admin }, pages), [])
}

async function signInInMalay(): Promise<void> {
  const { page, complaints } = await open('ms-MY', '/sign-in?callbackUrl=%2Fprofile')
  await page.getByLabel('Alamat e-mel').fill(ADMIN)
  await page.getByLabel('Kata laluan', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Log masuk', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Sahkan ini anda' }).waitFor()
  await page.getByRole('button', { name: /recovery code|kod pemulihan/i }).click()
  await page.locator('input[name=code]').fill(admin.spareCode())
  await page.getByRole('button', { name: 'Log masuk', exact: true }).click()
  await page.getByLabel('Zon waktu').click() // answers once the script runs; what is chosen before, the form takes back
  await page.getByLabel('Tapis: Zon waktu').fill('Kuala')
  await page.getByRole('option', { name: 'Asia/Kuala Lumpur' }).click()
  assert.equal(await langOf(page), 'ms')
  await page.getByRole('combobox', { name: 'Bahasa' }).selectOption('ms')
  await page.getByLabel('Masa pada halaman').selectOption('profile')
  await page.getByRole('button', { name: 'Simpan profil' }).click()
  await page.getByText('Profil anda telah disimpan.').waitFor()
  // What the schema says in the browser, and what the server refuses, are said in the language of the page.
  const ownName = page.getByLabel('Nama', { exact: true })
  await ownName.fill(' ')
  await page.getByRole('button', { name: 'Simpan profil' }).click()
  await page.getByText('Nama anda memerlukan sekurang-kurangnya satu aksara').waitFor()
  const refused = await page.evaluate(async () => {
    const language = document.documentElement.lang
    const answer = await fetch('/api/v1/incidents/none', { headers: { 'accept-language': language } })
    const body: unknown = await answer.json()
    return body
  })
  assert.equal(
    z.object({ detail: z.string() }).parse(refused).detail,
    'Tiada apa-apa dengan id ini dalam skop ini.',
  )

  // Another browser, in another country: what the member chose comes with them.
  const { page: elsewhere, complaints: more } = await open('en-GB', '/sign-in')
  const jar = await page.context().cookies()
  await elsewhere.context().addCookies(jar.filter(({ name }) => name.includes('session')))
  await elsewhere.goto(`${installation.url}/profile`)
  await elsewhere.getByRole('heading', { level: 1, name: 'Ada Admin' }).waitFor()
  assert.equal(await langOf(elsewhere), 'ms')
  const until = `15 Ogo ${ROLE_UNTIL.getUTCFullYear()}, 04:00 UTC+8` // the next day already, in the zone of the member
  await elsewhere.getByText(until).waitFor()
  const titles = await elsewhere
    .locator('time[title]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('title') ?? ''))
  assert.ok(titles.length > 0)
  for (const title of titles) assert.match(title, /^\d{1,2} \p{L}{3} \d{4}, \d\d:\d\d:\d\d UTC\+8$/u)
  assert.deepEqual([...complaints, ...more], [])
}

/** Declares the tests of languages, the last ones on an installation: its admin reads Malay from then on. */
export function runLanguages(place: () => Inhabited): void {
  describe('languages', () => {
    before(async () => await promise(place()))
    afterEach(async () => {
      for (const context of contexts.splice(0)) await context.close()
    })

    test(
      'a browser gets the language that it asks for, English for any other, and what was chosen by hand before both',
      ask,
    )
    test(
      'no English sentence is left on a page of each kind, and Malay, which is longer, fits on it',
      readKinds,
    )
    test('somebody signs in in Malay, and reads times and figures as Malay writes them', signInInMalay)
  })
}
