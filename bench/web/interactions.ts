import type { Browser, Page } from 'playwright'
import { z } from 'zod'
import type { Person } from '../../e2e/support/person.ts'
import type { Filled } from './fill.ts'
import { openDesk, visit } from './pages.ts'

/** What was measured of one interaction: from each press to the next paint, in ms. */
export interface PressFigures {
  readonly name: string
  readonly times: number[]
}

/** Something that people do on a page. */
interface Deed {
  readonly name: string
  readonly addressOf: (one: Filled) => string
  /** Brings the page to where the deed begins; not measured. */
  readonly prepare?: (page: Page) => Promise<void>
  /** Does it, and waits until it is done. */
  readonly act: (page: Page, one: Filled) => Promise<void>
}

const incidents = (): string => '/incidents?scope=operator'
const palette = (page: Page) => page.getByRole('combobox', { name: 'Search or run' })
const finder = (page: Page) => page.getByRole('textbox', { name: 'Find a platform or a tenant' })

const DEEDS: readonly Deed[] = [
  {
    name: 'sort a list',
    addressOf: incidents,
    async act(page) {
      await page.getByRole('button', { name: 'Opened' }).click()
      await page.waitForURL(/sort=/)
      await page.locator('th[aria-sort]').first().waitFor()
    },
  },
  {
    name: 'filter a list',
    addressOf: incidents,
    async act(page) {
      await page.getByRole('group', { name: 'State' }).getByText('Resolved', { exact: true }).click()
      await page.waitForURL(/state=resolved/)
    },
  },
  {
    name: 'open the drawer of a number',
    addressOf: ({ tenant }) => `/?scope=tenant:${tenant}`,
    async act(page) {
      await page
        .getByTitle(/Explain this number/)
        .first()
        .click()
      await page.getByRole('dialog', { name: 'Explain this number' }).waitFor()
    },
  },
  {
    name: 'open the palette',
    addressOf: incidents,
    async act(page) {
      await page.keyboard.press('Control+k')
      await palette(page).waitFor()
    },
  },
  {
    name: 'type in the palette',
    addressOf: incidents,
    async prepare(page) {
      await page.keyboard.press('Control+k')
      await palette(page).waitFor()
    },
    async act(page, { name }) {
      await page.keyboard.type(name, { delay: 50 })
      await page
        .getByRole('option', { name: new RegExp(`^${name}`) })
        .first()
        .waitFor()
    },
  },
  {
    name: 'find a scope',
    addressOf: incidents,
    async prepare(page) {
      for (const key of ['g', 's']) await page.keyboard.press(key)
      await finder(page).waitFor()
      await page.locator('input:focus').waitFor()
    },
    async act(page, { name }) {
      await page.keyboard.type(name, { delay: 50 })
      await page
        .getByRole('list', { name: 'Scopes' })
        .getByRole('button', { name: new RegExp(`^${name}`) })
        .first()
        .waitFor()
    },
  },
]

/** Notes how long the browser took for each press, as the web vital INP counts: until the next paint. */
const WATCH = `globalThis.bailiwickPresses = [];
new PerformanceObserver((list) => {
  for (const { interactionId, duration } of list.getEntries())
    if (interactionId > 0) globalThis.bailiwickPresses.push(duration)
}).observe({ type: 'event', durationThreshold: 16 })`
/** After the next paint, and once the browser has said what it noted of it. */
const READ = `new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(globalThis.bailiwickPresses), 100)))`
/** What takes less is not noted; it counts as this, which is more than it was. */
const LEAST_MS = 16

async function measureOnce(page: Page, origin: string, { one, deed }: { one: Filled; deed: Deed }) {
  await visit(page, origin + deed.addressOf(one))
  await page
    .getByRole('button', { name: /^Live\b/ })
    .first()
    .waitFor() // its script has come to life
  await deed.prepare?.(page)
  await page.evaluate(WATCH)
  await deed.act(page, one)
  const noted = z.array(z.number()).parse(await page.evaluate(READ))
  return Math.max(LEAST_MS, ...noted)
}

/** Does each deed again and again; the slowest press of one round counts. */
export async function measureInteractions(
  browser: Browser,
  person: Person,
  { some, presses }: { readonly some: readonly Filled[]; readonly presses: number },
): Promise<readonly PressFigures[]> {
  const context = await openDesk(browser, person)
  const figures: PressFigures[] = DEEDS.map(({ name }) => ({ name, times: [] }))
  const page = await context.newPage()
  for (let round = 0; round < presses; round += 1) {
    const one = some[round % some.length]
    if (one === undefined) throw new Error('there is no tenant to look at')
    for (const [at, deed] of DEEDS.entries())
      figures[at]?.times.push(await measureOnce(page, person.origin, { one, deed }))
  }
  await context.close()
  return figures
}
