// A hundred thousand rows on the component sheet: few of them are in the page, and nothing stalls while they are scrolled,
// sorted and walked by keys.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright'
import { openBrowser } from './support/browser.ts'
import { openKit, serveKit, type KitServer } from './support/kit-sheet.ts'
import { until } from './support/until.ts'

/** Loose bounds, in ms: the machine is shared. A table that draws all rows takes many seconds for each. */
const LONGEST_DRAW = 3000
const LONGEST_SCROLL = 500
const MOST_DRAWN = 90

let kit: KitServer
let browser: Browser
let page: Page

before(async () => {
  kit = await serveKit()
  browser = await openBrowser()
  page = (await openKit(browser, kit.url, 'light')).page
  await page.getByRole('button', { name: 'Draw 100,000 rows' }).click()
  await page.locator('table[aria-rowcount="100001"]').waitFor()
})
after(async () => {
  await browser.close()
  await kit.stop()
})

const table = () => page.getByRole('table', { name: 'Series of this sheet' })
const drawn = async (): Promise<number> => await table().locator('tbody tr[data-index]').count()

/** The longest task of the page while something is done, in ms. */
async function longestTask(during: () => Promise<void>): Promise<number> {
  const watch = await page.evaluateHandle(() => {
    const seen = { longest: 0 }
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration)
    }).observe({ entryTypes: ['longtask'] })
    return seen
  })
  await during()
  await page.waitForTimeout(300)
  return await watch.evaluate(({ longest }) => longest)
}

test('a table of a hundred thousand rows is scrolled, sorted and walked without a stall', async (t) => {
  assert.ok((await drawn()) < MOST_DRAWN)
  const scrolled = await longestTask(async () => {
    for (let step = 1; step <= 40; step += 1)
      await table().evaluate((element, part) => {
        const frame = element.parentElement
        if (frame !== null) frame.scrollTop = (frame.scrollHeight * part) / 40
      }, step)
  })
  // Rows are measured when they are drawn, so the end may have moved on: whoever scrolls goes on until it is there.
  await until('the last row', async () => {
    await table().evaluate((element) => {
      element.parentElement?.scrollBy(0, element.parentElement.scrollHeight)
    })
    return (await table().locator('tr[data-index="99999"]').isVisible()) ? true : null
  })
  assert.ok((await drawn()) < MOST_DRAWN)
  const sorted = await longestTask(async () => {
    await table().getByRole('button', { name: 'Samples' }).click()
    await table().locator('th[aria-sort="ascending"]').waitFor()
  })
  const walked = await longestTask(async () => {
    await table().locator('tbody tr[data-index] a').first().focus()
    await page.keyboard.press('Home')
    await page.locator('tr[data-index="0"] a:focus').waitFor()
    await page.keyboard.press('End')
    await page.locator('tr[data-index="99999"] a:focus').waitFor()
    for (let step = 0; step < 20; step += 1) await page.keyboard.press('k')
    await page.locator('tr[data-index="99979"] a:focus').waitFor()
  })
  t.diagnostic(
    `100,000 rows, ${await drawn()} in the page; longest task: scrolled ${scrolled} ms, sorted ${sorted} ms, walked ${walked} ms`,
  )
  assert.ok(scrolled < LONGEST_SCROLL, `scrolling took ${scrolled} ms at once`)
  assert.ok(sorted < LONGEST_DRAW, `sorting took ${sorted} ms at once`)
  assert.ok(walked < LONGEST_SCROLL, `walking took ${walked} ms at once`)
})
