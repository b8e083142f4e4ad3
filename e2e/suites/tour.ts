import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright'
import { arrive } from '../support/arrive.ts'
import type { Inhabited } from '../support/inhabited.ts'
import { writeOnce } from '../support/remote-write.ts'
import { takeShots } from '../support/take-shots.ts'

/**
 * The first operator on an empty installation, after set-up: by keyboard from nothing to a real alert on a real signal that
 * somebody has. Prints how long it took and how many presses; how far it is gone survives a reload, because it is asked.
 */
export function tour(shared: () => Inhabited): void {
  /** Five minutes, for a person; a machine that reads nothing has to be far below. */
  const LIMIT_SECONDS = 300

  let here: Inhabited
  let page: Page
  let presses = 0
  const complaints: string[] = []

  before(async () => {
    here = shared()
    page = await arrive(here.browser, here.admin, { viewport: { width: 1440, height: 900 } })
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
  })

  const press = async (key: string): Promise<void> => {
    presses += 1
    await page.keyboard.press(key)
  }
  const now = async (title: string): Promise<void> =>
    await page.getByRole('heading', { level: 2, name: title, exact: true }).waitFor()
  /** Types a name into the field that has the focus, and sends it. */
  const name = async (label: string, text: string): Promise<void> => {
    await page.getByLabel(label).and(page.locator(':focus')).waitFor()
    await page.keyboard.type(text)
    await press('Enter')
  }

  test('from an empty installation to an alert that somebody has', async (t) => {
    const begun = performance.now()
    await page.goto(`${here.installation.url}/`)
    await page.getByRole('link', { name: 'Begin the first steps' }).focus()
    await press('Enter')
    await now('Create a platform')
    await takeShots(page, 'tour-begin')
    await page.getByLabel('Name of the platform').focus()
    presses += 1
    await name('Name of the platform', 'Logistics')
    await name('Name of a tenant of Logistics', 'Angsana')
    await name('Name of the source', 'orders cluster')
    await now('Send the first signal')
    await page.getByText('Waiting for data').waitFor()
    await page.getByText('credentials: bw_src_').waitFor()
    await takeShots(page, 'tour-waiting')
    const snippet = await page.locator('figure', { hasText: 'prometheus.yml' }).locator('code').textContent()
    const url = /url: (\S+)/.exec(snippet ?? '')?.[1]
    const credential = /credentials: (\S+)/.exec(snippet ?? '')?.[1]
    assert.ok(url !== undefined && credential !== undefined, snippet ?? 'no snippet')
    presses += 1 // the button that copies it
    const send = async (): Promise<void> => {
      const sample = { metric: 'orders_waiting', labels: { job: 'shop' }, at: Date.now(), value: 42 }
      assert.equal((await writeOnce({ url, credential }, [sample])).status, 204)
    }
    await send()
    const sending = setInterval(() => {
      send().catch(() => {})
    }, 5000)
    try {
      await now('Write a rule')
      await page.getByText('orders_waiting >= 42').waitFor()
      await takeShots(page, 'tour-rule')
      await page.getByRole('button', { name: 'Create the rule' }).focus()
      await press('Enter')
      await now('Acknowledge it')
      await page.getByText('You were paged').waitFor()
      await page.reload()
      await page.getByText('You were paged').waitFor()
      await takeShots(page, 'tour-paged')
      await page.getByRole('button', { name: 'Acknowledge', exact: true }).focus()
      await press('Enter')
      await now('You have it')
    } finally {
      clearInterval(sending)
    }
    const seconds = Math.round((performance.now() - begun) / 1000)
    t.diagnostic(`${seconds} s and ${presses} presses from an empty installation to an acknowledged alert`)
    assert.ok(seconds < LIMIT_SECONDS)
    await takeShots(page, 'tour-done')
  })

  test('it can be left and opened again: what was done on the way is done', async () => {
    await page.getByRole('link', { name: 'Leave for the fleet' }).click()
    await page.getByRole('heading', { level: 1, name: 'Fleet' }).waitFor()
    await page.getByRole('link', { name: 'First steps' }).first().click()
    await now('You have it')
  })

  test('no page complained', () => assert.deepEqual(complaints, []))
}
