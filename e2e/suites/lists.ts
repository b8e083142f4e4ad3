import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright'
import { z } from 'zod'
import type { Installation } from '#testing/processes.ts'
import type { Inhabited } from '../support/inhabited.ts'
import type { Person } from '../support/person.ts'

/** A list as its reader uses it: arranged, walked by keys, acted on in bulk, sent as a link, saved and taken along. */
export function lists(shared: () => Inhabited): void {
  let installation: Installation
  let context: BrowserContext
  let page: Page
  let scope: string
  let admin: Person

  before(async () => {
    const { browser } = shared()
    ;({ installation, admin } = shared())
    const { id } = await admin.must(z.object({ id: z.string() }), 'POST', '/api/v1/platforms', {
      scope: 'operator',
      body: { name: 'Licences' },
    })
    scope = `platform:${id}`
    for (const severity of ['P3', 'P1', 'P2', 'P0'])
      await admin.must(z.unknown(), 'POST', '/api/v1/incidents', {
        scope,
        body: { title: `disk of ${severity}`, severity },
      })
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.addCookies(admin.cookies().map((cookie) => ({ ...cookie, url: installation.url })))
    page = await context.newPage()
  })

  const open = async (query = ''): Promise<void> => {
    await page.goto(`${installation.url}/incidents?scope=${scope}${query}`)
    await page.getByRole('table', { name: 'Incidents' }).waitFor()
    // Its script runs: a key that is pressed before goes nowhere.
    await page.getByRole('button', { name: /^Live\b/ }).waitFor()
  }
  const titles = async (): Promise<string[]> =>
    await page
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => /P\d/.exec(row.textContent)?.[0] ?? ''))
  const heads = async (): Promise<string[]> => await page.getByRole('columnheader').allTextContents()

  test('the list is worst first and says so; a head sorts on the server, and the address keeps it', async () => {
    await open()
    assert.deepEqual(await titles(), ['P0', 'P1', 'P2', 'P3'])
    await page.getByText('Worst first').last().waitFor()
    await page.getByRole('button', { name: 'Opened' }).click()
    await page.waitForURL(/sort=opened/)
    await page
      .getByRole('row', { name: /disk of P3/ })
      .first()
      .waitFor()
    await page.reload()
    await page.getByRole('table', { name: 'Incidents' }).waitFor()
    assert.deepEqual(await titles(), ['P3', 'P1', 'P2', 'P0'])
  })

  test('columns are hidden and moved by keys, and a link shows the same', async () => {
    await open()
    await page.getByRole('button', { name: 'Columns' }).click()
    const dialog = page.getByRole('dialog', { name: 'Columns and row height' })
    // In the same moment: what follows the address shows what was asked for before that has changed.
    await dialog.getByRole('checkbox', { name: 'Belongs to' }).uncheck()
    await dialog.getByRole('checkbox', { name: 'Opened' }).press('Alt+ArrowUp')
    await dialog.getByRole('button', { name: 'Move Opened up' }).click()
    await dialog.getByText('Compact', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Done' }).click()
    const shown = await heads()
    assert.ok(!shown.includes('Belongs to'))
    assert.ok(shown.indexOf('Opened') < shown.indexOf('Code'))
    const { href } = await page.evaluate(() => ({ href: location.href }))
    assert.match(href, /columns=.*&density=compact/)
    await page.goto(href)
    await page.getByRole('table', { name: 'Incidents' }).waitFor()
    assert.deepEqual(await heads(), shown)
  })

  test('what the address says wrongly falls back with a notice', async () => {
    await open('&columns=nothing&density=huge&sort=best&state=shut&before=x&severity=P9')
    assert.deepEqual(await titles(), ['P0', 'P1', 'P2', 'P3'])
    const notice = await page.getByRole('status').filter({ hasText: 'The address names' }).textContent()
    for (const part of ['no state', 'no severity', 'no order', 'no place', '“nothing”', '“huge”'])
      assert.ok(notice?.includes(part), part)
  })

  test('a place whose row is gone shows the first page, says so, and leaves the address', async () => {
    await page.goto(`${installation.url}/services?scope=${scope}&after=00000000-0000-4000-8000-000000000000`)
    await page
      .getByRole('status')
      .getByText(/names no place in this list/)
      .waitFor()
    await page.waitForURL((url) => !url.searchParams.has('after'))
    assert.equal(new URL(page.url()).searchParams.get('scope'), scope)
  })

  test('what is shown is saved as a view, and found again', async () => {
    await open('&severity=P1')
    await page.getByRole('button', { name: 'Views' }).click()
    const dialog = page.getByRole('dialog', { name: 'Saved views' })
    await dialog.getByLabel(/Save what is shown/).fill('Urgent')
    await dialog.getByRole('button', { name: 'Save view' }).click()
    await dialog.getByRole('link', { name: 'Urgent' }).waitFor()
    await page.keyboard.press('Escape')
    await open()
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('dialog', { name: 'Saved views' }).getByRole('link', { name: 'Urgent' }).click()
    await page.waitForURL(/severity=P1/)
    await page.locator('tbody tr').nth(1).waitFor({ state: 'detached' })
    assert.deepEqual(await titles(), ['P1'])
  })

  test('the filtered list is taken along as a file', async () => {
    await open('&severity=P0')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ])
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n')
    assert.equal(lines.length, 2)
    assert.match(lines[1] ?? '', /disk of P0/)
  })

  test('rows are walked and chosen by keys, acknowledged at once, and told apart by their states', async () => {
    await open()
    await page.getByRole('link', { name: /disk of P0/ }).focus()
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('Shift+X')
    await page.getByText('3 chosen').waitFor()
    await page.getByRole('button', { name: 'Acknowledge' }).click()
    const dialog = page.getByRole('dialog', { name: 'Acknowledge 3 incidents?' })
    await dialog.getByText(/cannot be taken back/).waitFor()
    await dialog.getByRole('button', { name: 'Acknowledge' }).click()
    await page.getByText('You have 3 incidents.').waitFor()
    await page.locator('tbody tr').filter({ hasText: 'Acknowledged' }).nth(2).waitFor()
    await page.getByRole('link', { name: /disk of P3/ }).focus()
    await page.keyboard.press('.')
    await page.getByRole('menuitem', { name: 'Resolve' }).waitFor()
    await page.keyboard.press('Escape')
    // After G a letter is a page, also where it alone would open the row.
    await page.getByRole('link', { name: /disk of P3/ }).focus()
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    await page.waitForURL(/\/on-call\?/)
  })

  test('A and R act on the row in focus or on what is chosen, say why not, and are silent once switched off', async () => {
    await open()
    await page.getByRole('button', { name: /^Live\b/ }).waitFor()
    await page.locator('body').press('r')
    await page.getByText('No incident is chosen.').waitFor()
    await page.getByRole('link', { name: /disk of P3/ }).focus()
    await page.keyboard.press('a')
    const one = page.getByRole('dialog', { name: 'Acknowledge 1 incident?' })
    await one.getByRole('button', { name: 'Acknowledge' }).click()
    await page.getByText('You have 1 incident.').waitFor()
    await page
      .getByRole('row', { name: /disk of P3/ })
      .filter({ hasText: 'Acknowledged' })
      .waitFor()
    await page.getByRole('link', { name: /disk of P3/ }).focus()
    await page.keyboard.press('a')
    await page.getByText(/^INC-\S+ is acknowledged already\.$/).waitFor()
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keys' })
    await sheet.getByText('Acknowledge it').waitFor()
    await sheet.getByRole('checkbox', { name: /Single keys do something/ }).uncheck()
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: /disk of P3/ }).focus()
    await page.keyboard.press('r')
    assert.equal(await page.getByRole('dialog', { name: /^Resolve/ }).isVisible(), false)
    await page.evaluate(() => {
      document.cookie = 'bw-keys=; path=/; max-age=0'
    })
    await page.keyboard.press('r')
    await page
      .getByRole('dialog', { name: 'Resolve 1 incident?' })
      .getByRole('button', { name: 'Cancel' })
      .click()
    // G and a letter go to a page, also from a row: the second letter is no act.
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await page.waitForURL(/\/rules\?/)
  })

  test('on the page of an incident A asks before a P0 is acknowledged, and R opens the form that resolves it', async () => {
    const { id, code } = await admin.must(
      z.object({ id: z.string(), code: z.string() }),
      'POST',
      '/api/v1/incidents',
      {
        scope,
        body: { title: 'door of P0', severity: 'P0' },
      },
    )
    await page.goto(`${installation.url}/incidents/${id}?scope=${scope}`)
    // Keys are heard once the page is alive.
    await page.getByRole('button', { name: /^Live\b/ }).waitFor()
    await page.getByRole('button', { name: 'Acknowledge' }).waitFor()
    await page.locator('body').press('a')
    await page
      .getByRole('dialog', { name: `Acknowledge ${code}?` })
      .getByText('It is P0.')
      .waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click()
    await page.getByText(`You have ${code}. Nobody else is paged.`).waitFor()
    const resolve = page.getByRole('dialog', { name: `Resolve ${code}?` })
    // While somebody reads in a drawer beside the page, the keys of the page rest.
    await page.goto(`${installation.url}/incidents/${id}?scope=${scope}&explain=pages`)
    await page.getByRole('button', { name: /^Live\b/ }).waitFor()
    const explained = page.getByRole('dialog', { name: 'Explain this number' })
    assert.equal(await explained.evaluate((drawer) => drawer.matches(':modal')), false)
    await explained.getByRole('button').first().press('r')
    await page.keyboard.press('Escape')
    await explained.waitFor({ state: 'detached' })
    assert.equal(await resolve.isVisible(), false)
    await page.locator('body').press('r')
    await resolve.getByRole('button', { name: 'Resolve incident' }).click()
    await page.getByText('It was open for').waitFor()
  })

  test('API keys are sorted, narrowed and taken along on their page, and a place that is gone is said to be so', async () => {
    for (const name of ['nightly export', 'Alpha', 'beta'])
      await admin.must(z.unknown(), 'POST', '/api/v1/api-keys', {
        scope,
        body: { name, permissions: ['incident:read'] },
      })
    const table = page.getByRole('table', { name: 'API keys' })
    const names = async (): Promise<string[]> =>
      await table
        .locator('tbody tr')
        .evaluateAll((rows) =>
          rows.map((row) => /nightly export|Alpha|beta/.exec(row.textContent)?.[0] ?? ''),
        )
    await page.goto(`${installation.url}/api-keys?scope=${scope}&sort=name`)
    await table.waitFor()
    assert.deepEqual(await names(), ['Alpha', 'beta', 'nightly export'])
    await table.getByRole('button', { name: 'Key', exact: true }).click()
    await page.waitForURL(/sort=-name/)
    await table.locator('tbody tr').first().filter({ hasText: 'nightly export' }).waitFor()
    await page.getByRole('searchbox', { name: 'Find in this list' }).fill('ALPHA')
    await page.getByRole('searchbox', { name: 'Find in this list' }).press('Enter')
    await page.waitForURL(/text=ALPHA/)
    await table.locator('tbody tr').nth(1).waitFor({ state: 'detached' })
    assert.deepEqual(await names(), ['Alpha'])
    // Each choice is a step: back undoes the last one, and forward does it again.
    await page.goBack()
    await table.locator('tbody tr').nth(1).waitFor()
    assert.equal(new URL(page.url()).searchParams.get('text'), null)
    await page.goForward()
    await table.locator('tbody tr').nth(1).waitFor({ state: 'detached' })
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ])
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n')
    assert.equal(lines.length, 2)
    assert.match(lines[1] ?? '', /,Alpha,/)
    await page.goto(`${installation.url}/api-keys?scope=${scope}&after=0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77`)
    await page.getByRole('status').filter({ hasText: 'no place in this list' }).waitFor()
    assert.equal((await names()).length, 3)
  })
}
