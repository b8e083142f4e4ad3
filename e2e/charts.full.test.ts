// Charts in a real browser, on the component sheet: what follows the pointer and the keys, what is saved, what twenty cost.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright'
import { z } from 'zod'
import { openBrowser } from './support/browser.ts'
import { serveKit, type KitServer } from './support/kit-sheet.ts'
import { takeShots } from './support/take-shots.ts'
import { until } from './support/until.ts'

const DESK = { width: 1440, height: 900 }
/** Moves of the pointer over one chart, one for each frame. */
const MOVES = 120

let server: KitServer
let browser: Browser

before(async () => {
  server = await serveKit()
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await server.stop()
})

async function openSheet(query = ''): Promise<Page> {
  const page = await browser.newPage({ viewport: DESK, reducedMotion: 'reduce', acceptDownloads: true })
  // Nobody is signed in here: what the frame of the page asks for is refused, and would lead to the sign-in page.
  await page.route('**/api/**', async (route) => await route.abort())
  await page.goto(server.url + query)
  return page
}

test('the keyboard reads a chart: arrows, Shift, Home and End, with seconds and zone', async () => {
  const page = await openSheet()
  const slider = page.getByRole('slider', { name: 'Values of Memory', exact: true })
  const told = async (): Promise<string> => (await slider.getAttribute('aria-valuetext')) ?? ''
  await slider.focus()
  await page.keyboard.press('End')
  assert.match(await told(), /^\d\d:32:00 UTC.*: resident [\d.]+ GB$/)
  await page.keyboard.press('ArrowLeft')
  assert.match(await told(), /^\d\d:31:30 /)
  await page.keyboard.press('Shift+ArrowLeft')
  assert.match(await told(), /^\d\d:26:30 /)
  await page.keyboard.press('Home')
  assert.match(await told(), /^\d\d:40:00 /)
  await takeShots(page, 'kit')
  await page.close()
})

test('the same data stand behind each chart as a table', async () => {
  const page = await openSheet()
  const panels = page.getByRole('button', { name: /^Table of / })
  const count = await panels.count()
  for (let i = 0; i < count; i += 1) await panels.nth(i).click()
  const captions = page.locator('section:has(button[aria-label^="Table of "]) [role=region] caption')
  assert.equal(await captions.count(), count)
  assert.ok(count >= 15, `${count} charts`)
  await page.close()
})

test('a chart is saved as CSV, SVG and PNG that stand alone', async () => {
  const page = await openSheet()
  const saved = async (format: string): Promise<Buffer> => {
    await page.getByLabel('Save Login latency, p95').click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: format, exact: true }).click(),
    ])
    assert.equal(download.suggestedFilename(), `login-latency-p95.${format.toLowerCase()}`)
    return await readFile(await download.path())
  }
  const csv = (await saved('CSV')).toString('utf8').split('\r\n')
  assert.equal(csv[0], 'time (UTC),p95 (s)')
  assert.equal(csv.length, 107, 'a row for each time')
  const svg = (await saved('SVG')).toString('utf8')
  for (const text of [
    'Login latency, p95',
    'unit: s',
    'UTC',
    'pages at 3 s',
    'no data',
    'INC-2417',
    'normal range',
  ])
    assert.ok(svg.includes(text), text)
  assert.ok(!svg.includes('var('), 'colours are written out')
  const png = await saved('PNG')
  assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG')
  assert.equal(png.readUInt32BE(16), 1920)
  const { SHOTS } = process.env
  if (SHOTS !== undefined)
    await page.setContent(svg).then(async () => await page.screenshot({ path: `${SHOTS}/svg.png` }))
  await page.close()
})

const measured = z.object({
  charts: z.number(),
  lines: z.number(),
  redrawn: z.number(),
  frames: z.array(z.number()),
  longTasks: z.array(z.number()),
})

/** Moves the pointer over the first chart and notes frames, long tasks, and whether any chart was drawn again. */
const MEASURE = `(async () => {
  const charts = [...document.querySelectorAll('.recharts-surface')]
  let redrawn = 0
  const watch = new MutationObserver((changes) => { redrawn += changes.length })
  for (const chart of charts) watch.observe(chart, { attributes: true, childList: true, subtree: true })
  const longTasks = []
  const tasks = new PerformanceObserver((list) => { for (const task of list.getEntries()) longTasks.push(task.duration) })
  tasks.observe({ entryTypes: ['longtask'] })
  const plot = document.querySelector('[role=slider]')
  const { left, top, width, height } = plot.getBoundingClientRect()
  const frames = []
  let last = performance.now()
  for (let i = 0; i < ${MOVES}; i += 1) {
    const at = { clientX: left + (width * i) / ${MOVES}, clientY: top + height / 2, bubbles: true, pointerType: 'mouse' }
    plot.dispatchEvent(new PointerEvent('pointermove', at))
    await new Promise((next) => requestAnimationFrame(next))
    frames.push(performance.now() - last)
    last = performance.now()
  }
  const lines = document.querySelectorAll('line[stroke="var(--bw-line-control)"][visibility=visible]').length
  watch.disconnect()
  return { charts: charts.length, lines, redrawn, frames, longTasks }
})()`

test('twenty charts of ten series: one cross-hair over all of them, and none is drawn again for it', async (t) => {
  const page = await openSheet('?charts=20')
  const sliders = page.getByRole('slider', { name: /^Values of Chart / })
  await sliders.nth(19).waitFor()
  assert.equal(await page.locator('.recharts-surface').count(), 0, 'the pictures of the server are complete')
  // A pointer that came before the script of its chart has turned to nothing: it comes once more.
  await until('every chart is turned to', async () => {
    for (const slider of await sliders.all()) await slider.hover()
    return (await page.locator('.recharts-surface').count()) === 20 ? true : null
  })
  await page.evaluate(() => scrollTo(0, 0))
  await page.waitForTimeout(500)
  const { charts, lines, redrawn, frames, longTasks } = measured.parse(await page.evaluate(MEASURE))
  const p95 = frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? 0
  t.diagnostic(
    `${charts} charts of 10 series; ${MOVES} moves: frames p95 ${p95.toFixed(1)} ms, ${longTasks.length} long tasks, ${redrawn} changes inside charts, ${lines} cross-hairs`,
  )
  assert.equal(charts, 20)
  assert.equal(lines, 20)
  assert.equal(redrawn, 0)
  assert.ok(p95 < 1000, `frames p95 ${p95} ms`)
  await page.close()
})
