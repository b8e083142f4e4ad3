import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'

const DESK = { width: 1440, height: 900 }
const VIEWS = [
  { name: 'dark', theme: 'dark', viewport: DESK },
  { name: 'light', theme: 'light', viewport: DESK },
  { name: 'phone', theme: 'dark', viewport: { width: 390, height: 844 } },
] as const

/** For people: with SHOTS=folder, keeps pictures of a page as it stands, at a desk and on a phone. Nothing otherwise. */
export async function takeShots(page: Page, name: string): Promise<void> {
  const shots = process.env['SHOTS']
  if (shots === undefined) return
  mkdirSync(shots, { recursive: true })
  for (const { name: view, theme, viewport } of VIEWS) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.evaluate((chosen) => document.documentElement.setAttribute('data-theme', chosen), theme)
    await page.waitForTimeout(300)
    await page.screenshot({ path: join(shots, `${name}-${view}.png`), fullPage: true })
  }
  await page.setViewportSize(DESK)
}
