// Every page × desk and phone × dark, light and night × filled, empty and failing: axe, width, and what the page says of itself;
// then some with a layer open or rows chosen. Pictures of all that stay in test-results/pages, or where SHOTS says.
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright'
import {
  DESK,
  faultsOf,
  goAndSettle,
  keepShots,
  PHONE,
  shotName,
  watchPage,
  type View,
} from './support/look.ts'
import { openPagesWorld, type Addresses, type PagesWorld } from './support/pages-world.ts'
import { POSES } from './support/poses.ts'

const SIDE_BY_SIDE = 3
const PICTURES = join(import.meta.dirname, '../test-results/pages')

/** What a page must bear: `fail` makes its browser see the trouble before it goes there. */
interface Condition {
  readonly name: string
  readonly pages: (world: PagesWorld) => Addresses
  readonly fail?: (context: BrowserContext) => Promise<void>
  /** Brings the trouble about on a page that stands. */
  readonly trouble?: (page: Page) => Promise<void>
}

/** Answers of an installation whose database is away: everything that a page asks for is refused, and the stream breaks. */
async function refuseReads(context: BrowserContext): Promise<void> {
  await context.route('**/api/v1/**', async (route) => {
    if (route.request().method() !== 'GET') {
      await route.continue()
      return
    }
    await route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'about:blank',
        title: 'The database is away',
        status: 503,
        detail: 'Nothing was changed. Try again in a moment.',
        requestId: '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77',
      }),
    })
  })
  await context.route('**/api/live**', async (route) => await route.abort('connectionrefused'))
}

const CONDITIONS: readonly Condition[] = [
  { name: 'filled', pages: ({ addresses }) => addresses },
  { name: 'empty', pages: ({ empty }) => empty },
  {
    name: 'failing',
    pages: ({ addresses }) => new Map([...addresses].filter(([page]) => page.startsWith('(portal)'))),
    fail: refuseReads,
    // A window that gets the focus asks again, and everything that it asks for is refused.
    trouble: async (page) => {
      await page.evaluate(() => {
        globalThis.dispatchEvent(new Event('visibilitychange'))
      })
      await page.waitForTimeout(3000)
    },
  },
]

let world: PagesWorld
before(async () => {
  rmSync(PICTURES, { recursive: true, force: true })
  process.env['SHOTS'] ??= PICTURES
  world = await openPagesWorld(async () => await Promise.resolve())
})
after(async () => await world.close())

async function look(
  context: BrowserContext,
  view: View,
  address: string,
  condition: Condition,
): Promise<string[]> {
  const page = await context.newPage()
  const seen = await watchPage(page)
  await goAndSettle(page, world.installation.url + address)
  await condition.trouble?.(page)
  const faults = await faultsOf(page, ['light', 'night'])
  await keepShots(page, `${condition.name}-${shotName(address)}-${view.name}`)
  await page.close()
  // What is refused is named by the browser; anything else that is said is a fault of the page.
  const complaints = seen.complaints.filter(
    (text) => condition.fail === undefined || !text.startsWith('Failed to load resource'),
  )
  return [...faults, ...complaints].map((fault) => `${condition.name}, ${view.name}, ${address}: ${fault}`)
}

async function lookAtAll(
  view: View,
  condition: Condition,
): Promise<readonly [looks: number, faults: string[]]> {
  const faults: string[] = []
  let looks = 0
  const visits = [...condition.pages(world)]
  const lookOn = async (): Promise<void> => {
    for (let visit = visits.shift(); visit !== undefined; visit = visits.shift()) {
      const [page, paths] = visit
      const context = await world.openContext(view, page)
      await condition.fail?.(context)
      for (const path of paths) {
        looks += 1
        faults.push(...(await look(context, view, path, condition)))
      }
      await context.close()
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lookOn))
  return [looks, faults]
}

for (const condition of CONDITIONS) {
  for (const view of [DESK, PHONE]) {
    test(`${condition.name}, ${view.name}: nothing overflows, complains or is out of reach`, async (t) => {
      const [looks, faults] = await lookAtAll(view, condition)
      t.diagnostic(`${looks} pages × dark, light and night: ${faults.length} faults`)
      assert.deepEqual(faults, [])
    })
  }
}

async function lookAtPoses(view: View): Promise<string[]> {
  const faults: string[] = []
  const struck = POSES.filter(({ only }) => only === undefined || only === view.name)
  for (const { name, page: on, strike } of struck) {
    const [address = ''] = world.addresses.get(on) ?? []
    const context = await world.openContext(view, on)
    const page = await context.newPage()
    const seen = await watchPage(page)
    await goAndSettle(page, world.installation.url + address)
    await strike(page)
    const found = [...(await faultsOf(page, ['light', 'night'])), ...seen.complaints]
    faults.push(...found.map((fault) => `${name}, ${view.name}: ${fault}`))
    await keepShots(page, `pose-${name}-${view.name}`)
    await context.close()
  }
  return faults
}

for (const view of [DESK, PHONE]) {
  test(`with something open or chosen, ${view.name}: nothing overflows, complains or is out of reach`, async () =>
    assert.deepEqual(await lookAtPoses(view), []))
}
