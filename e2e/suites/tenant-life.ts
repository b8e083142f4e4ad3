import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import type { Browser, Locator, Page } from 'playwright'
import { z } from 'zod'
import type { Mailbox } from '#testing/mailbox.ts'
import type { Installation } from '#testing/processes.ts'
import { arrive } from '../support/arrive.ts'
import { callCli } from '../support/estate.ts'
import { joinAs, type Inhabited } from '../support/inhabited.ts'
import type { Person } from '../support/person.ts'
import { takeShots } from '../support/take-shots.ts'
import { writeOnce, type WriteAddress } from '../support/remote-write.ts'
import { until } from '../support/until.ts'

/** The life of a tenant as people live it: created, suspended, taken in again, exported, and erased by two of them. */
export function tenantLife(shared: () => Inhabited): void {
  const run = promisify(execFile)
  const BEA = 'bea@example.test'
  const WHY_SHUT = 'The invoices since August are open.'
  const WHY_ERASED = 'The contract ended, and its data was handed over.'

  let installation: Installation
  let mailbox: Mailbox
  let browser: Browser
  let platform: string
  let tenant: string
  let source: WriteAddress
  let ada: Person
  let bea: Person
  let tim: Person
  /** Ada and Bea are operator admins, Tim administers the tenant. */
  let pages: { readonly ada: Page; readonly bea: Page; readonly tim: Page }
  const folder = mkdtempSync(join(tmpdir(), 'tenant-life-'))

  const open = async (person: Person): Promise<Page> => {
    const page = await arrive(browser, person, { acceptDownloads: true })
    page.setDefaultTimeout(20_000)
    return page
  }

  const write = async (): Promise<{ status: number; text: string }> =>
    await writeOnce(source, [{ metric: 'orders', labels: {}, at: Date.now(), value: 1 }])

  /** Presses a button and returns the dialog that it opens. */
  async function openDialog(page: Page, label: string): Promise<Locator> {
    await page.getByRole('button', { name: label, exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    return dialog
  }

  before(async () => {
    ;({ installation, mailbox, browser, admin: ada } = shared())
    platform = (await callCli(installation, 'platform', 'create', '--name', 'Licences'))['id'] ?? ''
  })
  after(async () => {
    rmSync(folder, { recursive: true, force: true })
  })

  test('a tenant is created on the page of its platform, and its source sends', async () => {
    const page = await open(ada)
    await page.goto(`${installation.url}/?scope=platform:${platform}`)
    const dialog = await openDialog(page, 'Create a tenant')
    await dialog.getByLabel('Name of the tenant').fill('Merbau')
    await dialog.getByRole('button', { name: 'Create tenant' }).click()
    await page.waitForURL(/scope=tenant(?::|%3A)/)
    tenant = /tenant(?::|%3A)([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    const made = await callCli(installation, 'source', 'create', '--tenant', tenant)
    source = { url: made['remoteWriteUrl'] ?? '', credential: made['credential'] ?? '' }
    assert.equal((await write()).status, 204)
    bea = await joinAs(shared(), {
      email: BEA,
      name: 'Bea Second',
      role: 'operator_admin',
      scope: 'operator',
    })
    tim = await joinAs(shared(), {
      email: 'tim@example.test',
      name: 'Tim Tenant',
      role: 'tenant_admin',
      scope: `tenant:${tenant}`,
    })
    pages = { ada: page, bea: await open(bea), tim: await open(tim) }
  })

  test('suspended: the source is refused with the reason within 5 s, and an open page of a member says why', async () => {
    const { ada: page, tim: member } = pages
    await member.goto(`${installation.url}/?scope=tenant:${tenant}`)
    await member.getByRole('heading', { level: 1 }).waitFor()
    await page.goto(`${installation.url}/tenants?scope=tenant:${tenant}`)
    const dialog = await openDialog(page, 'Suspend')
    await dialog.getByLabel('Why').fill('too short')
    await dialog.getByRole('button', { name: 'Suspend tenant' }).click()
    assert.equal(await dialog.isVisible(), true)
    await dialog.getByLabel('Why').fill(WHY_SHUT)
    await dialog.getByLabel('Whom they may ask').fill('billing@example.test')
    await dialog.getByRole('button', { name: 'Suspend tenant' }).click()
    await page.getByText('Suspended: its members see why').waitFor()
    const since = performance.now()
    const refusal = await until('the source is refused', async () => {
      const answer = await write()
      return answer.status === 204 ? null : answer
    })
    assert.equal(refusal.status, 403)
    assert.ok(refusal.text.includes(WHY_SHUT) && refusal.text.includes('billing@example.test'), refusal.text)
    assert.ok(performance.now() - since < 6000, 'within 5 s')
    await member.getByRole('heading', { name: 'Merbau is suspended' }).waitFor()
    await member.getByText(WHY_SHUT).waitFor()
    await member.getByText('billing@example.test').waitFor()
    await takeShots(member, 'suspended')
    await takeShots(page, 'tenant-suspended')
  })

  test('resumed: the page of the member opens again by itself, and the source sends', async () => {
    const { ada: page, tim: member } = pages
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByText('Merbau is active again.').waitFor()
    await member.waitForURL((url) => url.pathname !== '/suspended')
    await until('the source sends', async () => ((await write()).status === 204 ? true : null))
  })

  test('the tenant’s own admin takes everything along, and a stranger checks it', async (t) => {
    const { tim: page } = pages
    await page.goto(`${installation.url}/tenants?scope=tenant:${tenant}`)
    await page.getByRole('button', { name: 'Export everything' }).click()
    await page.getByText('Ready').waitFor()
    await takeShots(page, 'export')
    const downloads = page.waitForEvent('download')
    await page.getByRole('button', { name: /^Download/ }).click()
    const archive = join(folder, 'export.tar.gz')
    await (await downloads).saveAs(archive)

    await run('tar', ['xzf', archive, '-C', folder])
    const root = join(folder, `bailiwick-export-${tenant}`)
    const { stdout } = await run('sha256sum', ['-c', 'SHA256SUMS'], { cwd: root })
    const checked = stdout.trimEnd().split('\n')
    assert.ok(checked.every((line) => line.endsWith(': OK')))
    const { files, digest } = z
      .object({ digest: z.string(), files: z.array(z.object({ path: z.string() })) })
      .parse(JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')))
    assert.equal(checked.length, files.length + 1, 'every file of the manifest, and the manifest')
    await page.getByText(`Digest of the contents ${digest}`).waitFor()
    const chain = await run(
      process.execPath,
      ['audit/verify.mjs', '--key', 'audit/public-keys.txt', 'audit/audit-1.jsonl'],
      { cwd: root },
    )
    assert.match(chain.stdout, new RegExp(`^ok {3}tenant:${tenant}: `))
    assert.match(readFileSync(join(root, 'metrics/series.jsonl'), 'utf8'), /"__name__":"orders"/)
    assert.match(await installation.cli('tenant', 'verify-export', archive), /as the manifest says/)
    t.diagnostic(`${checked.length} digests checked`)
  })

  test('an erasure takes two people: whoever asks cannot approve, and the second sees why and until when', async () => {
    const { ada: asker, bea: second } = pages
    await asker.goto(`${installation.url}/tenants?scope=tenant:${tenant}`)
    const dialog = await openDialog(asker, 'Erase tenant')
    await dialog.getByLabel('Name of the tenant').fill('merbau')
    await dialog.getByLabel('Why', { exact: true }).fill(WHY_ERASED)
    await dialog.getByRole('button', { name: 'Ask for the erasure' }).click()
    await dialog.getByText('this is not the name of the tenant').waitFor()
    await dialog.getByLabel('Name of the tenant').fill('Merbau')
    await dialog.getByRole('button', { name: 'Ask for the erasure' }).click()
    await dialog.waitFor({ state: 'hidden' })

    await asker.goto(`${installation.url}/requests?scope=operator`)
    await asker
      .getByRole('link', { name: /Erase tenant/ })
      .first()
      .click()
    await asker.getByRole('button', { name: 'Withdraw' }).waitFor()
    assert.equal(await asker.getByRole('button', { name: 'Approve' }).count(), 0)
    const requestId = new URL(asker.url()).pathname.split('/').at(-1) ?? ''
    const own = await ada.call('POST', `/api/v1/approvals/${requestId}/approve`, { scope: 'operator' })
    assert.equal(own.status, 403, JSON.stringify(own.body))

    await mailbox.waitFor(({ to, mail }) => to === BEA && /Erase|erase/.test(mail.subject ?? ''))
    await second.goto(`${installation.url}/requests?scope=operator`)
    await second.getByText('Waiting for me').waitFor()
    await second
      .getByText(/expires/)
      .first()
      .waitFor()
    await takeShots(second, 'requests')
    await second
      .getByRole('link', { name: /Erase tenant/ })
      .first()
      .click()
    await second.getByText(WHY_ERASED).first().waitFor()
    await second.getByText('Expires', { exact: true }).waitFor()
    await takeShots(second, 'request')
  })

  test('approved, it is carried out: nothing is left but a record without a name, with both who decided', async () => {
    const { ada: asker, bea: second, tim: member } = pages
    const dialog = await openDialog(second, 'Approve')
    await dialog.getByRole('button', { name: 'Approve' }).click()
    await second.getByText('Carried out', { exact: true }).first().waitFor()
    await asker.goto(`${installation.url}/tenants?scope=operator`)
    const row = asker.getByRole('row').filter({ hasText: tenant })
    await row.getByText('Erased', { exact: true }).waitFor({ timeout: 180_000 })
    assert.match(await row.innerText(), /Ada Admin and Bea Second/)
    await asker.getByRole('main').getByText('Merbau').first().waitFor({ state: 'detached' })
    await takeShots(asker, 'tenants')

    const { tenants } = await ada.must(
      z.object({ tenants: z.array(z.object({ id: z.string() })) }),
      'GET',
      '/api/v1/tenants',
    )
    assert.ok(!tenants.some(({ id }) => id === tenant))
    const refused = await write()
    assert.ok(refused.status === 401 || refused.status === 403, `the source is gone: ${refused.status}`)
    assert.equal((await tim.call('GET', '/api/v1/me')).status, 401)
    await member.goto(`${installation.url}/?scope=tenant:${tenant}`)
    await member.waitForURL(/sign-in/)
    assert.match(await installation.cli('audit', 'verify'), / chains with \d+ entries are whole/)
  })

  test('whoever lost every factor gets in again by the link that the machine prints', async () => {
    const said = await installation.cli('access', 'recover', BEA)
    const link = /https?:\/\/\S+\/recover#\S+/.exec(said)?.[0] ?? ''
    const page = await arrive(browser, null)
    await page.goto(link)
    await page.getByRole('textbox', { name: 'New password' }).fill('password1234')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByText(/known (?:from|in) breaches/).waitFor()
    await takeShots(page, 'recover')
    await page.getByRole('textbox', { name: 'New password' }).fill('quite another pass phrase 12')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByRole('heading', { name: 'The new password is set' }).waitFor()
    await page.goto(link)
    await page.reload()
    await page.getByRole('textbox', { name: 'New password' }).fill('yet another pass phrase 13')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByRole('heading', { name: 'This link is over' }).waitFor()
    assert.equal((await bea.call('GET', '/api/v1/me')).status, 401, 'her sessions ended')
  })
}
