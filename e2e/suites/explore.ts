import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright'
import { z } from 'zod'
import { arrive } from '../support/arrive.ts'
import type { Inhabited } from '../support/inhabited.ts'
import { takeShots } from '../support/take-shots.ts'
import { until } from '../support/until.ts'

/**
 * Asking in PromQL, as a person does it: names are offered, what the engine refuses is marked where it stands, the address
 * holds all of it, and nothing that the editor brings breaks the content policy.
 */
export function explore(shared: () => Inhabited): void {
  let here: Inhabited
  let page: Page
  const complaints: string[] = []

  before(async () => {
    here = shared()
    page = await arrive(here.browser, here.admin, { viewport: { width: 1440, height: 900 } })
    page.on('console', (message) => {
      const isOfANetwork = message.text().includes('the server responded with a status of 4')
      if (['error', 'warning'].includes(message.type()) && !isOfANetwork) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
  })

  const box = (letter: string) => page.getByRole('textbox', { name: `Query ${letter}, PromQL` })
  // A short range: more of its places have a value.
  const RANGE = '&from=now-5m&to=now'
  const vector = z.object({ data: z.object({ result: z.array(z.unknown()) }) })
  const open = async (search: string) =>
    await page.goto(`${here.installation.url}/explore?scope=operator${search}`)

  test('names of the scope are offered, and Ctrl Enter draws what was asked', async () => {
    // The first samples of our own parts come within seconds.
    await until('a sample of our own', async () => {
      const query = '/api/v1/query?query=bailiwick_jobs_listening'
      const { data } = await here.admin.must(vector, 'GET', query, { scope: 'operator' })
      return data.result[0]
    })
    await open('')
    await page.getByRole('button', { name: /Last 6 hours/ }).waitFor()
    await page.getByText('Nothing was asked yet').waitFor()
    await box('A').click()
    await page.keyboard.type('bailiwick_jobs_lis')
    await page.getByRole('option', { name: 'bailiwick_jobs_listening' }).waitFor()
    assert.match(
      await page.locator('.cm-content').evaluate((text) => getComputedStyle(text).fontFamily),
      /^"Geist Mono Variable"/,
    )
    // A list that has just opened under somebody's fingers takes no key for 75 ms.
    await page.waitForTimeout(200)
    await page.keyboard.press('Enter')
    await page.keyboard.type(' + bailiwick_jobs_lis')
    await page.getByRole('option', { name: 'bailiwick_jobs_listening' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.locator('.cm-tooltip-autocomplete').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Backspace')
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Backspace')
    await page.keyboard.press('Control+Enter')
    // Recharts comes when somebody turns to a chart.
    await page
      .getByRole('slider', { name: /^Values of / })
      .first()
      .hover()
    await page.locator('.recharts-wrapper').first().waitFor()
    assert.match(page.url(), /q=bailiwick_jobs_listening/)
    await takeShots(page, 'explore-chart')
  })

  test('what the engine refuses is said and marked where it stands, and is not offered', async () => {
    await open('&q=up')
    await box('A').click()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('sum(limitk(3, up))')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/Line 1, column 5: .*limitk/).waitFor()
    // The linter of the editor, which knows nothing of engines, looks after 750 ms.
    await page.waitForTimeout(1500)
    assert.equal(await page.locator('.cm-lintRange-error').first().textContent(), 'limitk')
    await takeShots(page, 'explore-refused')
    await page.getByRole('button', { name: 'What is not evaluated yet' }).click()
    await page.getByText('limit_ratio').waitFor()
  })

  test('the address is all of it: several queries, at the end of the range, as a table and as JSON', async () => {
    await open(`${RANGE}&q=up&q=sum(up)&q=nothing_sends_this&kind=instant`)
    await page.getByText('No data for C.').waitFor()
    await page.getByText('up{instance=').first().waitFor()
    assert.equal((await page.getByRole('row').count()) > 6, true)
    await takeShots(page, 'explore-table')
    await page.getByText('JSON', { exact: true }).click()
    await page.getByText('"resultType": "vector"').first().waitFor()
    await page.reload()
    await page.getByText('"resultType": "vector"').first().waitFor()
    await page.goBack()
    await page.getByText('No data for C.').waitFor()
    await page.getByRole('button', { name: 'Your queries' }).click()
    await page.getByRole('button', { name: 'Use bailiwick_jobs_listening', exact: true }).waitFor()
  })

  test('an address that makes no sense is told, and the page stands', async () => {
    await open('&q=sum(&kind=never&view=%3Cb%3E&step=1&unit=apples&from=yesterday')
    await page.getByText('The “step” of this address is unknown and was left out.').waitFor()
    await page.getByText('The “from” of this address is no time.', { exact: false }).waitFor()
    await page.getByText(/Line 1, column \d+: Parse error/).waitFor()
  })

  test('nothing violated the content policy and no page complained', () => assert.deepEqual(complaints, []))
}
