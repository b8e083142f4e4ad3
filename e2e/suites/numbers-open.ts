import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import type { Locator, Page } from 'playwright'
import { z } from 'zod'
import { arrive } from '../support/arrive.ts'
import type { Inhabited } from '../support/inhabited.ts'
import { overflowOf } from '../support/look.ts'
import { until } from '../support/until.ts'

/** Every number opens: key figures beside the page, charts and days by a press or by Enter. */
export function numbersOpen(shared: () => Inhabited): void {
  let place: Inhabited
  let page: Page
  before(async () => {
    place = shared()
    page = await arrive(place.browser, place.admin)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  })

  const open = async (path: string): Promise<void> => {
    await page.goto(`${place.installation.url}${path}`)
    await page.getByRole('button', { name: /^Live\b/ }).waitFor()
  }
  const edges = async (part: Locator): Promise<{ left: number; right: number }> => {
    const box = await part.boundingBox()
    assert.ok(box !== null)
    return { left: box.x, right: box.x + box.width }
  }
  const drawer = () => page.getByRole('dialog', { name: 'Explain this number' })

  test('an explanation stands beside the page, which stays in use, and Escape gives the focus back', async () => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await open('/?scope=operator')
    const figures = page
      .locator('main')
      .getByRole('button', { name: /\d/ })
      .and(page.locator('[aria-haspopup=dialog]'))
    await figures.first().click()
    await drawer().waitFor()
    assert.ok((await edges(page.locator('main'))).right <= (await edges(drawer())).left + 1)
    const first = page.url()
    await drawer().getByText(/UTC/).first().waitFor()
    // Another figure of the page is pressed while the drawer is open.
    // This very one: on a young installation figures before it may get their first value meanwhile.
    const second = await figures.nth(1).elementHandle()
    await second.click()
    await page.waitForURL((url) => url.href !== first)
    // The focus goes into the second one when it is there; until then the first one is read.
    await drawer().locator('[data-autofocus]:focus').waitFor()
    await drawer().getByText('Computed again').waitFor()
    assert.equal(await drawer().count(), 1)
    await page.keyboard.press('Escape')
    await drawer().waitFor({ state: 'detached' })
    assert.ok(await second.evaluate((figure) => figure === document.activeElement))
  })

  test('beside an explanation no table runs on under an edge, and no line of key numbers ends in a hole', async () => {
    for (const width of [1280, 1440, 1680]) {
      await page.setViewportSize({ width, height: 900 })
      await open('/?scope=operator&explain=open-incidents')
      await drawer().waitFor()
      assert.deepEqual(await overflowOf(page), [], `at ${width} px`)
      const strip = page.getByRole('region', { name: 'Key numbers' })
      const ends = new Map<number, number>()
      for (const tile of await strip.getByRole('group').all()) {
        const box = await tile.boundingBox()
        assert.ok(box !== null)
        ends.set(Math.round(box.y), Math.max(ends.get(Math.round(box.y)) ?? 0, box.x + box.width))
      }
      const { right } = await edges(strip)
      for (const [y, end] of ends)
        assert.ok(right - end < 3, `the line at ${y} px ends ${right - end} px before the strip`)
      await page.keyboard.press('Escape')
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  test('on a narrow screen it covers the page, which is out of reach meanwhile', async () => {
    await page.setViewportSize({ width: 1024, height: 800 })
    await open('/?scope=operator&explain=open-incidents')
    await drawer().waitFor()
    assert.equal(await drawer().evaluate((dialog) => dialog.matches(':modal')), true)
    await page.keyboard.press('Escape')
    await drawer().waitFor({ state: 'detached' })
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  test('its inputs are copied as a table and as commands, and every command is answered', async () => {
    await open('/?scope=operator&explain=open-incidents')
    const copied = async (label: string): Promise<string> => {
      await drawer().getByRole('button', { name: label }).click()
      return await page.evaluate(async () => await navigator.clipboard.readText())
    }
    assert.match(await copied('Copy inputs as CSV'), /^input,value,as of \(UTC\),address\r?\n/)
    const commands = await copied('Copy inputs as curl')
    const addresses = [...commands.matchAll(/^curl -H "Authorization: Bearer \$BAILIWICK_KEY" '([^']+)'$/gm)]
    assert.ok(addresses.length > 0, commands)
    for (const [, address = ''] of addresses) {
      const answer = await page.context().request.get(address)
      assert.equal(answer.status(), 200, `${address}: ${await answer.text()}`)
    }
    await page.keyboard.press('Escape')
  })

  test('a chart says what a press opens, and opens it by a press and by Enter', async () => {
    await open('/health?scope=operator')
    const chart = page.getByRole('slider', { name: /^Values of / }).first()
    await chart.waitFor({ timeout: 60_000 })
    await chart.focus()
    await page.keyboard.press('End')
    await page.getByText('Press or Enter: the query in explore around this time').first().waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/explore\?.*from=20/)
    await page.goBack()
    await chart.waitFor()
    await chart.click({ position: { x: 20, y: 40 } })
    await page.waitForURL(/\/explore\?.*from=20/)
    assert.match(page.url(), /q=/)
  })

  const list = z.object({ services: z.array(z.object({ id: z.string() })) })
  const ownService = async (): Promise<{ readonly id: string }> =>
    await until('a service of our own', async () => {
      const { services } = await place.admin.must(list, 'GET', '/api/v1/services', { scope: 'operator' })
      return services[0]
    })

  test('a chart of a service has the limit of the rule about it', async () => {
    const service = await ownService()
    await open(`/services/${service.id}?scope=operator&from=now-15m&to=now`)
    const limit = page.locator('text').filter({ hasText: /^“Target down” at 0$/ })
    await limit.first().waitFor({ timeout: 60_000 })
  })

  test('the metric that is chosen of a service stands in the address, and one that it does not send is named', async () => {
    const service = await ownService()
    await open(`/services/${service.id}?scope=operator&from=now-15m&to=now&metric=nonsense`)
    const notice = page.getByText('The address asks for the metric “nonsense”')
    await notice.waitFor({ timeout: 60_000 })
    const metric = page.getByRole('combobox', { name: 'Metric' })
    await metric.waitFor({ timeout: 60_000 }) // its first samples may be on their way
    const usual = await metric.innerText()
    await metric.click()
    const options = page.getByRole('option')
    const last = (await options.last().innerText()).trim()
    assert.notEqual(last, usual.trim())
    await options.last().click()
    await page.waitForURL((url) => url.searchParams.get('metric') === last)
    await notice.waitFor({ state: 'detached' })
    await page.reload()
    await metric.filter({ hasText: last }).waitFor({ timeout: 60_000 })
    await page.goBack()
    await notice.waitFor()
    assert.equal(await metric.innerText(), usual)
  })

  test('a day of the strip opens the incidents that were open on it, of that service', async () => {
    const service = await ownService()
    await open(`/services/${service.id}?scope=operator`)
    const days = page.getByRole('slider', { name: /^Days: / })
    await days.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    await page.waitForURL(new RegExp(`/incidents\\?.*day=${yesterday}`))
    await page.getByText('No incident was open on this day').waitFor()
    await page.getByRole('link', { name: /a day in UTC/ }).click()
    await page.waitForURL((url) => url.searchParams.get('day') === null)
    assert.equal(new URL(page.url()).searchParams.get('service'), service.id)
  })

  test('the strips of a panel are shown as a table and saved as a file', async () => {
    await open('/?scope=operator')
    await page.getByRole('button', { name: 'Table of Platforms: days' }).click()
    const table = page.getByRole('table', { name: 'Platforms: days' })
    await table.getByRole('columnheader', { name: 'Day in UTC' }).waitFor()
    const today = new Date().toISOString().slice(0, 10)
    await table.getByRole('rowheader', { name: today }).waitFor()
    await page.getByLabel('Save Platforms: days').click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV', exact: true }).click(),
    ])
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n')
    assert.match(lines[0] ?? '', /^day \(UTC\),/)
    assert.equal(lines.length, 91)
    assert.ok(lines.at(-1)?.startsWith(today))
  })

  test('a day of the strip of a platform opens its incidents, and not the row around it', async () => {
    await open('/?scope=operator')
    const days = page
      .getByRole('table', { name: /^Platforms/ })
      .getByRole('slider', { name: /^Days: / })
      .first()
    const isDay = ({ pathname, searchParams }: URL): boolean =>
      pathname === '/incidents' &&
      searchParams.get('scope')?.startsWith('platform:') === true &&
      searchParams.has('day')
    await days.focus()
    await page.keyboard.press('ArrowUp') // in the strip, not to the row above
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await page.waitForURL(isDay)
    await page.goBack()
    await days.click()
    await page.waitForURL(isDay)
  })
}
