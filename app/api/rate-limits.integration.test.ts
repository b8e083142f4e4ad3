// Rate limits by class of route: who asks too often is told when to come again, and nobody else notices.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { installRuntime } from '#lib/infra/context/runtime.ts'
import { classOf, ROUTE_CLASSES } from '#lib/infra/http/rate-limit.ts'
import { webMetrics } from '#lib/infra/http/web-metrics.ts'
import { accessWorld, type AccessWorld } from '#lib/modules/access/testing/access-world.ts'
import { listSecurityEvents } from '#lib/modules/security/index.ts'
import { startLimiter } from './admit.ts'
import { ROUTES } from './routes.ts'
import * as unlock from './v1/unlock/route.ts'
import * as events from './v1/security/events/route.ts'
import * as eventsExport from './v1/security/events/export/route.ts'

const ORIGIN = 'http://localhost:3000'
let world: TestWorld
let access: AccessWorld
let cookie: string
before(async () => {
  startLimiter({ 'sign-in': 3, reading: 100, writing: 100, query: 100, export: 2 })
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  installRuntime(access.runtime)
  const admin = await access.setUp(world.console(operatorScope, access.clock))
  cookie = await access.cookie(admin.sid)
})
after(async () => await world.close())

const none = { params: Promise.resolve({}) }
const post = (path: string, body: object, headers: Record<string, string>): Request =>
  new Request(`${ORIGIN}${path}`, {
    method: 'POST',
    headers: { origin: ORIGIN, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const exportOnce = async (): Promise<Response> =>
  await eventsExport.POST(post('/api/v1/security/events/export', {}, { cookie }), none)
const read = async (): Promise<number> =>
  (await events.GET(new Request(`${ORIGIN}/api/v1/security/events`, { headers: { cookie } }), none)).status

test('above its rate a route answers 429 with Retry-After as a problem, is noted, and others go on', async () => {
  assert.deepEqual([(await exportOnce()).status, (await exportOnce()).status], [200, 200])
  const refused = await exportOnce()
  assert.equal(refused.status, 429)
  assert.equal(refused.headers.get('content-type'), 'application/problem+json')
  assert.ok(Number(refused.headers.get('retry-after')) >= 1)
  assert.match(await refused.text(), /class export: 2 a minute/)
  for (let n = 0; n < 7; n += 1) assert.equal((await exportOnce()).status, 429)
  assert.equal(await read(), 200, 'another class')
  const filter = { kind: 'request.rate-limited' }
  const seen = await listSecurityEvents(world.console(operatorScope, access.clock), filter)
  assert.deepEqual(
    seen.events.map(({ count, details }) => [count, details['class']]),
    [[8, 'export']],
  )
  assert.match(await webMetrics().metrics.registry.metrics(), /rate_limited_total\{class="export"\} 8/)
})

test('the ways in are counted by network, before anything is looked up', async () => {
  const follow = async (from: string): Promise<number> => {
    const request = post('/api/v1/unlock', { token: 'bw_unl_x' }, { 'x-forwarded-for': from })
    return (await unlock.POST(request, none)).status
  }
  const statuses: number[] = []
  for (let n = 0; n < 5; n += 1) statuses.push(await follow('192.0.2.5'))
  assert.deepEqual(statuses, [412, 412, 412, 429, 429])
  assert.equal(await follow('192.0.2.6'), 412)
})

test('every class is that of some route, and every route has one', () => {
  const classes = Object.values(ROUTES).flatMap((methods) =>
    Object.entries(methods).map(([method, { declaration }]) => classOf(declaration, method)),
  )
  assert.ok(classes.length > 100)
  assert.deepEqual([...new Set(classes)].toSorted(), [...ROUTE_CLASSES].toSorted())
})
