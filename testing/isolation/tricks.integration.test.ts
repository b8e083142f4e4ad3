// Bar tests 11 and 12 at the handlers: no header, no spelling and no other site gets further than an honest request.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { ask, comparable } from './ask.ts'
import { changedTables, readChecksums, type Checksums } from './checksum.ts'
import { openIsolationWorld, PUBLIC_URL, type IsolationWorld, type Situation } from './isolation-world.ts'
import { ROUTE_CASES } from './route-cases.ts'
import { findRoutes, type FoundRoute } from './routes-on-disk.ts'

const routes = await findRoutes()
const routeNamed = (name: string): FoundRoute => {
  const route = routes.find((one) => one.name === name)
  assert.ok(route !== undefined, name)
  return route
}
const incident = routeNamed('GET /api/v1/incidents/{incidentId}')
const list = routeNamed('GET /api/v1/incidents')
const opened: {
  here?: IsolationWorld
  admin?: pg.Client
  untouched?: Checksums
  victim?: Readonly<Record<string, string>>
} = {}
before(async () => {
  opened.here = await openIsolationWorld({ roles: ['tenant_admin'] })
  opened.admin = new pg.Client(opened.here.world.db.urls.admin)
  await opened.admin.connect()
  opened.victim = await opened.here.sessionOf(opened.here.sets.B.ids.memberId)
  opened.untouched = await readChecksums(opened.admin)
})
after(async () => {
  await opened.admin?.end()
  await opened.here?.close()
})
const parts = (): { here: IsolationWorld; situation: Situation } => {
  const [situation] = opened.here?.situations ?? []
  assert.ok(opened.here !== undefined && situation !== undefined)
  return { here: opened.here, situation }
}
const refuseChanges = async (): Promise<void> => {
  assert.ok(opened.admin !== undefined && opened.untouched !== undefined)
  assert.deepEqual(changedTables(opened.untouched, await readChecksums(opened.admin)), [])
}

const HEADERS: readonly (readonly [string, (scope: string) => string])[] = [
  ['x-middleware-subrequest', () => 'proxy:proxy:proxy:proxy:proxy'],
  ['x-middleware-next', () => '1'],
  ['x-middleware-rewrite', (scope) => `/api/v1/incidents?scope=${scope}`],
  ['x-invoke-path', () => '/api/v1/incidents'],
  ['x-nextjs-data', () => '1'],
  ['rsc', () => '1'],
  ['next-router-prefetch', () => '1'],
  ['next-router-segment-prefetch', () => '/_tree'],
  ['next-action', () => '00'],
  ['x-forwarded-host', () => 'evil.example'],
  ['x-forwarded-proto', () => 'https'],
  ['x-forwarded-prefix', () => '/api'],
  ['x-original-url', (scope) => `/api/v1/incidents?scope=${scope}`],
  ['x-rewrite-url', (scope) => `/api/v1/incidents?scope=${scope}`],
  ['x-http-method-override', () => 'DELETE'],
  ['x-scope', (scope) => scope],
  ['scope', (scope) => scope],
  ['x-tenant-id', (scope) => scope.split(':')[1] ?? ''],
  ['x-scope-orgid', (scope) => scope.split(':')[1] ?? ''],
]
for (const [name, valueOf] of HEADERS) {
  test(`the header ${name} changes nothing`, async () => {
    const { here, situation } = parts()
    const { headers } = situation.attacker
    const { B } = here.sets
    const tricked = { ...headers, [name]: valueOf(`tenant:${B.ids.tenantId}`) }
    for (const route of [list, incident]) {
      const question = { scope: situation.scope, params: { incidentId: B.ids.incidentId } }
      const honest = await ask(route, { headers, ...question })
      const answer = await ask(route, { headers: tricked, ...question })
      // Otherwise the header had nothing to change.
      assert.equal(honest.status, route === list ? 200 : 404)
      assert.equal(comparable(answer, B.ids.incidentId), comparable(honest, B.ids.incidentId))
    }
  })
}

test('there is something to get: the own incident opens, and the foreign one for whoever may see it', async () => {
  const { here, situation } = parts()
  const { A, B } = here.sets
  const { headers } = situation.attacker
  const home = await ask(incident, {
    headers,
    scope: situation.scope,
    params: { incidentId: A.ids.incidentId },
  })
  assert.deepEqual([home.status, home.text.includes(A.marker)], [200, true])
  const there = await ask(list, { headers: here.admin, scope: `tenant:${B.ids.tenantId}` })
  assert.deepEqual([there.status, there.text.includes(B.marker)], [200, true])
})

const own = 'OWN'
const foreign = 'FOREIGN'
const SEARCHES: readonly string[] = [
  `scope=${own}&scope=${foreign}`,
  `scope=${foreign}&scope=${own}`,
  `scope=${own}&%73cope=${foreign}`,
  `scope=${own},${foreign}`,
  `scope=${own}%00${foreign}`,
  `scope[]=${foreign}&scope=${own}`,
  `scope=${own}#&scope=${foreign}`,
  `scope=${own}%26scope=${foreign}`,
  `scope=${own}&Scope=${foreign}`,
  `scope=${own}&state=all&state=open`,
  `scope=${foreign}`,
  `scope=operator`,
  `scope=tenant:*`,
  `scope=tenant:`,
  `scope=`,
]
for (const search of SEARCHES) {
  test(`the query ?${search} shows nothing of anybody else`, async () => {
    const { here, situation } = parts()
    const { B } = here.sets
    const asked = search.replaceAll(own, situation.scope).replaceAll(foreign, `tenant:${B.ids.tenantId}`)
    const response = await list.handle(
      new Request(`${PUBLIC_URL}/api/v1/incidents?${asked}`, { headers: situation.attacker.headers }),
      { params: Promise.resolve({}) },
    )
    const text = await response.text()
    assert.ok([200, 400, 404].includes(response.status), text)
    assert.ok(!text.includes(B.marker) && !text.includes(B.ids.incidentId))
  })
}

const SPELLINGS: readonly (readonly [string, (id: string) => string | string[]])[] = [
  ['upper case', (id) => id.toUpperCase()],
  ['braces', (id) => `{${id}}`],
  ['a path upwards', (id) => `../incidents/${id}`],
  ['an ending', (id) => `${id}.rsc`],
  ['white space', (id) => ` ${id} `],
  ['a NUL', (id) => `${id}\u0000`],
  ['no dashes', (id) => id.replaceAll('-', '')],
  ['encoded dashes', (id) => id.replaceAll('-', '%2d')],
  ['two segments', (id) => [id, id]],
]
for (const [what, spell] of SPELLINGS) {
  test(`a foreign id with ${what} is a missing one`, async () => {
    const { here, situation } = parts()
    const response = await incident.handle(
      new Request(`${PUBLIC_URL}/api/v1/incidents/x?scope=${situation.scope}`, {
        headers: situation.attacker.headers,
      }),
      { params: Promise.resolve({ incidentId: spell(here.sets.B.ids.incidentId) }) },
    )
    assert.equal(response.status, 404, await response.text())
  })
}

const NOBODY: readonly Readonly<Record<string, string>>[] = [
  {},
  { authorization: 'Bearer bw_live_000000000000000000000000000000000000' },
  { authorization: 'Basic YWRtaW46YWRtaW4=' },
  { cookie: 'session=eyJhbGciOiJkaXIifQ' },
]
test('nobody gets anywhere, on any route that is not public', async () => {
  const closed = routes.filter(({ declaration }) => declaration.permission !== 'public')
  assert.ok(closed.length > 100, `${closed.length} routes`)
  for (const route of closed) {
    const { body } = ROUTE_CASES[route.name] ?? {}
    for (const headers of NOBODY) {
      const sent = typeof body === 'function' ? body('tenant') : body
      const { status } = await ask(route, { headers, body: sent })
      assert.equal(status, 401, `${route.name} ${JSON.stringify(headers)}`)
    }
  }
})

test('a broken credential is not made up for by a cookie', async () => {
  const { situation } = parts()
  const headers = { ...situation.attacker.headers, authorization: 'Bearer nothing' }
  assert.equal((await ask(list, { headers, scope: situation.scope })).status, 401)
})

/** What another site can make a browser send, or leave out. */
const FROM_ELSEWHERE: readonly Readonly<Record<string, string>>[] = [
  { origin: 'https://evil.example' },
  { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  { origin: 'null' },
  { origin: 'null', 'sec-fetch-site': 'cross-site' },
  {},
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' },
  { origin: PUBLIC_URL, 'sec-fetch-site': 'cross-site' },
  { origin: 'http://localhost:3000.evil.example', 'sec-fetch-site': 'same-origin' },
  { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', host: 'evil.example' },
  { referer: `${PUBLIC_URL}/`, 'x-requested-with': 'XMLHttpRequest' },
]
const FORMS: readonly string[] = [
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'text/plain; application/json',
  '',
]
/** What whoever comes from elsewhere is told. */
const CROSS_SITE = /comes from another address|must come from a page of|must be sent as application\/json/
const changing = routes.filter(({ method }) => method !== 'GET')
for (const route of changing) {
  test(`${route.name}: no other site and no form changes anything`, async () => {
    const { here } = parts()
    const { B } = here.sets
    const { body = {}, isPersonal = false } = ROUTE_CASES[route.name] ?? {}
    const { cookie = '' } = (isPersonal ? opened.victim : here.admin) ?? {}
    const ids = new Map<string, string>(Object.entries({ ...B.ids }))
    const params = Object.fromEntries(route.params.map((name) => [name, ids.get(name) ?? '']))
    const scope = `tenant:${B.ids.tenantId}`
    const refuse = async (headers: Readonly<Record<string, string>>): Promise<void> => {
      const sent = JSON.stringify(typeof body === 'function' ? body(scope) : body)
      const request = new Request(`${PUBLIC_URL}/x?scope=${scope}`, {
        method: route.method,
        headers: { cookie, ...headers },
        body: new TextEncoder().encode(sent),
      })
      const response = await route.handle(request, { params: Promise.resolve(params) })
      assert.equal(response.status, 403, JSON.stringify(headers))
      // For where it comes from, and not for what this person may not do anyway.
      assert.match(await response.text(), CROSS_SITE, JSON.stringify(headers))
    }
    for (const headers of FROM_ELSEWHERE) await refuse({ 'content-type': 'application/json', ...headers })
    for (const type of FORMS) {
      const headers = { origin: PUBLIC_URL, 'sec-fetch-site': 'same-origin' }
      await refuse(type === '' ? headers : { ...headers, 'content-type': type })
    }
  })
}

test('all of that changed no row', async (t) => {
  await refuseChanges()
  assert.ok(changing.length > 80, `${changing.length} changing routes`)
  t.diagnostic(
    `bar test 11: ${HEADERS.length} headers, ${SEARCHES.length} queries, ${SPELLINGS.length} spellings of ids; 0 bypasses`,
  )
  t.diagnostic(
    `bar test 12: ${changing.length} changing routes × ${FROM_ELSEWHERE.length + FORMS.length} origins and forms; 0 tables changed`,
  )
})
