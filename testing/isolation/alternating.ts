import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ask } from './ask.ts'
import { startFakeEngine, type FakeEngine } from './fake-engine.ts'
import { openIsolationWorld, type IsolationWorld } from './isolation-world.ts'
import type { OwnedSet } from './owned-set.ts'
import { ROUTE_CASES } from './route-cases.ts'
import { findRoutes, type FoundRoute } from './routes-on-disk.ts'

/** Routes in which no word of a tenant's own stands. One that came later and is not listed fails. */
const WITHOUT_MARKER: Readonly<Record<string, string>> = {
  'GET /api/v1/access/review/decisions': 'nobody decided anything in this world',
  'GET /api/v1/access/table': 'the table of the code, the same for everybody',
  'GET /api/v1/audit/verify': 'hashes and counts',
  'GET /api/v1/canaries': 'refused to tenants',
  'GET /api/v1/erasures': 'nothing was erased in this world',
  'GET /api/v1/me/passkeys': 'the name of a device, which is the same here',
  'GET /api/v1/me/sessions': 'addresses and browsers, which are the same here',
  'GET /api/v1/outgoing-allow': 'addresses and ports that the operator opened',
  'GET /api/v1/overview/system': 'refused to tenants',
  'GET /api/v1/platforms': 'names of platforms, which are no secret of a tenant',
  'GET /api/v1/query': 'asked of the engine, which looks at the scope of the request: run-matrix.ts reads it',
  'GET /api/v1/query_range':
    'asked of the engine, which looks at the scope of the request: run-matrix.ts reads it',
  'GET /api/v1/scopes': 'names and ids of scopes: the ids of the other one are looked for',
  'GET /api/v1/session-limits': 'minutes of the installation',
  'GET /api/v1/tenants': 'names and ids of tenants: the ids of the other one are looked for',
  'GET /api/v1/view-as': 'nobody looks as a tenant in this world',
}

/** One for each of the two: a session per request would be read out again by the list of sessions, ever longer. */
function rememberedSessions(): (
  here: IsolationWorld,
  memberId: string,
) => ReturnType<IsolationWorld['sessionOf']> {
  const sessions = new Map<string, Awaited<ReturnType<IsolationWorld['sessionOf']>>>()
  return async (here, memberId) => {
    const headers = sessions.get(memberId) ?? (await here.sessionOf(memberId))
    sessions.set(memberId, headers)
    return headers
  }
}

/**
 * Declares bar test 7 for what reads: two tenants ask every reading route in turn, and both at once, `rounds` times each. What
 * one process remembers of the one must never be in an answer to the other.
 */
export async function runAlternating(rounds: number): Promise<void> {
  const routes = (await findRoutes()).filter(
    ({ method, params, name }) =>
      method === 'GET' && params.length === 0 && ROUTE_CASES[name]?.reason === undefined,
  )
  const opened: { engine?: FakeEngine; here?: IsolationWorld } = {}
  const counts = { requests: 0, own: 0 }
  /** Routes that showed the own marker. */
  const telling = new Set<string>()
  const sessionOf = rememberedSessions()
  before(async () => {
    opened.engine = await startFakeEngine()
    opened.here = await openIsolationWorld({ roles: [] })
  })
  after(async () => {
    await opened.here?.close()
    await opened.engine?.close()
  })

  const askAs = async (route: FoundRoute, own: OwnedSet, other: OwnedSet): Promise<void> => {
    const { here } = opened
    assert.ok(here !== undefined)
    const { query = {} } = ROUTE_CASES[route.name] ?? {}
    const { text, status } = await ask(route, {
      headers: await sessionOf(here, own.ids.memberId),
      scope: `tenant:${own.ids.tenantId}`,
      query: typeof query === 'function' ? query(own) : query,
    })
    counts.requests += 1
    assert.ok(status < 500, `${route.name}: ${status} ${text}`)
    assert.ok(!text.includes(other.marker) && !text.includes(other.ids.tenantId), `${route.name}: ${text}`)
    if (!text.includes(own.marker)) return
    counts.own += 1
    telling.add(route.name)
  }
  for (const route of routes) {
    test(`${route.name}: two tenants in turn, ${rounds} times`, async () => {
      const { A, B } = opened.here?.sets ?? {}
      assert.ok(A !== undefined && B !== undefined)
      for (let round = 0; round < rounds; round += 1) {
        await askAs(route, A, B)
        await Promise.all([askAs(route, B, A), askAs(route, A, B)])
        await askAs(route, B, A)
      }
    })
  }
  test('the counts of bar test 7', (t) => {
    assert.ok(counts.requests > 0 && counts.own > counts.requests / 4, JSON.stringify(counts))
    assert.deepEqual(
      routes
        .map(({ name }) => name)
        .filter((name) => !telling.has(name))
        .toSorted(),
      Object.keys(WITHOUT_MARKER),
    )
    t.diagnostic(
      `bar test 7: ${routes.length} reading routes, ${counts.requests} requests, ${counts.own} with the own marker, 0 foreign bytes`,
    )
  })
}
