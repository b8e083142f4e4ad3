import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, test } from 'node:test'
import type { Locator, Page } from 'playwright'
import { z } from 'zod'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { arrive } from '../support/arrive.ts'
import { databaseUrl } from '../support/database-url.ts'
import { joinAs, type Inhabited } from '../support/inhabited.ts'
import type { Person } from '../support/person.ts'
import { ADMIN } from '../support/set-up.ts'
import { takeShots } from '../support/take-shots.ts'

/**
 * The access review as whoever answers for a scope does it: what is to review, one role confirmed, one removed, the own one
 * left to somebody else, and both decisions taken along.
 */
export function accessReview(shared: () => Inhabited): void {
  const WHY = '=2+5 she moved to another department'

  let at: Inhabited
  /** How many roles there are. */
  let held: number
  let page: Page
  /** Loses the role. */
  let lou: Person

  before(async () => {
    at = shared()
    await joinAs(at, { email: 'kay@example.test', name: 'Kay Kept', role: 'auditor', scope: 'operator' })
    lou = await joinAs(at, {
      email: 'lou@example.test',
      name: 'Lou Leaver',
      role: 'viewer',
      scope: 'operator',
    })
    page = await arrive(at.browser, at.admin, { acceptDownloads: true })
    await page.goto(`${at.installation.url}/access/review?scope=operator`)
  })

  const roles = (): Locator => page.getByRole('table', { name: 'Roles under review' })
  const rowOf = (name: string): Locator => roles().getByRole('row', { name: new RegExp(name) })
  const decisions = (): Locator => page.getByRole('region', { name: 'Decisions' })

  async function show(which: 'To review' | 'Unused' | 'All'): Promise<void> {
    await page.getByRole('group', { name: 'Roles to show' }).getByText(which, { exact: true }).click()
  }

  /** The rows of a CSV that a button saves. */
  async function save(button: Locator): Promise<string[]> {
    const downloads = page.waitForEvent('download')
    await button.click()
    return (await readFile(await (await downloads).path(), 'utf8')).trimEnd().split('\r\n')
  }

  test('the own role is shown and left to somebody else, in the page and in the API', async () => {
    await rowOf('Ada Admin').getByText('Your own role: somebody else reviews it.').waitFor()
    assert.equal(await rowOf('Ada Admin').getByRole('checkbox').isDisabled(), true)
    assert.equal(await rowOf('Ada Admin').getByRole('button').count(), 0)
    const { bindings } = await at.admin.must(
      z.object({ bindings: z.array(z.object({ id: z.string(), member: z.object({ email: z.string() }) })) }),
      'GET',
      '/api/v1/access/review',
      { scope: 'operator' },
    )
    held = bindings.length
    const mine = bindings.find(({ member }) => member.email === ADMIN)?.id
    const answers = [
      await at.admin.call('POST', '/api/v1/access/review/confirm', {
        scope: 'operator',
        body: { bindingIds: [mine] },
      }),
      await at.admin.call('POST', '/api/v1/access/review/remove', {
        scope: 'operator',
        body: { bindingId: mine, reason: 'nobody else is there' },
      }),
    ]
    for (const { status, body } of answers) assert.equal(status, 403, JSON.stringify(body))
    assert.equal(await decisions().getByRole('row').count(), 0)
  })

  test('one role is confirmed: it leaves what is to review, and stands among all with who confirmed it', async () => {
    await page.getByText(new RegExp(`^0 of ${held} roles reviewed`)).waitFor()
    await rowOf('Kay Kept').getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Confirm 1' }).click()
    await rowOf('Kay Kept').waitFor({ state: 'detached' })
    await page.getByText(new RegExp(`^1 of ${held} roles reviewed`)).waitFor()
    await show('All')
    await rowOf('Kay Kept').getByText('Confirmed', { exact: true }).waitFor()
    await rowOf('Kay Kept')
      .getByText(/by Ada Admin/)
      .waitFor()
    await show('Unused')
    await page.getByText('Every role is used').waitFor()
    await show('To review')
    await rowOf('Lou Leaver').waitFor()
  })

  test('one role is removed with a reason: blanks are refused, and whoever held it is out', async () => {
    await rowOf('Lou Leaver')
      .getByRole('button', { name: /^Remove/ })
      .click()
    const dialog = page.getByRole('dialog', { name: 'Remove the role Viewer from Lou Leaver?' })
    const reason = dialog.getByRole('textbox', { name: 'Reason' })
    await reason.fill('    ')
    await dialog.getByRole('button', { name: 'Remove the role' }).click()
    await dialog.getByText(/at least 3 characters/).waitFor()
    assert.equal((await lou.call('GET', '/api/v1/incidents', { scope: 'operator' })).status, 200)
    await reason.fill(WHY)
    await dialog.getByRole('button', { name: 'Remove the role' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await rowOf('Lou Leaver').waitFor({ state: 'detached' })
    assert.equal((await lou.call('GET', '/api/v1/incidents', { scope: 'operator' })).status, 404)
    await decisions()
      .getByRole('row', { name: /Lou Leaver/ })
      .getByText(WHY)
      .waitFor()
    await takeShots(page, 'review-decided')
  })

  test('both decisions are taken along, and a reason that is a formula stays text', async () => {
    const [head = '', removed = '', confirmed = '', ...more] = await save(
      page.getByRole('button', { name: 'Export decisions' }),
    )
    assert.match(head, /^decision,member,role,scope,/)
    assert.match(removed, /^removed,Lou Leaver,viewer,operator,/)
    assert.ok(removed.includes(`'${WHY}`), removed)
    assert.match(confirmed, /^confirmed,Kay Kept,auditor,operator,/)
    assert.deepEqual(more, [])
    await show('All')
    await rowOf('Kay Kept').waitFor()
    await rowOf('Lou Leaver').waitFor({ state: 'detached' })
    const list = await save(page.getByRole('button', { name: 'Export CSV' }))
    assert.equal(list.filter((row) => row.includes('kay@example.test')).length, 1)
    assert.ok(!list.some((row) => row.includes('lou@example.test')))
  })

  /** People whose roles nobody used for a year: more than one request for roles answers with. */
  async function employ(count: number): Promise<void> {
    const { installation } = at
    await withClient(databaseUrl(installation, 'auth'), async (client) => {
      await client.query(
        `insert into member (id, email, name)
       select gen_random_uuid(), 'many-' || n || '@example.test', '=' || n || '+1' from generate_series(1, $1::int) n`,
        [count],
      )
    })
    await withClient(databaseUrl(installation, 'staff'), async (client) => {
      await client.query(`select set_config('app.operator', 'on', false)`)
      await client.query(
        `insert into role_binding (id, member_id, role, created_at)
       select gen_random_uuid(), id, 'viewer', now() - interval '1 year' from member where email like 'many-%'`,
      )
    })
  }

  test('the CSV holds every role that is shown, also those that the page did not load', async () => {
    await employ(510)
    await page.reload()
    await show('Unused')
    await rowOf('Kay Kept').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Show more roles' }).waitFor()
    assert.ok((await roles().getByRole('row').count()) < 510, 'the page holds a part of them')
    const [, ...saved] = await save(page.getByRole('button', { name: 'Export CSV' }))
    const addresses = new Set(saved.map((row) => /many-\d+@example\.test/.exec(row)?.[0]))
    assert.deepEqual([saved.length, addresses.size, addresses.has(undefined)], [510, 510, false])
    assert.ok(
      saved.every((row) => row.startsWith("'=")),
      'names that are formulas stay text',
    )
  })
}
