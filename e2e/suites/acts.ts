import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright'
import { z } from 'zod'
import { arrive } from '../support/arrive.ts'
import type { Inhabited } from '../support/inhabited.ts'
import type { Person } from '../support/person.ts'
import type { Installation } from '#testing/processes.ts'

/** Acts on what a list or a page shows: on several rows, with what becomes of each, and by the keys of an incident. */
export function acts(shared: () => Inhabited): void {
  let installation: Installation
  let admin: Person
  let page: Page
  let scope: string

  before(async () => {
    const here = shared()
    ;({ installation, admin } = here)
    const { id } = await admin.must(z.object({ id: z.string() }), 'POST', '/api/v1/platforms', {
      scope: 'operator',
      body: { name: 'Many' },
    })
    scope = `platform:${id}`
    page = await arrive(here.browser, admin, { viewport: { width: 1440, height: 900 } })
  })
  after(async () => await page.context().close())

  test('all incidents that match are chosen across pages, and the list says so while and why not', async () => {
    for (let i = 0; i < 51; i += 1)
      await admin.must(z.unknown(), 'POST', '/api/v1/incidents', {
        scope,
        body: { title: `valve ${i}`, severity: 'P3' },
      })
    await page.goto(`${installation.url}/incidents?scope=${scope}`)
    await page.getByRole('button', { name: /^Live\b/ }).waitFor()
    await page
      .getByRole('checkbox', { name: /^Choose the 50|^Choose all/ })
      .first()
      .check()
    const all = page.getByRole('button', { name: 'Select all 51 matching' })
    const answers = '**/api/v1/incidents?*limit=200*'
    await page.route(answers, async (route) => await route.fulfill({ status: 503, body: '' }))
    await all.click()
    await page.getByRole('alert').filter({ hasText: 'They were not chosen' }).waitFor()
    await page.getByText('50 chosen').waitFor()
    await page.unroute(answers)
    await all.click()
    await page.getByText('51 chosen').waitFor()
  })

  test('API keys are revoked several at once: the question counts and names them, and each has an entry of its own', async () => {
    for (const name of ['nightly export', 'Alpha', 'beta'])
      await admin.must(z.unknown(), 'POST', '/api/v1/api-keys', {
        scope,
        body: { name, permissions: ['incident:read'] },
      })
    await page.goto(`${installation.url}/api-keys?scope=${scope}&sort=name`)
    const table = page.getByRole('table', { name: 'API keys' })
    await table.waitFor()
    await page.getByRole('button', { name: /^Live\b/ }).waitFor()
    await page.getByRole('checkbox', { name: 'Choose Alpha' }).check()
    await page.getByRole('checkbox', { name: 'Choose beta' }).check()
    // One of them is gone before the answer: the other one is revoked all the same.
    const listed = z.object({ keys: z.array(z.object({ id: z.string(), name: z.string() })) })
    const { keys } = await admin.must(listed, 'GET', '/api/v1/api-keys', { scope })
    const beta = keys.find(({ name }) => name === 'beta')
    await page.getByRole('button', { name: 'Revoke', exact: true }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Revoke 2 API keys?' })
    await dialog.getByText('beta').waitFor()
    await page.route(
      `**/api/v1/api-keys/${beta?.id}?*`,
      async (route) =>
        await route.fulfill({ status: 503, contentType: 'text/plain', body: 'gone for a moment' }),
      { times: 1 },
    )
    await dialog.getByRole('button', { name: 'Revoke', exact: true }).click()
    await page.getByText('1 API key revoked.').waitFor()
    await dialog.getByText('1 done. 1 not tried.').waitFor()
    await dialog.getByRole('button', { name: 'Go on with the rest' }).click()
    await dialog.waitFor({ state: 'detached' })
    await table.locator('tbody tr').filter({ hasText: 'Revoked' }).nth(1).waitFor()
    const audit = z.object({ entries: z.array(z.object({ targetName: z.string().nullable() })) })
    const { entries } = await admin.must(audit, 'GET', '/api/v1/audit?action=apikey.revoke', { scope })
    assert.deepEqual(new Set(entries.map(({ targetName }) => targetName)), new Set(['Alpha', 'beta']))
    assert.equal(entries.length, 2)
  })

  test('invitations are narrowed by words, and the chosen ones are revoked together', async () => {
    for (let i = 0; i < 8; i += 1)
      await admin.must(z.unknown(), 'POST', '/api/v1/invitations', {
        scope,
        body: { email: `guest${i}@example.test`, name: `Guest ${i}`, role: i === 0 ? 'operator' : 'viewer' },
      })
    await page.goto(`${installation.url}/members?scope=${scope}`)
    await page.getByRole('button', { name: /^Live\b/ }).waitFor()
    const region = page.getByRole('region', { name: /invitations/i })
    const rows = region.locator('tbody tr')
    await rows.nth(7).waitFor()
    await region.getByRole('searchbox').fill('guest 3')
    await region.getByRole('searchbox').press('Enter')
    await rows.nth(1).waitFor({ state: 'detached' })
    assert.match(await rows.first().innerText(), /guest3@example\.test/)
    await region.getByRole('checkbox', { name: 'Choose Guest 3, guest3@example.test' }).check()
    await region.getByRole('searchbox').fill('')
    await rows.nth(7).waitFor()
    await region.getByRole('checkbox', { name: 'Choose Guest 5, guest5@example.test' }).check()
    await region.getByRole('button', { name: 'Revoke', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Revoke 2 invitations?' })
    await dialog.getByRole('button', { name: 'Revoke', exact: true }).click()
    await page.getByText('2 invitations revoked.').waitFor()
    await rows.nth(6).waitFor({ state: 'detached' })
    assert.equal(await rows.count(), 6)
  })

  test('on the page of an incident U writes an update, and E pages the next step now', async () => {
    const me = await admin.must(z.object({ id: z.string() }), 'GET', '/api/v1/me')
    await admin.must(z.unknown(), 'PUT', '/api/v1/escalation-policy', {
      scope,
      body: {
        platformId: scope.replace('platform:', ''),
        steps: [
          { delaySeconds: 0, memberIds: [me.id] },
          { delaySeconds: 3600, memberIds: [me.id] },
        ],
      },
    })
    const made = z.object({ id: z.string(), code: z.string() })
    const { id, code } = await admin.must(made, 'POST', '/api/v1/incidents', {
      scope,
      body: { title: 'roof of P2', severity: 'P2' },
    })
    await page.goto(`${installation.url}/incidents/${id}?scope=${scope}`)
    await page.getByRole('button', { name: /^Live\b/ }).waitFor()
    await page.getByRole('button', { name: 'Post update' }).waitFor()
    const update = page.getByRole('textbox', { name: 'Comment' })
    await update.waitFor()
    await page.locator('body').press('u')
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
    await update.press('Control+Enter')
    await page.getByRole('button', { name: 'Add comment' }).click()
    await page.getByText('at least one character').waitFor()
    assert.equal(await update.getAttribute('aria-invalid'), 'true')
    await update.fill('Two tiles are off.')
    await page.getByRole('button', { name: 'Add comment' }).click()
    await page.locator('#timeline').getByText('Two tiles are off.').waitFor()
    await page.waitForFunction(() => document.querySelector('textarea')?.value === '')
    await page.getByRole('heading', { level: 1 }).click()
    await page.locator('body').press('e')
    const dialog = page.getByRole('dialog', { name: `Escalate ${code} to step 2?` })
    await dialog.getByRole('textbox', { name: 'What they should know' }).fill('It rains in.')
    await dialog.getByRole('button', { name: 'Page them now' }).click()
    await page.getByText('Paged: called by a person').waitFor()
    await page.locator('#timeline').getByText('It rains in.').waitFor()
    // Nobody is left to be called.
    await page.getByRole('button', { name: 'Escalate' }).waitFor({ state: 'detached' })
  })
}
