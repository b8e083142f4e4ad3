// Looking at a page as people have it before them: what overflows, complains, is out of reach or too heavy.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright'
import { z } from 'zod'

/** A screen. */
export interface View {
  readonly name: string
  readonly viewport: { readonly width: number; readonly height: number }
  readonly isPhone: boolean
}

export const DESK: View = { name: 'desk', viewport: { width: 1440, height: 900 }, isPhone: false }
export const PHONE: View = { name: 'phone', viewport: { width: 390, height: 844 }, isPhone: true }

/** Colours of a page; the night is chosen by a member, the others follow the device as well. */
export type Theme = 'dark' | 'light' | 'night'

const WANTED = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/**
 * Kilobytes of scripts, compressed, that a page may load. The aim of a plain page is 200, and the heaviest is at 224: 132 are React
 * and the router, 38 what every page has, signed in or not, 30 the frame, the rest its own. Recharts comes when somebody turns to a
 * chart, the libraries of long tables with the first one.
 */
const SCRIPT_KB = { plain: 230, chart: 280, editor: 450 } as const

/** A kind of page by what it draws with. */
export type PageKind = keyof typeof SCRIPT_KB

const found = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      help: z.string(),
      nodes: z.array(
        z.object({ html: z.string(), failureSummary: z.string(), target: z.array(z.unknown()) }),
      ),
    }),
  ),
})

/** What a page said and weighed while it came. */
export interface Seen {
  readonly complaints: string[]
  scriptBytes: number
}

/** Notes what a page complains of and what its scripts weigh on the wire. */
export async function watchPage(page: Page): Promise<Seen> {
  const seen: Seen = { complaints: [], scriptBytes: 0 }
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.complaints.push(message.text())
  })
  page.on('pageerror', (error) => seen.complaints.push(String(error)))
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true }) // each page is weighed as the first one
  const scripts = new Set<string>()
  session.on('Network.responseReceived', ({ type, requestId }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  // Bodies alone: headers are no script.
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) seen.scriptBytes += encodedDataLength
  })
  return seen
}

/** Goes to an address and waits until the page stands still. */
export async function goAndSettle(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'load' })
  await page.locator('h1').first().waitFor()
  // Charts and lists that are asked for afterwards: quiet when nothing was asked for a moment.
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
  await page.waitForTimeout(700)
}

/**
 * Whether a target is too small also when it is scrolled to: at the edge of a list that scrolls, axe takes what is cut for
 * obscured, and it does not know that a layer of the top lies above the bar of a phone. What a finger meets in every corner
 * of 24 px is large enough. Without a plain selector axe is believed.
 */
async function isSmallInSight(page: Page, target: readonly unknown[]): Promise<boolean> {
  const [selector, ...more] = target
  if (typeof selector !== 'string' || more.length > 0) return true
  const isLarge = await page
    .locator(selector)
    .first()
    .evaluate((element) => {
      element.scrollIntoView({ block: 'center' })
      const { left, top, width, height } = element.getBoundingClientRect()
      return [-11.5, 11.5].every((right) =>
        [-11.5, 11.5].every((down) =>
          element.contains(document.elementFromPoint(left + width / 2 + right, top + height / 2 + down)),
        ),
      )
    })
  if (isLarge) return false
  const again: unknown = await page.evaluate(
    `axe.run(${JSON.stringify(selector)}, { resultTypes: ['violations'], runOnly: ['target-size'] })`,
  )
  return found.parse(again).violations.length > 0
}

/** What axe finds against its rules or tags in `runOnly`, one line each. */
async function violationsOf(page: Page, runOnly: readonly string[]): Promise<string[]> {
  const answer: unknown = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], runOnly: ${JSON.stringify(runOnly)} })`,
  )
  const lines: string[] = []
  for (const { id, help, nodes } of found.parse(answer).violations)
    for (const { html, failureSummary, target } of nodes) {
      if (id === 'target-size' && !(await isSmallInSight(page, target))) continue
      lines.push(`${id} (${help}): ${html} ${failureSummary.replaceAll(/\s+/g, ' ')}`)
    }
  return lines
}

async function changeTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme === 'light' ? 'light' : 'dark' })
  await page.evaluate((chosen) => document.documentElement.setAttribute('data-theme', chosen), theme)
  // Colours that fade from one to the other are neither.
  await page.waitForTimeout(250)
  await page.waitForFunction(() => document.getAnimations().every((one) => !(one instanceof CSSTransition)))
}

/** How much wider than the screen a page is, than its frame a table, and than its place a text, as faults. */
export async function overflowOf(page: Page): Promise<string[]> {
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  const wide =
    wider > 0 ? [`it is ${wider} px wider than a screen of ${page.viewportSize()?.width ?? 0} px`] : []
  return [...wide, ...(await cutTables(page)), ...(await spiltTexts(page))]
}

/** Texts that run on over what stands beside them. */
async function spiltTexts(page: Page): Promise<string[]> {
  const spilt = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main :not(svg *)')].flatMap((element) => {
      const { clientWidth, scrollWidth, childNodes } = element
      const hasText = [...childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== '')
      // An inline element has no width of its own; what is for screen readers alone has one pixel.
      if (!hasText || clientWidth <= 1 || scrollWidth <= clientWidth + 1) return []
      const style = getComputedStyle(element)
      return style.overflowX === 'visible' && style.visibility === 'visible'
        ? [{ text: element.textContent.slice(0, 80), over: scrollWidth - clientWidth }]
        : []
    }),
  )
  return spilt.map(({ text, over }) => `its text “${text}” runs ${over} px over its place`)
}

/** Tables that run on under the edge of their frame. A frame of a limited height is there to be scrolled, both ways. */
async function cutTables(page: Page): Promise<string[]> {
  const tables = await page.evaluate(() =>
    [...document.querySelectorAll('table')].map((table) => {
      let frame = table.parentElement
      while (frame !== null && getComputedStyle(frame).overflowX === 'visible') frame = frame.parentElement
      const isMeant = frame === null || frame.clientWidth <= 1 || getComputedStyle(frame).maxHeight !== 'none'
      return {
        name: table.caption?.textContent ?? 'without a caption',
        cut: isMeant ? 0 : (frame?.scrollWidth ?? 0) - (frame?.clientWidth ?? 0),
      }
    }),
  )
  return tables.filter(({ cut }) => cut > 1).map(({ name, cut }) => `its table “${name}” is cut by ${cut} px`)
}

/** What is wrong with a page as it stands, one line each. */
export async function faultsAsShown(page: Page): Promise<string[]> {
  const wide = await overflowOf(page)
  await page.evaluate(axe.source)
  return [...wide, ...(await violationsOf(page, WANTED))]
}

/** What is wrong with a page that stands still in the dark, one line each; its colours are judged in `others`, too. */
export async function faultsOf(page: Page, others: readonly Theme[] = ['light']): Promise<string[]> {
  const faults = await faultsAsShown(page)
  // The theme is a matter of colours alone (tokens.css): what else there is to find was found in the dark.
  for (const theme of others) {
    await changeTheme(page, theme)
    const violations = await violationsOf(page, ['color-contrast'])
    faults.push(...violations.map((violation) => `with theme ${theme}: ${violation}`))
  }
  return faults
}

/** What a page draws with. */
export async function kindOf(page: Page): Promise<PageKind> {
  if ((await page.locator('.cm-editor').count()) > 0) return 'editor'
  return (await page.getByRole('slider', { name: /^Values of / }).count()) > 0 ? 'chart' : 'plain'
}

/** What is too heavy. */
export async function weightOf(page: Page, seen: Seen): Promise<string[]> {
  const limit = SCRIPT_KB[await kindOf(page)]
  const weight = Math.round(seen.scriptBytes / 1000)
  return weight > limit ? [`its scripts weigh ${weight} kB, and ${limit} kB are allowed`] : []
}

/** For people: keeps pictures of a page, dark and light, in the folder that SHOTS names; none without it. */
export async function keepShots(page: Page, name: string): Promise<void> {
  const shots = process.env['SHOTS']
  if (shots === undefined) return
  mkdirSync(shots, { recursive: true })
  for (const theme of ['dark', 'light'] as const) {
    await changeTheme(page, theme)
    await page.screenshot({ path: join(shots, `${name}-${theme}.png`), fullPage: true })
  }
}

/** The name of a picture of an address. */
export const shotName = (address: string): string => address.replaceAll(/[^a-z-]+/g, '_').slice(0, 40)
