import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { THEME_COOKIE } from '#components/ui/preferences.ts'
import { freePort } from '#lib/infra/cluster/ports.ts'
import { cleanEnvironment, startProgram } from '#testing/processes.ts'

const NEXT = join(import.meta.dirname, '../../node_modules/next/dist/bin/next')

/** The time of the sheet, where the clock of the browser stands. */
const NOW = new Date('2026-11-20T06:32:07Z')

/** The component sheet, served by a web process alone: it asks for nothing. */
export interface KitServer {
  readonly url: string
  stop(): Promise<unknown>
}

/** Serves the built pages with the component sheet. */
export async function serveKit(): Promise<KitServer> {
  const port = await freePort()
  const env = cleanEnvironment({ BAILIWICK_KIT: '1', PORT: String(port), BAILIWICK_SECRET: 'k'.repeat(64) })
  const program = startProgram([NEXT, 'start', '--port', String(port), '--hostname', '127.0.0.1'], env)
  await program.waitForLine(/Ready in/, 120_000)
  return { url: `http://127.0.0.1:${port}/kit`, stop: async () => await program.stop() }
}

/** What a page said about the policy of its content; nothing when it kept to it. */
export type Violations = string[]

/** Opens the sheet in a theme, still: fonts there, nothing moving, and a clock that stands. */
export async function openKit(
  browser: Browser,
  url: string,
  theme: 'dark' | 'light' | 'night',
): Promise<{ page: Page; violations: Violations }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    timezoneId: 'Asia/Kuala_Lumpur',
    reducedMotion: 'reduce',
  })
  await context.addCookies([{ name: THEME_COOKIE, value: theme, url }])
  const page = await context.newPage()
  const violations: Violations = []
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text())
  })
  await page.clock.setFixedTime(NOW)
  // Nobody is signed in here: what the frame of the page asks for is refused, and it would lead to the sign-in page.
  await page.route('**/api/**', async (route) => await route.abort())
  await page.goto(url)
  await page.waitForSelector('html[data-kit="ready"]')
  await page.evaluate(async () => await document.fonts.ready)
  return { page, violations }
}
