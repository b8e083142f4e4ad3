import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright'
import { z } from 'zod'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { arrive } from '../support/arrive.ts'
import { databaseUrl } from '../support/database-url.ts'
import type { Inhabited } from '../support/inhabited.ts'

/** The shell as somebody has it who never touches a mouse: palette, keys, time range, pace and scope, by role and name alone. */
export function shell(shared: () => Inhabited): void {
  let place: Inhabited
  let page: Page
  let tenant: string
  before(async () => {
    place = shared()
    const platform = await place.admin.must(z.object({ id: z.string() }), 'POST', '/api/v1/platforms', {
      scope: 'operator',
      body: { name: 'SME Cloud' },
    })
    const { id } = await place.admin.must(z.object({ id: z.string() }), 'POST', '/api/v1/tenants', {
      scope: 'operator',
      body: { platformId: platform.id, name: 'Merbau' },
    })
    tenant = id
    page = await arrive(place.browser, place.admin, { timezoneId: 'Asia/Kuala_Lumpur' })
  })

  const open = async (path: string): Promise<void> => {
    await page.goto(`${place.installation.url}${path}`)
    await page.getByRole('button', { name: /^Live\b/ }).waitFor()
  }
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  /** Opens the palette, and waits for its field: what is typed before that goes elsewhere. */
  const openPalette = async (): Promise<void> => {
    await press('Control+k')
    await page.getByRole('combobox', { name: 'Search or run' }).waitFor()
  }
  const parameter = (name: string): string | null => new URL(page.url()).searchParams.get(name)
  const until = async (address: RegExp): Promise<void> => await page.waitForURL(address)

  test('the palette finds a page, a tenant by a slip of the hand, and gives the focus back', async () => {
    await open('/?scope=operator')
    await openPalette()
    await page.keyboard.type('canar')
    await page.getByRole('option', { name: /^Canaries/, selected: true }).waitFor()
    await press('Enter')
    await until(/\/canaries\?/)
    await openPalette()
    await page.keyboard.type('mebrau')
    await page
      .getByRole('group', { name: 'Tenants' })
      .getByRole('option', { name: /^Merbau/ })
      .waitFor()
    await press('Enter')
    await until(/scope=tenant:/)
    await press('Control+k')
    await page
      .getByRole('group', { name: 'Recent' })
      .getByRole('option', { name: /^Merbau/ })
      .waitFor()
    await press('Escape')
    await page.getByRole('dialog', { name: 'Search or run' }).waitFor({ state: 'hidden' })
  })

  test('an act is begun from the palette, stays open over a reload, and is not there any more after going back', async () => {
    await open('/?scope=operator')
    await openPalette()
    await page.keyboard.type('invite')
    await page.getByRole('option', { name: /^Invite a member/, selected: true }).waitFor()
    await press('Enter')
    await until(/\/members\?.*do=inviteMember/)
    const form = page.getByRole('dialog', { name: 'Invite a member to' })
    await form.waitFor()
    await page.reload()
    await form.waitFor()
    await press('Escape')
    await form.waitFor({ state: 'hidden' })
    assert.equal(parameter('do'), null)
    await page.getByRole('button', { name: 'Invite a member' }).click()
    await form.waitFor()
    await page.goBack()
    await form.waitFor({ state: 'hidden' })
    await open('/incidents?scope=operator&do=openIncident')
    await page
      .getByRole('dialog', { name: 'Open an incident' })
      .getByText(/platform or a tenant/)
      .waitFor()
  })

  test('keys go to pages, and are silent in a field and once they are switched off', async () => {
    await open('/?scope=operator')
    await press('g', 'i')
    await until(/\/incidents\?/)
    await press('?')
    const sheet = page.getByRole('dialog', { name: 'Keys' })
    await sheet.getByRole('checkbox', { name: /Single keys do something/ }).uncheck()
    await press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    await press('g', 'f')
    await press('?')
    assert.equal(await sheet.isVisible(), false)
    assert.match(page.url(), /\/incidents\?/)
    await openPalette()
    await page.keyboard.type('show the keys')
    await page.getByRole('option', { name: /^Show the keys/, selected: true }).waitFor()
    await press('Enter')
    await sheet.getByRole('checkbox', { name: /Single keys do something/ }).check()
    await press('Escape')
  })

  test('the time range is chosen by keys, stands in the address, and back leads to the one before', async () => {
    await open('/explore?scope=operator')
    const range = page.getByRole('group', { name: 'Time range' })
    await range.getByRole('button', { name: /Last 6 hours UTC\+8/ }).waitFor()
    await press('t')
    await page
      .getByRole('dialog', { name: 'Time range' })
      .getByRole('button', { name: 'Last hour', exact: true })
      .click()
    await until(/from=now-1h&to=now/)
    await range.getByRole('button', { name: /Last hour/ }).waitFor()
    await press(',')
    await until(/from=20.*Z&to=20.*Z/)
    await range.getByRole('button', { name: 'Back to live' }).click()
    await until(/from=now-1h&to=now/)
    await press('t')
    const ends = page.getByLabel(/^To, /)
    await ends.press('Backspace') // of the first part of the moment
    await page.getByRole('button', { name: 'Show this range' }).click()
    await page.getByText('A date and a time, both whole').waitFor()
    assert.equal(await ends.getAttribute('aria-invalid'), 'true')
    await page.getByRole('radio', { name: 'UTC', exact: true }).focus()
    await press('Space')
    await until(/zone=utc/)
    await press('Escape')
    await range.getByRole('button', { name: /Last hour UTC$/ }).waitFor()
    await page.goBack()
    await until(/from=20.*Z/)
    await page.reload()
    await page.getByRole('button', { name: 'Back to live' }).waitFor()
  })

  test('a page is paused and goes on; what the address says wrongly falls back with a notice', async () => {
    await open('/explore?scope=operator')
    await press('l')
    await page.getByRole('button', { name: /^Paused\b/ }).waitFor()
    assert.equal(parameter('refresh'), 'off')
    await press('l')
    await page.getByRole('button', { name: /^Live\b/ }).waitFor()
    await open('/explore?scope=operator&from=yesterday&zone=mars&refresh=1s')
    for (const notice of [
      /The last 6 hours are shown instead/,
      /Times are in your own zone/,
      /The page is live/,
    ])
      await page.getByRole('status').getByText(notice).waitFor()
  })

  test('another scope keeps page and time, and says what it leaves behind', async () => {
    await open('/incidents?scope=operator&state=all&zone=utc')
    await press('g', 's')
    await page.getByRole('textbox', { name: 'Find a platform or a tenant' }).fill('merb')
    await press('Enter')
    await until(/\/incidents\?scope=tenant:[^&]+&zone=utc$/)
    await page.getByText('Now in Merbau. Left behind: filters.').waitFor()
  })

  test('every page is explained, with what can be done on it', async () => {
    await open('/incidents?scope=operator')
    await press('g', 'x')
    const sheet = page.getByRole('dialog', { name: 'What is this page?' })
    await sheet.getByText(/^Incidents of the scope in view/).waitFor()
    await sheet.getByRole('link', { name: 'Open an incident' }).click()
    await until(/do=openIncident/)
    await sheet.waitFor({ state: 'hidden' })
    await page.getByRole('dialog', { name: 'Open an incident' }).waitFor()
    await open('/matrix?scope=operator')
    await page.getByRole('button', { name: 'What is this page?' }).click()
    await sheet.getByText(/^Tenants against services/).waitFor()
    await sheet.getByText('your role has no act on this page').waitFor()
    await press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    await page.locator('button:focus', { hasText: 'What is this page?' }).waitFor()
  })

  test('theme and density are there before the first paint, and the inbox opens', async () => {
    await open('/?scope=operator')
    await press('\\')
    await press('\\')
    await page.getByText('The theme is now “dark”.').waitFor()
    const html = await (await page.context().request.get(`${place.installation.url}/?scope=operator`)).text()
    assert.match(html, /<html[^>]* data-theme="dark"/)
    await press('g', 'n')
    await page.getByRole('dialog', { name: 'Inbox' }).getByText('Nothing was sent to you yet').waitFor()
    await press('Escape')
  })

  test('news have a mark until they were looked at, from the menu or by keys, and what came since stands first', async () => {
    await page.context().clearCookies({ name: 'bw-news' })
    await open('/?scope=operator')
    const menu = page.getByRole('button', { name: /Account menu.*There is news/ })
    await menu.click()
    await page.getByRole('button', { name: 'What is new' }).click()
    const sheet = page.getByRole('dialog', { name: 'What is new' })
    await sheet.getByRole('heading', { name: /: added/ }).waitFor()
    await press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    await menu.waitFor({ state: 'detached' })
    // An older build knew all but the first of its lines.
    const seen = (await page.context().cookies()).find(({ name }) => name === 'bw-news')
    assert.ok(seen !== undefined && seen.value.length > 30)
    await page.context().addCookies([{ ...seen, value: seen.value.slice(3) }])
    await page.reload()
    await menu.waitFor()
    await press('g', 'w')
    const since = sheet.locator('section').filter({ hasText: 'Since you last looked' })
    await since.waitFor()
    assert.equal(await since.getByRole('listitem').count(), 1)
    await press('Escape')
    await menu.waitFor({ state: 'detached' })
    await openPalette()
    await page.keyboard.type('what is new')
    await page.getByRole('option', { name: /^See what is new/, selected: true }).waitFor()
    await press('Enter')
    await sheet.getByText('Nothing. What came before stands below.').waitFor()
    await press('Escape')
  })

  test('on a low screen the page in view and the account menu are in sight, and the rest of the pages scrolls', async () => {
    const usual = page.viewportSize()
    await page.setViewportSize({ width: 1280, height: 720 })
    await open('/settings?scope=operator')
    const pages = page.getByRole('navigation', { name: 'Main', exact: true })
    const here = await pages.getByRole('link', { name: 'Settings' }).boundingBox()
    const menu = await page.getByRole('button', { name: /Account menu/ }).boundingBox()
    assert.ok(here !== null && menu !== null)
    assert.ok(menu.y + menu.height <= 720, `the menu ends at ${menu.y + menu.height} px`)
    assert.ok(here.y + here.height <= menu.y, 'the page in view stands above the menu')
    assert.ok(await pages.evaluate((list) => list.scrollHeight > list.clientHeight && list.scrollTop > 0))
    if (usual !== null) await page.setViewportSize(usual)
  })

  test('figures grow old where nothing newer can come: tile, proof line and a note say so', async () => {
    const cut = await arrive(place.browser, place.admin)
    await cut.clock.install()
    await cut.route('**/api/**', async (route) => await route.abort())
    await cut.goto(`${place.installation.url}/?scope=operator`)
    await cut.getByText(/old: cut off from the server$/).waitFor()
    const tile = cut.getByRole('group', { name: 'Open incidents' })
    assert.doesNotMatch(await tile.innerText(), /Stale/)
    await cut.clock.fastForward('05:00')
    await tile.getByText(/^Stale, /).waitFor()
    await cut
      .getByRole('status')
      .getByText(/The states below are those of then/)
      .waitFor()
    await cut.context().close()
  })

  test('a page that cannot be made says so with the id of its request, inside of the shell', async () => {
    await withClient(databaseUrl(place.installation, 'owner'), async (client) => {
      await client.query('alter table rule rename to rule_away')
      await page.goto(`${place.installation.url}/rules?scope=operator`)
      await page.getByRole('heading', { name: 'This page could not be made' }).waitFor()
      const said = await page.getByRole('alert').filter({ hasText: 'Id' }).innerText()
      const [, id] = /Id ([0-9a-f-]{36})\./.exec(said) ?? []
      assert.ok(id !== undefined, said)
      await place.installation.program.waitForLine(new RegExp(`page not made requestId=${id} path=/rules `))
      await client.query('alter table rule_away rename to rule')
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('heading', { name: 'Rules', level: 1 }).waitFor()
      assert.ok(await page.getByRole('navigation', { name: 'Main', exact: true }).isVisible())
    })
  })

  test('what is fetched as it is opened and does not come says so, and comes the next time', async () => {
    const SCRIPTS = '**/_next/static/**/*.js'
    const other = await arrive(place.browser, place.admin)
    await other.goto(`${place.installation.url}/?scope=operator`)
    await other.getByRole('button', { name: /^Live\b/ }).waitFor()
    await other.route(SCRIPTS, async (route) => await route.abort())
    await other.keyboard.press('?')
    await other.getByRole('alert').getByText('That could not be loaded.').waitFor()
    await other.getByRole('button', { name: 'Inbox' }).click()
    const inbox = other.getByRole('dialog', { name: 'Inbox' })
    await inbox.getByRole('alert').getByText('This part could not be loaded').waitFor()
    await other.unroute(SCRIPTS)
    await inbox.getByRole('button', { name: 'Try again' }).click()
    await inbox.getByText('Nothing was sent to you yet').waitFor()
    await other.keyboard.press('Escape')
    await inbox.waitFor({ state: 'hidden' })
    await other.keyboard.press('?')
    await other.getByRole('dialog', { name: 'Keys' }).waitFor()
    await other.context().close()
  })

  test('an incident P0 interrupts whoever hears the page, and another one waits for the end of a sentence', async () => {
    const counted = page.waitForResponse(/\/api\/v1\/incidents\?/)
    await open('/rules?scope=operator')
    await counted
    const happen = async (severity: string, title: string): Promise<unknown> =>
      await place.admin.must(z.unknown(), 'POST', '/api/v1/incidents', {
        scope: `tenant:${tenant}`,
        body: { title, severity },
      })
    await happen('P0', 'The key vault is open')
    const atOnce = page.getByRole('alert').getByText('P0: The key vault is open')
    await atOnce.waitFor()
    await happen('P3', 'A disk is slow')
    const later = page.getByRole('status', { name: 'New incidents' })
    await later.getByText('P3: A disk is slow').waitFor()
    assert.equal(await atOnce.count(), 0)
  })
}
