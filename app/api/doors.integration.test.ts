// What is refused at the routes is in the feed of whom it concerns, and nothing else is.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openDoorsWorld, type DoorsWorld } from '#testing/doors-world.ts'
import { formatScopeParam, operatorScope, type Scope } from '#lib/core/scope.ts'
import { forbidden } from '#lib/core/errors.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { newCredential } from '#lib/infra/auth/credential.ts'
import { createApiKey, revokeApiKey } from '#lib/modules/access/index.ts'
import { listSecurityEvents } from '#lib/modules/security/index.ts'
import type { SecurityEventView } from '#lib/modules/security/schemas.ts'
import { noteRefusedPage } from './note-refusal.ts'
import * as acceptance from './v1/invitations/accept/route.ts'
import * as incidents from './v1/incidents/route.ts'
import * as securityEvents from './v1/security/events/route.ts'

let world: DoorsWorld['world']
let access: DoorsWorld['access']
let tenancy: DoorsWorld['tenancy']
let viewer: DoorsWorld['viewer']
before(async () => {
  ;({ world, access, tenancy, viewer } = await openDoorsWorld())
})
after(async () => await world.close())

const eventsIn = async (scope: Scope, kind: string): Promise<SecurityEventView[]> =>
  (await listSecurityEvents(world.console(scope, access.clock), { kind })).events

const ORIGIN = 'http://localhost:3000'
const ask = async (path: string, headers: Record<string, string>, init: RequestInit = {}): Promise<Request> =>
  await Promise.resolve(
    new Request(`${ORIGIN}${path}`, { ...init, headers: { 'x-forwarded-for': '192.0.2.9', ...headers } }),
  )
const none = { params: Promise.resolve({}) }
const get = async (
  route: { GET: typeof incidents.GET },
  path: string,
  headers: Record<string, string>,
): Promise<number> => (await route.GET(await ask(path, headers), none)).status

test('a missing permission is an event of the scope, with the reason that the member was told', async () => {
  const cookie = await access.cookie(viewer.sid)
  const path = `/api/v1/security/events?scope=${formatScopeParam(tenancy.tenant)}`
  for (let n = 0; n < 3; n += 1) assert.equal(await get(securityEvents, path, { cookie }), 403)
  const [event, ...more] = await eventsIn(tenancy.tenant, 'request.forbidden')
  assert.deepEqual(more, [])
  assert.deepEqual(
    [event?.count, event?.memberId, event?.addresses, event?.details['path']],
    [3, viewer.id, ['192.0.2.9'], '/api/v1/security/events'],
  )
  assert.match(String(event?.details['reason']), /security:read/)
  assert.deepEqual(await eventsIn(tenancy.otherTenant, 'request.forbidden'), [])
})

test('asking for the scope of somebody else is an event at home, and the other one hears nothing', async () => {
  const cookie = await access.cookie(viewer.sid)
  const asked = formatScopeParam(tenancy.otherTenant)
  assert.equal(await get(incidents, `/api/v1/incidents?scope=${asked}`, { cookie }), 404)
  const [event] = await eventsIn(tenancy.tenant, 'scope.foreign')
  assert.deepEqual([event?.memberId, event?.details['asked']], [viewer.id, `tenant:…${asked.slice(-4)}`])
  assert.deepEqual(await eventsIn(tenancy.otherTenant, 'scope.foreign'), [])
})

test('a revoked key is an event of its owner, by name; one that nobody has is an event of the operator', async () => {
  const admin = world.console(tenancy.tenant, access.clock)
  const made = await createApiKey(admin, { name: 'nightly', permissions: ['incident:read'] }, access.runtime)
  await revokeApiKey(admin, { keyId: made.key.id })
  assert.equal(await get(incidents, '/api/v1/incidents', { authorization: `Bearer ${made.credential}` }), 401)
  const [ended] = await eventsIn(tenancy.tenant, 'key.ended')
  assert.deepEqual([ended?.details['reason'], ended?.details['credential']], ['revoked', 'nightly'])
  const unknown = newCredential('live')
  for (const credential of [unknown, `${unknown}x`, 'nonsense'])
    assert.equal(await get(incidents, '/api/v1/incidents', { authorization: `Bearer ${credential}` }), 401)
  const bad = await eventsIn(operatorScope, 'key.bad')
  assert.equal(
    bad.reduce((sum, { count }) => sum + count, 0),
    3,
  )
  assert.ok(!JSON.stringify(bad).includes(unknown.slice(8)))
  assert.deepEqual(await eventsIn(tenancy.tenant, 'key.bad'), [])
})

const recorded = async (action: string) =>
  (await listAudit(world.console(tenancy.tenant, access.clock), { action })).entries

test('a page that was refused stands in the audit chain, as a route does, once within an hour', async () => {
  const asked = await ask('/audit', { cookie: await access.cookie(viewer.sid) })
  for (let n = 0; n < 3; n += 1)
    await noteRefusedPage(asked, forbidden('audit:read'), await httpContext(asked, access.runtime))
  const denied = (await recorded('access.deny')).filter(({ targetId }) => targetId === 'GET /audit')
  assert.deepEqual(
    denied.map(({ actorId, ip }) => [actorId, ip]),
    [[viewer.id, '192.0.2.9']],
  )
  assert.match(String(denied[0]?.details?.['reason']), /audit:read/)
})

test('pages of one kind are one entry within an hour, however many ids are tried', async () => {
  const cookie = await access.cookie(viewer.sid)
  for (const id of [randomUUID(), randomUUID(), 'nonsense']) {
    const asked = await ask(`/services/${id}`, { cookie })
    await noteRefusedPage(asked, forbidden('service:read'), await httpContext(asked, access.runtime))
  }
  const denied = (await recorded('access.deny')).map(({ targetId }) => targetId)
  assert.deepEqual(
    denied.filter((route) => route.startsWith('GET /services')),
    ['GET /services/{id}'],
  )
})

test('a key is on record once for each network that it is used from within an hour', async () => {
  const admin = world.console(tenancy.tenant, access.clock)
  const made = await createApiKey(admin, { name: 'daily', permissions: ['incident:read'] }, access.runtime)
  for (const from of ['192.0.2.9', '192.0.2.9', '198.51.100.77'])
    assert.equal(
      await get(incidents, '/api/v1/incidents', {
        authorization: `Bearer ${made.credential}`,
        'x-forwarded-for': from,
      }),
      200,
    )
  const uses = (await recorded('apikey.use')).filter(({ targetId }) => targetId === made.key.id)
  assert.equal(uses.length, 2)
  assert.deepEqual(new Set(uses.map(({ ip }) => ip)), new Set(['192.0.2.9', '198.51.100.77']))
})

test('the scope of somebody else is denied access on record: once an hour at home, and the next entry counts', async () => {
  const about = async (scope: Scope, actorId: string) =>
    (
      await listAudit(world.console(scope, access.clock), { action: 'access.deny', limit: 200 })
    ).entries.filter((one) => one.details?.['asked'] !== undefined && one.actorId === actorId)
  const cookie = await access.cookie(viewer.sid)
  const foreign = async (headers: Record<string, string>): Promise<number> =>
    await get(incidents, `/api/v1/incidents?scope=tenant:${randomUUID()}`, headers)
  for (let n = 0; n < 3; n += 1) assert.equal(await foreign({ cookie }), 404)
  const [member, ...again] = await about(tenancy.tenant, viewer.id)
  assert.deepEqual([member?.ip, member?.targetId, again], ['192.0.2.9', 'GET /api/v1/incidents', []])
  assert.match(String(member?.details?.['asked']), /^tenant:…[0-9a-f]{4}$/)
  const admin = world.console(tenancy.tenant, access.clock)
  const made = await createApiKey(admin, { name: 'foreign', permissions: ['incident:read'] }, access.runtime)
  const authorization = `Bearer ${made.credential}`
  for (let n = 0; n < 40; n += 1) assert.equal(await foreign({ authorization }), 404)
  assert.equal((await about(tenancy.tenant, made.key.id)).length, 1, 'a flood of refusals is one entry')
  access.clock.advance(3_600_000)
  assert.equal(await foreign({ authorization }), 404)
  const entries = await about(tenancy.tenant, made.key.id)
  assert.deepEqual(
    entries.map(({ details }) => details?.['leftOut']),
    [39, undefined],
  )
  for (const actor of [viewer.id, made.key.id])
    assert.deepEqual(await about(tenancy.otherTenant, actor), [], 'nobody there learns who tried')
})

test('credentials that open nothing are on record once an hour: at their owner by name, else at the operator by network', async () => {
  const refused = async (scope: Scope, name: string | null) =>
    (
      await listAudit(world.console(scope, access.clock), { action: 'credential.refuse', limit: 200 })
    ).entries.filter(({ targetName }) => targetName === name)
  const earlier = (await refused(operatorScope, null)).length
  const admin = world.console(tenancy.tenant, access.clock)
  const made = await createApiKey(admin, { name: 'weekly', permissions: ['incident:read'] }, access.runtime)
  await revokeApiKey(admin, { keyId: made.key.id })
  for (let n = 0; n < 20; n += 1) {
    const credential = n % 2 === 0 ? made.credential : newCredential('live')
    assert.equal(await get(incidents, '/api/v1/incidents', { authorization: `Bearer ${credential}` }), 401)
  }
  const [ended, ...more] = await refused(tenancy.tenant, 'weekly')
  assert.deepEqual([ended?.targetId, ended?.details?.['reason'], more], [made.key.id, 'revoked', []])
  const unknown = await refused(operatorScope, null)
  assert.equal(unknown.length, earlier + 1)
  assert.deepEqual([unknown[0]?.targetId, unknown[0]?.details?.['form']], ['unknown', 'bw_live_'])
  assert.deepEqual(await refused(tenancy.tenant, null), [])
})

test('no cookie, or one whose session ended, is no attempt', async () => {
  const seen = (await listSecurityEvents(world.console(operatorScope, access.clock), { limit: 200 })).events
    .length
  assert.equal(await get(incidents, '/api/v1/incidents', {}), 401)
  assert.equal(
    await get(incidents, '/api/v1/incidents', { cookie: await access.cookie('x'.repeat(43)) }),
    401,
  )
  const now = (await listSecurityEvents(world.console(operatorScope, access.clock), { limit: 200 })).events
    .length
  assert.equal(now, seen)
})

test('a wrong link and a request of another site are events of the operator', async () => {
  const body = JSON.stringify({
    token: `bw_inv_${'A'.repeat(43)}`,
    password: 'a long and unusual pass phrase 9',
  })
  const post = async (origin: string): Promise<number> =>
    (
      await acceptance.POST(
        await ask(
          '/api/v1/invitations/accept',
          { origin, 'content-type': 'application/json' },
          { method: 'POST', body },
        ),
        none,
      )
    ).status
  assert.equal(await post(ORIGIN), 404)
  assert.equal(await post('https://evil.example'), 403)
  const [link] = await eventsIn(operatorScope, 'token.bad')
  assert.equal(link?.details['door'], 'invitation')
  const [foreign] = await eventsIn(operatorScope, 'request.cross-site')
  assert.equal(foreign?.details['origin'], 'https://evil.example')
})
