// Sources and provisioning tokens with an end: who is told before it, once each, and what stands on record after it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { createSource, prepareAccountNotice, revokeSource, watchEndingCredentials } from './index.ts'
import { accessWorld, makeTenancy, type AccessWorld, type TestTenancy } from './testing/access-world.ts'

const DAY_MS = 86_400_000
let world: TestWorld
let access: AccessWorld
let tenancy: TestTenancy
before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  const console = world.console(operatorScope, access.clock)
  await access.setUp(console)
  tenancy = await makeTenancy(console)
  const scope = tenancy.tenant
  await access.join(console, { email: 'chief@example.test', role: 'tenant_admin', scope })
  await access.join(console, { email: 'reader@example.test', role: 'tenant_viewer', scope })
})
after(async () => await world.close())

const console = () => world.console(tenancy.tenant, access.clock)
const sweep = async () =>
  await watchEndingCredentials(world.jobOf('apikey.sweep', operatorScope, access.clock))
const job = () => world.jobOf('account-notice.send', operatorScope, access.clock)

/** The mails about credentials, oldest first: to whom, what, and how long before. */
async function mails(): Promise<string[]> {
  const rows = await job().db.read(
    async (tx) =>
      await tx.accountNotice.findMany({ where: { kind: 'credential_ending' }, orderBy: { id: 'asc' } }),
  )
  const texts: string[] = []
  for (const { id } of rows) {
    const mail = await prepareAccountNotice(job(), { noticeId: id }, access.runtime)
    const [, what] = /^ {2}((?:Source|Token) .*)$/m.exec(mail?.text ?? '') ?? []
    texts.push(`${mail?.to}: ${what}, ${/(\d+ [dhm].*) from this mail/.exec(mail?.text ?? '')?.[1]}`)
  }
  return texts
}
const entries = async (action: string) => (await listAudit(console(), { action })).entries

test('whoever may make another one is told 7 days and 1 day before, once; the end stands on record, once', async () => {
  const end = new Date(access.clock.now().getTime() + 30 * DAY_MS)
  const asked = { expiresAt: end.toISOString() }
  const { source } = await createSource(console(), { name: 'collector', ...asked }, access.runtime)
  const revoked = await createSource(console(), { name: 'gone', ...asked }, access.runtime)
  await revokeSource(console(), { sourceId: revoked.source.id })
  await createSource(console(), { name: 'endless' }, access.runtime)
  await job().db.tx(async (tx) => {
    const { platformId, tenantId } = tenancy.tenant
    const made = { name: 'Okta', hash: Buffer.from('okta'), hint: 'x', createdAt: access.clock.now() }
    await tx.scimToken.create({ data: { platformId, tenantId, expiresAt: end, ...made } })
  })
  assert.deepEqual([await sweep(), await mails()], [{ told: 0, ended: 0 }, []])

  access.clock.set(new Date(end.getTime() - 7 * DAY_MS))
  const both = await Promise.all([sweep(), sweep()])
  assert.equal(
    both.reduce((sum, { told }) => sum + told, 0),
    2,
    'two processes at once tell once',
  )
  const week = ['chief@example.test: Source collector, 7 d', 'chief@example.test: Token  Okta, 7 d']
  assert.deepEqual(await mails(), week)
  assert.equal((await sweep()).told, 0)

  access.clock.set(new Date(end.getTime() - DAY_MS / 2))
  assert.equal((await sweep()).told, 2)
  const day = week.map((mail) => mail.replace('7 d', '12 h'))
  assert.deepEqual(await mails(), [...week, ...day])

  access.clock.set(end)
  assert.deepEqual(await sweep(), { told: 0, ended: 2 })
  assert.deepEqual(await sweep(), { told: 0, ended: 0 })
  assert.deepEqual(
    (await entries('source.end')).map(({ actorKind, targetId }) => [actorKind, targetId]),
    [['job', source.id]],
  )
  assert.equal((await entries('scim-token.end')).length, 1)
  assert.equal((await entries('source.warn')).length, 2)
})
