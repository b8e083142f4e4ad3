// The component sheet: every part does by keyboard what it says, nothing on it is against the policy or beyond a reader,
// and it looks as it looked. `UPDATE_PICTURES=1 npm test -- --e2e e2e/kit` keeps new pictures.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright'
import { z } from 'zod'
import { openBrowser } from './support/browser.ts'
import { differenceTo } from './support/compare-picture.ts'
import { openKit, serveKit, type KitServer, type Violations } from './support/kit-sheet.ts'
import { until } from './support/until.ts'

const THEMES = ['dark', 'light', 'night'] as const
/** Parts whose pictures are compared; tiles, tables and charts change with what they show. */
const PICTURES = ['states', 'colours', 'fields', 'choices', 'views'] as const

const axeFound = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }))

let browser: Browser
let server: KitServer
let page: Page
let violations: Violations

before(async () => {
  browser = await openBrowser()
  server = await serveKit()
  const opened = await openKit(browser, server.url, 'light')
  page = opened.page
  violations = opened.violations
})
after(async () => {
  await browser.close()
  await server.stop()
})

const focused = async (): Promise<string> =>
  await page.evaluate(() => {
    const element = document.activeElement
    return element?.getAttribute('aria-label') ?? element?.getAttribute('name') ?? element?.textContent ?? ''
  })

const holds = async (what: string, ask: () => Promise<boolean>): Promise<void> => {
  await until(what, async () => ((await ask()) ? true : null), 10_000)
}

test('a menu opens with the keyboard, moves by letters and arrows, and gives the focus back', async () => {
  const button = page.getByRole('button', { name: 'Actions of the rule sample' })
  await button.press('ArrowDown')
  const menu = page.getByRole('menu')
  await menu.waitFor()
  await holds('the first line has the focus', async () => {
    await page.keyboard.press('Home')
    return (await focused()).startsWith('Acknowledge')
  })
  await page.keyboard.press('End')
  await holds('the last line has the focus', async () => (await focused()) === 'Delete rule')
  await page.keyboard.press('Escape')
  await menu.waitFor({ state: 'detached' })
  assert.equal(await focused(), 'Actions of the rule sample')
  await button.click()
  await page.getByRole('menuitem', { name: 'Acknowledge' }).click()
  await page.getByText('Acknowledged.', { exact: true }).waitFor()
})

test('a menu of checks stays open, and a line that is shut says why', async () => {
  await page.locator('[data-kit="layers"]').getByRole('button', { name: 'Columns', exact: true }).click()
  const value = page.getByRole('menuitemcheckbox', { name: 'Value' })
  await value.click()
  assert.equal(await value.getAttribute('aria-checked'), 'true')
  const alert = page.getByRole('menuitemcheckbox', { name: 'Alert' })
  assert.equal(await alert.getAttribute('aria-description'), 'This column always stands.')
  await page.keyboard.press('Escape')
})

test('a popover holds its choices and closes from within', async () => {
  const button = page.locator('[data-kit="layers"]').getByRole('button', { name: 'Save view' })
  await button.click()
  await page.getByRole('checkbox', { name: 'Shared with everybody of this scope' }).check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('dialog', { name: 'A view that you come back to' }).waitFor({ state: 'detached' })
  assert.equal(await focused(), 'Save view')
})

test('an icon says what it does, and a shut control why: to eyes in a tip, to readers in a description', async () => {
  await page.getByRole('button', { name: 'Columns, hovered' }).focus()
  await page.keyboard.press('Tab')
  const tip = page.locator('[data-tip-popup]')
  await tip.getByText('Columns, in focus').waitFor()
  await page.keyboard.press('Escape')
  await tip.waitFor({ state: 'detached' })
  const shut = page.getByRole('button', { name: 'Move up' })
  await shut.click({ force: true }) // a shut control is one that nobody could press
  await tip.getByText('It is the first one.').waitFor()
  await page.keyboard.press('Escape')
})

test('a list of thirty has a filter, and its choice is the value of the field', async () => {
  const field = page.getByRole('combobox', { name: 'Platform', exact: true })
  await field.click()
  await page.getByRole('combobox', { name: 'Filter: Platform' }).fill('17')
  await page.keyboard.press('Enter')
  assert.equal((await field.textContent())?.trim(), 'Sample platform 17')
  assert.equal(await focused(), 'Sample platform 17')
})

const openForm = async () => {
  await page.getByRole('button', { name: 'Open form' }).click()
  return page.getByRole('dialog', { name: 'Create a sample' })
}

test('a form that is wrong says so at its fields, and takes the focus to the first of them', async () => {
  const dialog = await openForm()
  await dialog.getByLabel('What is known').fill('x')
  await dialog.getByRole('button', { name: 'Create sample' }).click()
  await dialog.getByText('At least one character').waitFor()
  await holds('the first wrong field has the focus', async () => (await focused()) === 'title')
  assert.equal(await dialog.getByLabel('What is wrong').getAttribute('aria-invalid'), 'true')
})

test('what the server refuses lands on its field, and goes when it is mended', async () => {
  const dialog = page.getByRole('dialog', { name: 'Create a sample' })
  const title = dialog.getByLabel('What is wrong')
  await title.fill('refused')
  await dialog.getByLabel('What is known').fill('some')
  await dialog.getByRole('button', { name: 'Create sample' }).click()
  await dialog.getByText('This title is refused by the server').waitFor()
  await holds('the refused field has the focus', async () => (await focused()) === 'title')
  await title.fill('accepted')
  await dialog.getByText('This title is refused by the server').waitFor({ state: 'detached' })
})

test('a list with a filter opens above a dialog, and Escape closes the list alone', async () => {
  const dialog = page.getByRole('dialog', { name: 'Create a sample' })
  const service = dialog.getByRole('combobox', { name: 'Service' })
  await service.click()
  const filter = page.getByRole('combobox', { name: 'Filter: Service' })
  await filter.fill('05')
  await page.keyboard.press('Escape')
  await filter.waitFor({ state: 'detached' })
  assert.equal(await dialog.isVisible(), true)
})

test('nothing that was typed is lost unasked: not by Escape, not by Cancel, not by a link', async () => {
  const dialog = page.getByRole('dialog', { name: 'Create a sample' })
  const question = page.getByRole('dialog', { name: 'Discard what you typed?' })
  for (const leave of [
    async () => await page.keyboard.press('Escape'),
    async () => await page.keyboard.press('Escape'),
    async () => await dialog.getByRole('button', { name: 'Cancel' }).click(),
  ]) {
    await leave()
    await question.waitFor()
    assert.equal(await focused(), 'Keep editing')
    await page.keyboard.press('Enter')
    await question.waitFor({ state: 'hidden' })
    assert.equal(await dialog.getByLabel('What is wrong').inputValue(), 'accepted')
  }
  const asked = page.waitForEvent('dialog')
  const reloading = page.reload({ timeout: 3000 }).catch(() => null)
  const box = await asked
  assert.equal(box.type(), 'beforeunload')
  await box.dismiss()
  await reloading
  assert.equal(await dialog.getByLabel('What is wrong').inputValue(), 'accepted')
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Discard it' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Open form' }).click()
  assert.equal(await dialog.getByLabel('What is wrong').inputValue(), '')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
})

test('a message goes after six seconds and can be taken back until then; an error stays', async () => {
  await page.getByRole('button', { name: 'Show message' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Taken back.', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Show error' }).click()
  await page.getByRole('button', { name: 'Show message' }).click()
  await page.mouse.move(0, 0)
  await page.getByText('2 alerts acknowledged').waitFor({ state: 'detached', timeout: 12_000 })
  assert.equal(await page.getByText('Not saved: somebody changed this rule').isVisible(), true)
  await page.getByRole('button', { name: 'Close message' }).click()
})

test('a busy button is as wide as the same one at rest', async () => {
  const buttons = page.locator('[data-kit="buttons"] button')
  const widthOf = async (name: string, at: number): Promise<number> =>
    (await buttons.filter({ hasText: name }).nth(at).boundingBox())?.width ?? 0
  for (const name of ['Run a drill', 'Post update', 'Revoke key'])
    assert.ok(Math.abs((await widthOf(name, 0)) - (await widthOf(name, 4))) <= 1, name)
  assert.ok(Math.abs((await widthOf('New source', 0)) - (await widthOf('New source', 1))) <= 1)
})

const EVERYTHING = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** A theme is a matter of colours alone (tokens.css): what else there is to find is found in one of them. */
const COLOURS = ['color-contrast']

/** What is beyond a reader in a theme, by the rules or tags in `runOnly`. */
async function beyondReaders(theme: string, runOnly: readonly string[]): Promise<unknown> {
  await page.evaluate((chosen) => document.documentElement.setAttribute('data-theme', chosen), theme)
  // Colours that fade from one to the other are neither.
  await page.waitForTimeout(300)
  await page.waitForFunction(() => document.getAnimations().every((one) => !(one instanceof CSSTransition)))
  await page.evaluate(axe.source)
  const found: unknown = await page.evaluate(`axe.run(document, {
    resultTypes: ['violations'],
    runOnly: ${JSON.stringify(runOnly)},
  }).then(({ violations }) => violations)`)
  return axeFound.parse(found)
}

/** What looks otherwise than it looked, each a sentence. */
async function otherwise(theme: 'dark' | 'light'): Promise<readonly string[]> {
  const opened = await openKit(browser, server.url, theme)
  const differences: (string | null)[] = []
  for (const name of PICTURES) {
    const part = opened.page.locator(`[data-kit="${name}"]`)
    const picture = await part.screenshot({ animations: 'disabled', caret: 'hide' })
    differences.push(differenceTo(`kit-${name}-${theme}`, picture))
  }
  await opened.page.context().close()
  return [...differences.filter((text) => text !== null), ...opened.violations]
}

for (const theme of THEMES)
  test(`${theme}: nothing on the sheet is beyond a reader`, async () => {
    assert.deepEqual(await beyondReaders(theme, theme === 'dark' ? EVERYTHING : COLOURS), [])
  })

for (const theme of ['dark', 'light'] as const)
  test(`${theme}: the sheet looks as it looked`, async () => {
    const hint = 'look at them, then UPDATE_PICTURES=1 npm test -- --e2e e2e/kit'
    assert.deepEqual(await otherwise(theme), [], hint)
  })

test('nothing that was opened is against the policy of the page', () => {
  assert.deepEqual(violations, [])
})

test('a long table keeps few rows in the page and follows whoever scrolls', async () => {
  await page.getByRole('button', { name: 'Draw 100,000 rows' }).click()
  await page.locator('table[aria-rowcount="100001"]').waitFor()
  const table = page.getByRole('table', { name: 'Series of this sheet' })
  await table.evaluate((element) => {
    element.parentElement?.scrollBy(0, element.parentElement.scrollHeight / 2)
  })
  await holds('rows of the middle are drawn', async () => {
    const places = await table
      .locator('tbody tr[data-index]')
      .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-index'))))
    return places.length < 100 && places.some((place) => place > 30_000)
  })
})
