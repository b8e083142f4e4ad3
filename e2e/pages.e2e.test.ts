// Every page, filled, as people have it before them: at a desk in the dark and in the light, and as narrow as a phone. The
// list of pages comes from the folders, so that a new one cannot be forgotten. pages.full.test.ts looks at all their
// addresses and states.
// suite: long
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { after, before, test } from 'node:test'
import type { BrowserContext } from 'playwright'
import {
  DESK,
  faultsOf,
  goAndSettle,
  keepShots,
  overflowOf,
  PHONE,
  shotName,
  watchPage,
  weightOf,
} from './support/look.ts'
import { openPagesWorld, type PagesWorld } from './support/pages-world.ts'

const APP = resolve(import.meta.dirname, '../app')

/** Pages that are open side by side: most of a look is waiting until a page stands still. */
const SIDE_BY_SIDE = 3

let world: PagesWorld
/** What was wrong with the set-up page while there were no members. */
const beforeSetUp: string[] = []
before(async () => {
  world = await openPagesWorld(async ({ installation, openContext }) => {
    const context = await openContext(DESK)
    beforeSetUp.push(...(await look(context, installation.url, '/setup')))
    await context.close()
  })
})
after(async () => await world.close())

/** Everything that is wrong with one address. */
async function look(context: BrowserContext, origin: string, address: string): Promise<string[]> {
  const page = await context.newPage()
  const seen = await watchPage(page)
  await goAndSettle(page, origin + address)
  const faults = [...(await faultsOf(page)), ...(await weightOf(page, seen))]
  const { pathname } = new URL(page.url())
  if (pathname !== new URL(address, origin).pathname) faults.push(`it led to ${pathname}`)
  await keepShots(page, `${shotName(address)}-desk`)
  await page.setViewportSize(PHONE.viewport)
  faults.push(...(await overflowOf(page)))
  await keepShots(page, `${shotName(address)}-phone`)
  await page.close()
  return [...faults, ...seen.complaints].map((fault) => `${address}: ${fault}`)
}

test('every page of the folders is looked at', () => {
  const pages = readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => file.replace(/\/?page\.tsx$/, ''))
  assert.deepEqual(pages.toSorted(), [...world.addresses.keys()].toSorted())
})

test('a text that runs over what stands beside it is found', async () => {
  const page = await world.browser.newPage()
  const long = 'http_request_duration_seconds_bucket'
  await page.setContent(`<main><p style="width:60px">${long}</p><p style="width:60px">short</p></main>`)
  assert.match(
    (await overflowOf(page)).join(),
    new RegExp(`^its text “${long}” runs \\d+ px over its place$`),
  )
  await page.setContent(`<main><p style="width:60px;overflow-wrap:anywhere">${long}</p></main>`)
  assert.deepEqual(await overflowOf(page), [])
  await page.close()
})

test('set-up, while there is nobody', () => assert.deepEqual(beforeSetUp, []))

test('nothing overflows, complains, is out of reach or too heavy', async () => {
  const faults: string[] = []
  const visits = [...world.addresses].flatMap(([page, [first = '', ...others]]) =>
    // the overviews of the three scopes are three pages in one folder
    (page === '(portal)' ? [first, ...others] : [first]).map((address) => [page, address] as const),
  )
  const lookOn = async (): Promise<void> => {
    for (let visit = visits.shift(); visit !== undefined; visit = visits.shift()) {
      const [page, address] = visit
      const context = await world.openContext(DESK, page)
      faults.push(...(await look(context, world.installation.url, address)))
      await context.close()
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lookOn))
  assert.deepEqual(faults, [])
})
