// The languages of the interface, as a member meets them: on the way in, on a page with times, in their profile.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright'
import { z } from 'zod'
import { startInstallation, type Installation } from '#testing/processes.ts'
import { arrive } from './support/arrive.ts'
import { openBrowser } from './support/browser.ts'
import { englishLeft } from './support/english-left.ts'
import { idOf } from './support/id-of.ts'
import { goAndSettle, keepShots, overflowOf, PHONE, shotName } from './support/look.ts'
import { PASSWORD, Person } from './support/person.ts'

const ADMIN = 'admin@example.test'
/** Until when the admin holds a second role: a month that Malay writes in another way than English, years from now. */
const ROLE_UNTIL = new Date(Date.UTC(new Date().getUTCFullYear() + 1, 7, 14, 20))

let installation: Installation
let browser: Browser
let admin: Person
let codes: readonly string[]

before(async () => {
  installation = await startInstallation()
  browser = await openBrowser()
  await installation.cli('setup', '--name', 'Ada Admin', '--email', ADMIN, '--password', PASSWORD)
  admin = new Person(installation.url)
  await admin.signIn(ADMIN, PASSWORD)
  codes = await admin.enrol()
  const { id } = await admin.must(z.object({ id: z.string() }), 'GET', '/api/v1/me')
  await admin.must(z.unknown(), 'POST', '/api/v1/bindings', {
    scope: 'operator',
    body: { memberId: id, role: 'viewer', expiresAt: ROLE_UNTIL.toISOString() },
  })
})
after(async () => {
  await browser.close()
  await installation.stop()
  installation.remove()
})

/** A page in a browser that asks for a language and was never here, and what it complains of. */
async function open(locale: string, path: string) {
  const context = await browser.newContext({ locale, timezoneId: 'Asia/Kuala_Lumpur' })
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

test('a browser gets the language that it asks for, English for any other, and what was chosen by hand before both', async () => {
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
})

/** The pages that were moved, in the scopes in which they say other things. */
async function movedPages(): Promise<readonly string[]> {
  const created = z.object({ id: z.string() })
  const platform = await admin.must(created, 'POST', '/api/v1/platforms', {
    scope: 'operator',
    body: { name: 'SaaS IDP' },
  })
  const tenant = await admin.must(created, 'POST', '/api/v1/tenants', {
    scope: 'operator',
    body: { platformId: platform.id, name: 'Merbau' },
  })
  const host = await idOf(admin, 'services', { name: 'host' })
  const opened = await incidentOf(tenant.id, 'Merbau tidak menjawab')
  const resolved = await incidentOf(tenant.id, 'Merbau perlahan')
  await admin.must(z.unknown(), 'POST', `/api/v1/incidents/${resolved}/resolve`, {
    scope: `tenant:${tenant.id}`,
    body: { note: 'Dimulakan semula.' },
  })
  const fleet = [
    'audit',
    'audit/witnesses',
    'security',
    'access/review',
    'requests',
    'rules',
    'services',
    'tenants',
    'members',
    'sources',
    'sign-on',
    'access',
    'profile',
  ]
  return [
    ...[...fleet, 'access/review?show=all', 'canaries', 'on-call', `services/${host}`].map(
      (path) => `/${path}${path.includes('?') ? '&' : '?'}scope=operator`,
    ),
    ...['audit', 'canaries', 'on-call', 'rules', 'services', 'tenants', 'security', 'access/review'].map(
      (path) => `/${path}?scope=tenant:${tenant.id}`,
    ),
    ...['on-call', 'sources', 'provisioning'].map((path) => `/${path}?scope=platform:${platform.id}`),
    ...['', 'health', 'matrix', 'settings', 'first-steps'].map((path) => `/${path}?scope=operator`),
    '/audit?scope=operator&text=nothing+has+this',
    '/incidents?scope=operator',
    '/incidents?scope=operator&state=closed&severity=P9&text=nothing+has+this',
    `/incidents?scope=tenant:${tenant.id}&state=all`,
    `/incidents/${opened}?scope=tenant:${tenant.id}`,
    `/incidents/${resolved}?scope=tenant:${tenant.id}`,
    '/explore?scope=operator',
    '/explore?scope=operator&q=up',
    '/explore?scope=operator&q=up&q=sum(&view=table&unit=apples',
    '/explore?scope=operator&q=up&kind=instant',
  ]
}

/** An incident that the admin opens by hand in a tenant; its title is Malay, because titles are as people write them. */
async function incidentOf(tenantId: string, title: string): Promise<string> {
  const { id } = await admin.must(z.object({ id: z.string() }), 'POST', '/api/v1/incidents', {
    scope: `tenant:${tenantId}`,
    body: { title, severity: 'P1', description: 'Dilihat oleh seseorang.' },
  })
  return id
}

test('no English sentence is left on pages that were moved, and Malay, which is longer, fits on them', async () => {
  const paths = await movedPages()
  const english = await arrive(browser, admin, { locale: 'en-GB' })
  for (const path of paths.slice(0, 3)) {
    await goAndSettle(english, installation.url + path)
    assert.ok((await englishLeft(english)).length > 3, `the finder sees English on ${path}`)
  }
  const page = await arrive(browser, admin, { locale: 'ms-MY' })
  const faults: string[] = []
  for (const path of paths) {
    await goAndSettle(page, installation.url + path)
    assert.equal(await langOf(page), 'ms')
    faults.push(...(await englishLeft(page)).map((left) => `${path} ${left}`))
    await keepShots(page, `${shotName(path)}-ms`)
    const desk = page.viewportSize()
    await page.setViewportSize(PHONE.viewport)
    faults.push(...(await overflowOf(page)).map((fault) => `${path} ${fault}`))
    await keepShots(page, `${shotName(path)}-ms-phone`)
    if (desk !== null) await page.setViewportSize(desk)
  }
  assert.deepEqual(faults, [])
})

test('somebody signs in in Malay, and reads times and figures as Malay writes them', async () => {
  const { page, complaints } = await open('ms-MY', '/sign-in?callbackUrl=%2Fprofile')
  await page.getByLabel('Alamat e-mel').fill(ADMIN)
  await page.getByLabel('Kata laluan', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Log masuk', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Sahkan ini anda' }).waitFor()
  await page.getByRole('button', { name: /recovery code|kod pemulihan/i }).click()
  await page.locator('input[name=code]').fill(codes[0] ?? '')
  await page.getByRole('button', { name: 'Log masuk', exact: true }).click()
  await page.getByLabel('Zon waktu').click() // answers once the script runs; what is chosen before, the form takes back
  await page.getByLabel('Tapis: Zon waktu').fill('Kuala')
  await page.getByRole('option', { name: 'Asia/Kuala Lumpur' }).click()
  assert.equal(await langOf(page), 'ms')
  await page.getByRole('combobox', { name: 'Bahasa' }).selectOption('ms')
  await page.getByLabel('Masa pada halaman').selectOption('profile')
  await page.getByRole('button', { name: 'Simpan profil' }).click()
  await page.getByText('Profil anda telah disimpan.').waitFor()

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
})
