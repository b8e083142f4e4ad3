// A suspended tenant: its own members and keys are told why, everybody else goes on, and nothing is lost.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { formatScopeParam, operatorScope } from '#lib/core/scope.ts'
import { createApiKey } from '#lib/modules/access/index.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { ask, type Answer } from './ask.ts'
import { openIsolationWorld, type IsolationWorld } from './isolation-world.ts'
import { findRoutes } from './routes-on-disk.ts'

const routes = await findRoutes()
const opened: { here?: IsolationWorld } = {}
before(async () => {
  opened.here = await openIsolationWorld({ roles: [] })
})
after(async () => {
  await opened.here?.close()
})
const here = (): IsolationWorld => {
  assert.ok(opened.here !== undefined)
  return opened.here
}
type Headers = Readonly<Record<string, string>>
async function call(
  name: string,
  headers: Headers,
  more: { scope: string; body?: Record<string, unknown>; params?: Record<string, string> },
): Promise<Answer> {
  const route = routes.find((one) => one.name === name)
  assert.ok(route !== undefined, name)
  return await ask(route, { headers, ...more })
}
const REASON = 'Invoices are open since May.'
const tenantA = () => here().sets.A.ids.tenantId
const scopeA = () => formatScopeParam(here().sets.A.scope)
const change = async (body: Record<string, unknown>): Promise<Answer> =>
  await call('PATCH /api/v1/tenants/{tenantId}', here().admin, {
    scope: 'operator',
    body,
    params: { tenantId: tenantA() },
  })

test('it needs a reason, and every field is named that cannot be used', async () => {
  for (const [body, field] of [
    [{ state: 'suspended' }, 'reason'],
    [{ state: 'suspended', reason: 'short' }, 'reason'],
    [{ state: 'suspended', reason: 'x'.repeat(501) }, 'reason'],
    [{ state: 'suspended', reason: 'with a\u0000 control character' }, 'reason'],
    [{ state: 'suspended', reason: 7 }, 'reason'],
    [{ state: 'suspended', reason: REASON, contact: 'x'.repeat(201) }, 'contact'],
    [{ state: 'gone', reason: REASON }, 'state'],
    [{ name: 'x'.repeat(101) }, 'name'],
  ] as const) {
    const { status, text } = await change(body)
    assert.equal(status, 400, text)
    assert.ok(text.includes(`"field":"${field}"`), text)
  }
  const { text } = await call('GET /api/v1/tenants/{tenantId}', here().admin, {
    scope: 'operator',
    params: { tenantId: tenantA() },
  })
  assert.ok(text.includes('"state":"active"'), 'nothing changed')
})

test('its members and keys are told why and whom to ask; operators and other tenants go on', async () => {
  const { sets, sessionOf, world, runtime } = here()
  const [own, other] = [await sessionOf(sets.A.ids.memberId), await sessionOf(sets.B.ids.memberId)]
  const made = await createApiKey(
    world.console(sets.A.scope),
    { name: 'a key', permissions: ['incident:read'] },
    runtime,
  )
  const key = { authorization: `Bearer ${made.credential}` }
  const list = async (headers: Headers, scope = scopeA()) =>
    await call('GET /api/v1/incidents', headers, { scope })
  assert.deepEqual([(await list(own)).status, (await list(key)).status], [200, 200])
  const done = await change({ state: 'suspended', reason: REASON, contact: 'billing@example.test' })
  assert.equal(done.status, 200, done.text)
  for (const headers of [own, key]) {
    const { status, text } = await list(headers)
    assert.equal(status, 403)
    assert.match(text, /urn:bailiwick:problem:suspended/)
    assert.ok(text.includes(REASON) && text.includes('Ask billing@example.test'), text)
  }
  const write = await call('POST /api/v1/rules', own, { scope: scopeA(), body: {} })
  assert.equal(write.status, 403)
  assert.equal((await list(here().admin)).status, 200, 'who looks from above still sees it')
  assert.equal((await list(other, formatScopeParam(sets.B.scope))).status, 200)
  const shown = await call('GET /api/v1/tenants', here().admin, { scope: 'operator' })
  assert.ok(shown.text.includes(REASON) && shown.text.includes('"by":"admin"'))
  const fleet = await call('GET /api/v1/overview/fleet', here().admin, { scope: 'operator' })
  assert.equal([...fleet.text.matchAll(/"isSuspended":true/g)].length, 1)

  assert.equal((await change({ state: 'active' })).status, 200)
  assert.deepEqual([(await list(own)).status, (await list(key)).status], [200, 200])
  assert.ok((await list(own)).text.includes(sets.A.marker), 'and everything is there')
  const { entries } = await listAudit(world.console(operatorScope), { action: 'tenant.', limit: 50 })
  const noted = entries.filter(({ targetId }) => targetId === tenantA()).map(({ action }) => action)
  assert.ok(noted.includes('tenant.resume') && noted.includes('tenant.suspend'), noted.join())
})

test('a member of two tenants keeps the one that is open', async () => {
  const { sets, sessionOf, world } = here()
  const { B } = sets
  const both = sets.A.ids.memberId
  await world.database.withScope(
    operatorScope,
    async (tx) =>
      await tx.roleBinding.create({
        data: {
          memberId: both,
          role: 'tenant_viewer',
          platformId: B.ids.platformId,
          tenantId: B.ids.tenantId,
        },
        select: { id: true },
      }),
  )
  await change({ state: 'suspended', reason: REASON })
  const route = routes.find(({ name }) => name === 'GET /api/v1/tenants')
  assert.ok(route !== undefined)
  const { status, text } = await ask(route, { headers: await sessionOf(both) })
  assert.equal(status, 200)
  assert.ok(text.includes(B.ids.tenantId) && !text.includes(tenantA()))
  await change({ state: 'active' })
})
