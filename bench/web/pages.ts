import type { Browser, BrowserContext, Page } from 'playwright'
import { z } from 'zod'
import { kindOf, watchPage, type PageKind, type Seen } from '../../e2e/support/look.ts'
import type { Person } from '../../e2e/support/person.ts'
import type { Filled } from './fill.ts'

/** A page that is measured, and where it lies for one tenant or the other. */
interface Visited {
  readonly name: string
  readonly addressOf: (one: Filled) => string
}

/** What was measured of one page. */
export interface PageFigures {
  readonly name: string
  /** Milliseconds until the first byte, and until the largest part was painted, of each visit. */
  readonly firstByte: number[]
  readonly largestPaint: number[]
  /** Kilobytes of scripts, compressed, that the page asked for by itself. */
  scriptKb: number
  kind: PageKind
}

const PAGES: readonly Visited[] = [
  { name: 'fleet', addressOf: () => '/?scope=operator' },
  { name: 'a platform', addressOf: ({ platform }) => `/?scope=platform:${platform}` },
  { name: 'a tenant', addressOf: ({ tenant }) => `/?scope=tenant:${tenant}` },
  { name: 'health matrix', addressOf: () => '/matrix?scope=operator' },
  { name: 'incidents', addressOf: () => '/incidents?scope=operator' },
  {
    name: 'an incident',
    addressOf: ({ incident, tenant }) => `/incidents/${incident}?scope=tenant:${tenant}`,
  },
  { name: 'services of a tenant', addressOf: ({ tenant }) => `/services?scope=tenant:${tenant}` },
  { name: 'services of all', addressOf: () => '/services?scope=operator' },
  { name: 'a service', addressOf: ({ service, tenant }) => `/services/${service}?scope=tenant:${tenant}` },
  { name: 'tenants', addressOf: () => '/tenants?scope=operator' },
  { name: 'members', addressOf: () => '/members?scope=operator' },
  { name: 'audit', addressOf: () => '/audit?scope=operator' },
  {
    name: 'explore',
    addressOf: ({ tenant }) => `/explore?scope=tenant:${tenant}&q=sum(rate(http_requests_total[5m]))`,
  },
]

const timing = z.object({ firstByte: z.number(), largestPaint: z.number() })

/** The largest paint is the last one that was reported: nobody has touched the page yet. */
const READ_TIMING = `new Promise((done) => {
  const [navigation] = performance.getEntriesByType('navigation')
  new PerformanceObserver((list, observer) => {
    observer.disconnect()
    done({ firstByte: navigation.responseStart, largestPaint: list.getEntries().at(-1).startTime })
  }).observe({ type: 'largest-contentful-paint', buffered: true })
})`

/** A browser's context with somebody signed in at a desk. */
export async function openDesk(browser: Browser, person: Person): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'dark' })
  await context.addCookies(person.cookies().map((cookie) => ({ ...cookie, url: person.origin })))
  return context
}

/** Goes to an address and waits until the page has all that it asks for by itself. */
export async function visit(page: Page, address: string): Promise<void> {
  const answer = await page.goto(address, { waitUntil: 'load' })
  if (answer?.status() !== 200) throw new Error(`${address} answered ${answer?.status() ?? 'nothing'}`)
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
}

/** What the scripts weigh once no more of them arrive. */
async function wholeWeight(page: Page, seen: Seen): Promise<number> {
  for (let before = -1; before !== seen.scriptBytes;) {
    before = seen.scriptBytes
    await page.waitForTimeout(700)
  }
  return seen.scriptBytes
}

async function measureOnce(context: BrowserContext, address: string, into: PageFigures): Promise<void> {
  const page = await context.newPage()
  const seen = await watchPage(page)
  await visit(page, address)
  const { firstByte, largestPaint } = timing.parse(await page.evaluate(READ_TIMING))
  into.firstByte.push(firstByte)
  into.largestPaint.push(largestPaint)
  if (into.scriptKb === 0) {
    into.scriptKb = (await wholeWeight(page, seen)) / 1000
    into.kind = await kindOf(page)
  }
  await page.close()
}

/** Visits every page again and again without anything in the browser's cache, one tenant after the other. */
export async function measurePages(
  browser: Browser,
  person: Person,
  { some, visits }: { readonly some: readonly Filled[]; readonly visits: number },
): Promise<readonly PageFigures[]> {
  const figures = PAGES.map(({ name }): PageFigures => ({
    name,
    firstByte: [],
    largestPaint: [],
    scriptKb: 0,
    kind: 'plain',
  }))
  const context = await openDesk(browser, person)
  for (let round = 0; round < visits; round += 1) {
    const one = some[round % some.length]
    if (one === undefined) throw new Error('there is no tenant to look at')
    for (const [at, { addressOf }] of PAGES.entries()) {
      const into = figures[at]
      if (into !== undefined) await measureOnce(context, person.origin + addressOf(one), into)
    }
  }
  await context.close()
  return figures
}
