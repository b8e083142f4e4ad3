import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arrive } from '../support/arrive.ts'
import type { Inhabited } from '../support/inhabited.ts'

/** What the links of a page ask the server for before anybody follows them. */
export function linksAtRest(shared: () => Inhabited): void {
  test('nothing is asked for links in sight, under the pointer or in focus; one that is followed asks for its page once', async () => {
    const { browser, admin, installation } = shared()
    const page = await arrive(browser, admin)
    const asked: string[] = []
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url())
      if (searchParams.has('_rsc')) asked.push(pathname)
    })
    await page.goto(`${installation.url}/?scope=operator`)
    await page.getByRole('button', { name: /^Live\b/ }).waitFor()
    const links = page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link')
    assert.ok((await links.count()) > 10)
    const toIncidents = links.filter({ hasText: 'Incidents' })
    await toIncidents.hover()
    await links.filter({ hasText: 'Rules' }).focus()
    // An idle browser asks for what it fetches ahead; one that was asked to be idle twice has begun to.
    for (const _ of [1, 2])
      await page.evaluate(async () => await new Promise((done) => requestIdleCallback(done)))
    await page.waitForTimeout(1000)
    assert.deepEqual(asked, [])
    await toIncidents.click()
    await page.getByRole('heading', { level: 1, name: 'Incidents' }).waitFor()
    assert.deepEqual(asked, ['/incidents'])
    await page.context().close()
  })
}
