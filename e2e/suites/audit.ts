import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import type { BrowserContext, Page } from 'playwright'
import { z } from 'zod'
import type { Mailbox } from '#testing/mailbox.ts'
import type { Installation } from '#testing/processes.ts'
import type { Inhabited } from '../support/inhabited.ts'

/**
 * The audit chain as an auditor meets it: found, opened by its address, compared, taken along and checked by a stranger,
 * and kept by a witness outside.
 */
export function audit(shared: () => Inhabited): void {
  const run = promisify(execFile)
  const VERIFIER = resolve(import.meta.dirname, '../../public/verify.mjs')
  const WITNESS = 'auditor@example.test'

  let installation: Installation
  let mailbox: Mailbox
  let context: BrowserContext
  let folder: string

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bailiwick-stranger-'))
    const { browser, admin } = shared()
    ;({ installation, mailbox } = shared())
    await admin.must(z.unknown(), 'POST', '/api/v1/platforms', {
      scope: 'operator',
      body: { name: 'Audited' },
    })
    await admin.must(z.unknown(), 'PUT', '/api/v1/sign-on/policy', {
      scope: 'operator',
      body: { requireFactor: true, signOnOnly: false },
    })
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.addCookies(admin.cookies().map((cookie) => ({ ...cookie, url: installation.url })))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  async function open(path: string): Promise<Page> {
    const page = await context.newPage()
    await page.goto(`${installation.url}${path}`)
    await page.locator('h1').first().waitFor()
    return page
  }

  /** For people: SHOTS=folder keeps pictures, dark and light at a desk and on a phone. */
  async function show(page: Page, name: string): Promise<void> {
    const shots = process.env['SHOTS']
    if (shots === undefined) return
    mkdirSync(shots, { recursive: true })
    for (const theme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: theme })
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
        await page.waitForTimeout(400)
        await page.screenshot({ path: join(shots, `${name}-${theme}-${width}.png`) })
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  }

  const rowsOf = (page: Page) => page.getByRole('table', { name: 'Audit entries' }).locator('tbody tr')

  /** Presses a button and gives the file that the browser saves. */
  async function saved(page: Page, button: string): Promise<string> {
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: button }).click()
    const file = join(folder, (await coming).suggestedFilename())
    await (await coming).saveAs(file)
    return file
  }

  const strangerSays = async (...args: readonly string[]): Promise<{ code: number; text: string }> =>
    await run(process.execPath, [VERIFIER, ...args], { cwd: folder }).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      (error: unknown) =>
        z
          .object({ code: z.number(), stdout: z.string() })
          .transform(({ code, stdout }) => ({ code, text: stdout }))
          .parse(error),
    )

  test('a filter makes an address, and the address of an entry opens its difference', async () => {
    const page = await open('/audit?scope=operator&density=compact')
    await show(page, 'audit')
    const action = page.getByLabel('Action begins with')
    await action.fill('no-such-action')
    await action.press('Enter')
    await page.waitForURL(/action=no-such-action/)
    assert.equal(new URL(page.url()).searchParams.get('density'), 'compact', 'the table looks as before')
    const none = page.getByText('No entry passes this filter')
    await none.waitFor()
    // Whoever works by keys goes on where they are: the field has the focus still.
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('sign-in-policy')
    await page.keyboard.press('Enter')
    await page.waitForURL(/action=sign-in-policy/)
    await rowsOf(page).first().waitFor()
    assert.equal(await rowsOf(page).count(), 1)
    await page.goBack()
    await page.waitForURL(/action=no-such-action/)
    await none.waitFor()
    assert.equal(await action.inputValue(), 'no-such-action', 'the field follows the address')
    await page.goForward()
    await none.waitFor({ state: 'hidden' })
    await page.getByRole('link', { name: 'sign-in-policy.set' }).click()
    await page.waitForURL(/entry=operator/)
    const address = page.url()
    await page.close()
    const again = await open(address.slice(installation.url.length))
    const change = again.getByRole('dialog').getByRole('row', { name: /requireFactor/ })
    await change.waitFor()
    assert.match((await change.textContent()) ?? '', /false.*true/)
    await show(again, 'entry')
    await again.keyboard.press('Escape')
    await again.getByRole('dialog').waitFor({ state: 'hidden' })
    await again.waitForURL((url) => !url.search.includes('entry='))
    await again.close()
  })

  test('half a day is said at its field, and nothing is looked for', async () => {
    const page = await open('/audit?scope=operator&text=x')
    await page.getByText('Target, request and days').click()
    const from = page.getByLabel('From day (UTC)')
    await from.press('1') // the month or the day, and no more
    await page.getByLabel('Text', { exact: true }).press('Enter')
    await page.getByText('This is no whole day.').waitFor()
    assert.equal(await from.evaluate((field) => field === document.activeElement), true)
    assert.equal(new URL(page.url()).search, '?scope=operator&text=x')
    await page.close()
  })

  test('a stranger checks an export with one file, and finds what was changed in it', async () => {
    const page = await open('/audit?scope=operator')
    const file = await saved(page, 'Export to verify')
    const table = await saved(page, 'Export CSV')
    const command = (await page.getByText(/^node verify.mjs --key/).textContent()) ?? ''
    const key = /--key (\S+)/.exec(command)?.[1] ?? ''
    await page.close()
    const sound = await strangerSays('--key', key, file)
    assert.equal(sound.code, 0, sound.text)
    const text = readFileSync(file, 'utf8')
    const forged = join(folder, 'forged.jsonl')
    writeFileSync(forged, text.replace('sign-in-policy.set', 'sign-in-policy.get'))
    const found = await strangerSays('--key', key, forged)
    assert.equal(found.code, 1, found.text)
    assert.match(found.text, /altered/)
    assert.match(readFileSync(table, 'utf8'), /sign-in-policy\.set/)
  })

  test('an export that was cut says so on the page, and goes on from there', async () => {
    const page = await open('/audit?scope=operator')
    const bodies: string[] = []
    await page.route('**/api/v1/audit/export*', async (route) => {
      const body: unknown = route.request().postDataJSON()
      bodies.push(JSON.stringify(body))
      // The limit of the page is a million records; the server cuts at less just the same.
      await route.continue({ postData: JSON.stringify(body).replace('"limit":1000000', '"limit":5') })
    })
    const first = readFileSync(await saved(page, 'Export CSV'), 'utf8')
    await page.getByText('The file was cut at its limit').waitFor()
    await show(page, 'export-cut')
    const second = readFileSync(await saved(page, 'Export the next part'), 'utf8')
    const hashes = [first, second].map((text) =>
      [...text.matchAll(/,([0-9a-f]{64})\r\n/g)].map(([, hash]) => hash),
    )
    assert.deepEqual([bodies.length, hashes[0]?.length, hashes[1]?.length], [2, 5, 5])
    assert.match(bodies[1] ?? '', /"after":"heads;/)
    assert.equal(new Set(hashes.flat()).size, 10, 'nothing is repeated')
    await page.unroute('**/api/v1/audit/export*')
    await saved(page, 'Export the next part')
    await page.getByText('the files together are complete').waitFor()
    await page.close()
  })

  // A test has one machine: that a receiver elsewhere counts is shown by lib/modules/audit/anchors.integration.test.ts.
  test('a mailbox on this machine has the heads and is no outside witness, and the pages say why', async () => {
    const page = await open('/audit?scope=operator')
    await page.getByText('No outside witness yet').waitFor()
    await page.getByRole('link', { name: 'Witnesses' }).click()
    await page.getByRole('heading', { level: 1, name: 'Witnesses' }).waitFor()
    await page.getByText('No outside witness yet').waitFor()
    await page.getByRole('button', { name: 'Add a witness' }).click()
    const dialog = page.getByRole('dialog')
    await show(page, 'add-witness')
    await dialog.getByLabel('E-mail address').fill('not an address')
    await dialog.getByRole('button', { name: 'Add witness' }).click()
    await dialog.getByText(/an e-mail address, e\.g\./i).waitFor()
    await dialog.getByLabel('E-mail address').fill(WITNESS)
    await dialog.getByRole('button', { name: 'Add witness' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const { mail } = await mailbox.waitFor(({ to }) => to === WITNESS)
    await page.reload()
    await page.getByText('Has it, but does not count as outside').waitFor()
    const note = page.getByText('No outside witness yet')
    assert.match(
      (await note.textContent()) ?? '',
      /auditor@example\.test does not count: the receiver is on this machine \(127\.0\.0\.1\)/,
    )
    await show(page, 'witnesses')
    await page.close()
    // What the witness got is what a stranger holds an export against.
    const anchors = join(folder, 'anchors.jsonl')
    const lines = (mail.text ?? '').split('\n').filter((line) => line.startsWith('{'))
    assert.ok(lines.length > 0, mail.text)
    writeFileSync(anchors, lines.join('\n'))
    const later = await open('/audit?scope=operator')
    await later.getByText(/No outside witness yet.*does not count: the receiver is on this machine/).waitFor()
    const file = await saved(later, 'Export to verify')
    const command = (await later.getByText(/^node verify.mjs --key/).textContent()) ?? ''
    await later.close()
    const told = await strangerSays(
      '--key',
      /--key (\S+)/.exec(command)?.[1] ?? '',
      '--anchors',
      anchors,
      file,
    )
    assert.equal(told.code, 0, told.text)
  })
}
