import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { before, test } from 'node:test'
import type { Page } from 'playwright'
import { z } from 'zod'
import { BAR_COLOURS } from '#components/ui/bar-colours.ts'
import { arrive } from '../support/arrive.ts'
import { differenceTo } from '../support/compare-picture.ts'
import type { Inhabited } from '../support/inhabited.ts'

/** The portal among the apps of a phone: the browser itself judges the manifest; icons are pictures of our own mark. */
export function installable(shared: () => Inhabited): void {
  const ROOT = resolve(import.meta.dirname, '../..')
  const MARK = readFileSync(resolve(ROOT, 'app/icon.svg'), 'utf8')

  /** Where each icon is kept, how large it is, and which part of it the mark takes: a mask may cut all but a circle. */
  const ICONS = [
    { folder: 'public/icons', name: 'icon-192', size: 192, share: 1 },
    { folder: 'public/icons', name: 'icon-512', size: 512, share: 1 },
    { folder: 'public/icons', name: 'maskable-512', size: 512, share: 0.66 },
    { folder: 'app', name: 'apple-icon', size: 180, share: 0.86 },
  ] as const

  let place: Inhabited
  let page: Page
  before(async () => {
    place = shared()
    page = await arrive(place.browser, place.admin, { viewport: { width: 390, height: 844 } })
  })

  test('every icon is the mark; UPDATE_PICTURES=1 draws them again', async () => {
    const context = await place.browser.newContext()
    const sheet = await context.newPage()
    for (const { folder, name, size, share } of ICONS) {
      await sheet.setViewportSize({ width: size, height: size })
      const side = Math.round(size * share)
      const sized = MARK.replace('width="32" height="32"', `width="${side}" height="${side}"`)
      assert.notEqual(sized, MARK)
      const ground = /<rect[^>]*fill="([^"]+)"/.exec(MARK)?.[1]
      await sheet.setContent(
        `<body style="margin:0;height:100vh;display:grid;place-items:center;background:${ground}">${sized}`,
      )
      assert.equal(differenceTo(name, await sheet.screenshot(), resolve(ROOT, folder)), null)
    }
    await context.close()
  })

  const shown = z.object({
    url: z.string(),
    errors: z.array(z.object({ message: z.string() })),
    data: z.string(),
  })
  const manifestJson = z.object({
    scope: z.literal('/'),
    display: z.literal('standalone'),
    icons: z.array(z.object({ src: z.string(), sizes: z.string(), type: z.string() })),
  })

  test('the browser finds a manifest without faults, every icon of it, and nothing that keeps it from installing', async () => {
    await page.goto(`${place.installation.url}/?scope=operator`)
    await page.getByRole('heading', { level: 1, name: 'Fleet' }).waitFor()
    const devtools = await page.context().newCDPSession(page)
    const { url, errors, data } = shown.parse(await devtools.send('Page.getAppManifest'))
    assert.equal(url, `${place.installation.url}/manifest.webmanifest`)
    assert.deepEqual(errors, [])
    for (const { src, type } of manifestJson.parse(JSON.parse(data)).icons) {
      const icon = await page.context().request.get(`${place.installation.url}${src}`)
      assert.equal(icon.status(), 200, src)
      assert.equal(icon.headers()['content-type'], type, src)
    }
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
    // The one thing that it holds against them: contexts of these tests are private windows, which keep no app.
    assert.deepEqual(
      installabilityErrors.map(({ errorId }) => errorId),
      ['in-incognito'],
    )
    assert.equal(
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length),
      0,
    )
  })

  test('the bars around the page have the colour of the theme, also after it was changed', async () => {
    const colours = async (): Promise<readonly string[]> =>
      await page
        .locator('meta[name=theme-color]')
        .evaluateAll((all) =>
          all.map((meta) => `${meta.getAttribute('media')} ${meta.getAttribute('content')}`),
        )
    assert.deepEqual(await colours(), [
      `(prefers-color-scheme: light) ${BAR_COLOURS.light}`,
      `(prefers-color-scheme: dark) ${BAR_COLOURS.dark}`,
    ])
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('radio', { name: 'Night' }).check({ force: true })
    assert.deepEqual(
      new Set((await colours()).map((line) => line.split(' ').at(-1))),
      new Set([BAR_COLOURS.night]),
    )
    await page.reload()
    assert.deepEqual(await colours(), [`null ${BAR_COLOURS.night}`])
  })
}
