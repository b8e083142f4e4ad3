import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright'
import { z } from 'zod'
import { arrive } from '../support/arrive.ts'
import type { Inhabited } from '../support/inhabited.ts'

/**
 * More tenants than a page brings along: the switcher finds the others on the server, by keys alone, and what was chosen is
 * known at once, after a reload and in a link.
 */
export function scopes(shared: () => Inhabited): void {
  /** Above the hundred scopes that a page brings along. */
  const TENANTS = 105

  const created = z.object({ id: z.string() })
  let place: Inhabited
  let page: Page
  const ids: string[] = []
  before(async () => {
    place = shared()
    const platform = await place.admin.must(created, 'POST', '/api/v1/platforms', {
      scope: 'operator',
      body: { name: 'Timber Cloud' },
    })
    for (let n = 1; n <= TENANTS; n += 1) {
      const body = { platformId: platform.id, name: `Kapur ${String(n).padStart(3, '0')}` }
      ids.push((await place.admin.must(created, 'POST', '/api/v1/tenants', { scope: 'operator', body })).id)
    }
    page = await arrive(place.browser, place.admin)
  })

  const open = async (path: string): Promise<void> => {
    await page.goto(`${place.installation.url}${path}`)
    await page.getByRole('button', { name: /^Live\b/ }).waitFor()
  }
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const field = () => page.getByRole('textbox', { name: 'Find a platform or a tenant' })
  const listed = (name: string) => page.getByRole('list', { name: 'Scopes' }).getByRole('button', { name })
  const switcher = (name: string) =>
    page.getByRole('complementary').getByRole('button', { name: new RegExp(name) })

  test('a tenant that the page did not bring along is found by typing, and known from then on', async () => {
    await open('/incidents?scope=operator')
    await press('g', 's')
    await page.locator('input:focus').waitFor()
    await page.keyboard.type('kapur 105')
    await listed('Kapur 105').waitFor()
    await press('ArrowDown', 'Enter')
    await page.waitForURL(/\/incidents\?scope=tenant:/)
    assert.equal(new URL(page.url()).searchParams.get('scope'), `tenant:${ids.at(-1) ?? ''}`)
    await switcher('Kapur 105').waitFor()
    await page.reload()
    await switcher('Kapur 105').waitFor()
  })

  test('what was chosen stands first, and a text that nothing has says so', async () => {
    await open('/incidents?scope=operator')
    await press('g', 's')
    const recent = page.getByRole('list', { name: 'Recent scopes' })
    await recent.getByRole('button', { name: 'Kapur 105' }).waitFor()
    await field().fill('nobody is called so')
    await page.getByText('No scope of yours has this name.').waitFor()
    await field().fill('')
    await page.getByRole('button', { name: 'Show more' }).click()
    await listed('Kapur 104').waitFor()
    await press('Escape')
    await field().waitFor({ state: 'hidden' })
  })

  test('a link leads to a scope that the page before did not know', async () => {
    await open('/tenants?scope=operator')
    await page.evaluate(
      `history.replaceState(null, '', location.pathname + '?scope=tenant:${ids.at(-2) ?? ''}')`,
    )
    await switcher('Kapur 104').waitFor()
    await open(`/incidents?scope=tenant:${ids.at(-3) ?? ''}`)
    await switcher('Kapur 103').waitFor()
  })
}
