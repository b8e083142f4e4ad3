// Whoever a suspended tenant refuses leaves a security event of that tenant, in pages and routes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDoorsWorld, type DoorsWorld } from '#testing/doors-world.ts'
import { formatScopeParam, operatorScope } from '#lib/core/scope.ts'
import { ShutOutError } from '#lib/infra/context/access.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import { createApiKey } from '#lib/modules/access/index.ts'
import { listSecurityEvents } from '#lib/modules/security/index.ts'
import { updateTenant } from '#lib/modules/tenancy/index.ts'
import { noteRefusedPage } from './note-refusal.ts'
import * as incidents from './v1/incidents/route.ts'

let world: DoorsWorld['world']
let access: DoorsWorld['access']
let tenancy: DoorsWorld['tenancy']
let viewer: DoorsWorld['viewer']
before(async () => {
  ;({ world, access, tenancy, viewer } = await openDoorsWorld())
})
after(async () => await world.close())

const request = (path: string, headers: Record<string, string>): Request =>
  new Request(`http://localhost:3000${path}`, { headers })

/** What a page hears of a refusal, beside the page that is shown. */
async function refusalOf(path: string, headers: Record<string, string>): Promise<ShutOutError> {
  try {
    await httpContext(request(path, headers), access.runtime)
  } catch (error) {
    if (error instanceof ShutOutError) return error
  }
  return assert.fail('it was let in')
}

test('a member and a key of a suspended tenant leave one event an hour each, which counts', async () => {
  const { tenantId } = tenancy.tenant
  const key = await createApiKey(
    world.console(tenancy.tenant, access.clock),
    { name: 'of the tenant', permissions: ['incident:read'] },
    access.runtime,
  )
  const reason = 'Bills are open since October.'
  const console = world.console(operatorScope, access.clock)
  await updateTenant(console, { tenantId, state: 'suspended', reason })
  const scope = `?scope=${formatScopeParam(tenancy.tenant)}`
  const path = `/api/v1/incidents${scope}`
  const ask = async (headers: Record<string, string>): Promise<number> =>
    (await incidents.GET(request(path, headers), { params: Promise.resolve({}) })).status
  const address = '198.51.100.240'
  const from = { 'x-forwarded-for': address }
  const byKey = { ...from, authorization: `Bearer ${key.credential}` }
  const byMember = { ...from, cookie: await access.cookie(viewer.sid) }
  assert.deepEqual([await ask(byKey), await ask(byKey), await ask(byMember)], [403, 403, 403])
  await noteRefusedPage(request(`/incidents${scope}`, from), await refusalOf(path, byMember), undefined)
  const events = async () =>
    (await listSecurityEvents(world.console(tenancy.tenant, access.clock), { address })).events
      .map(({ kind, actorKind, count, details }) => ({
        kind,
        by: actorKind,
        count,
        reason: details['reason'],
      }))
      .toSorted((a, b) => a.by.localeCompare(b.by))
  const seen = await events()
  assert.deepEqual(
    seen.map(({ kind, by, count }) => [kind, by, count]),
    [
      ['request.suspended', 'api_key', 2],
      ['request.suspended', 'member', 2],
    ],
  )
  for (const one of seen) assert.match(String(one.reason), /Bills are open/)
  access.clock.advance(3_600_000)
  assert.equal(await ask(byKey), 403)
  assert.equal((await events()).length, 3, 'another hour, another event')
  await updateTenant(console, { tenantId, state: 'active' })
  assert.equal(await ask(byKey), 200)
  assert.equal((await events()).length, 3)
})
