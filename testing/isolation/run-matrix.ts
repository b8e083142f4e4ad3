import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { requestsSent } from './ask.ts'
import { changedTables, readChecksums, type Checksums } from './checksum.ts'
import { startFakeEngine, type FakeEngine } from './fake-engine.ts'
import { openIsolationWorld, type IsolationWorld, type WorldOptions } from './isolation-world.ts'
import { askAsOwner, readOwnScope, refuseOurFaults, tryForeignIds, tryForeignScopes } from './matrix.ts'
import type { RouteCase } from './route-case.ts'
import { ROUTE_CASES } from './route-cases.ts'
import { findRoutes, idFields, type FoundRoute } from './routes-on-disk.ts'
import { restoreBindings } from './restore-bindings.ts'

/** Declares the tests of the matrix: every route on disk, asked by these attackers with everybody else's ids. */
export async function runMatrix(options: WorldOptions): Promise<void> {
  const routes = await findRoutes()
  const opened: { engine?: FakeEngine; here?: IsolationWorld; admin?: pg.Client } = {}
  before(async () => {
    opened.engine = await startFakeEngine()
    opened.here = await openIsolationWorld(options)
    opened.admin = new pg.Client(opened.here.world.db.urls.admin)
    await opened.admin.connect()
  })
  after(async () => {
    await opened.admin?.end()
    await opened.here?.close()
    await opened.engine?.close()
  })
  const untouched: Parts['untouched'] = { sums: null }
  const parts = (): Parts => {
    const { engine, here, admin } = opened
    assert.ok(engine !== undefined && here !== undefined && admin !== undefined)
    return { untouched, engine, here, admin }
  }

  test('every route has a case, every case a route, and every id that a route takes is tried', () => {
    assert.deepEqual(Object.keys(ROUTE_CASES).toSorted(), routes.map(({ name }) => name).toSorted())
    for (const route of routes) refuseUntriedIds(route)
  })
  const tried = routes.filter(({ name }) => caseOf(name).reason === undefined)
  for (const route of tried) {
    test(`${route.name}: nothing of anybody else, nothing changed`, async () =>
      await tryRoute(route, parts()))
  }
  test('the engine was asked in the scopes of the attackers and in no other', () => {
    const { engine, here } = parts()
    const own = new Set(here.situations.map(({ scope }) => scope))
    assert.ok(engine.scopes().length > 0)
    for (const scope of engine.scopes()) assert.ok(own.has(scope), scope)
  })
  test('the counts of bar tests 1, 2 and 10', (t) => {
    const roles = new Set(opened.here?.situations.map(({ attacker }) => attacker.role))
    assert.ok(requestsSent() > 2 * tried.length * roles.size, `${requestsSent()} requests`)
    t.diagnostic(
      `${routes.length} routes (${tried.length} tried, ${routes.length - tried.length} with a reason, 0 uncovered) × ${roles.size} roles: ` +
        `${requestsSent()} requests at the handlers, without proxy.ts; 0 leaks, 0 tables changed`,
    )
  })
  // Last, because it changes and removes what the cases are about.
  for (const route of inOrderOfHarm(tried)) {
    test(`${route.name}: the same request with own ids is understood`, async () =>
      await askWithOwnIds(route, parts()))
  }
}

interface Parts {
  /** What the tables held when the last route had been tried: the next one has to leave the same. */
  readonly untouched: { sums: Checksums | null }
  readonly engine: FakeEngine
  readonly here: IsolationWorld
  readonly admin: pg.Client
}

function refuseUntriedIds({ name, declaration }: FoundRoute): void {
  const tried = new Set((caseOf(name).borrowed ?? []).map(({ field }) => field))
  for (const field of [...idFields(declaration.query), ...idFields(declaration.body)])
    assert.ok(tried.has(field), `${name} takes ${field}, which nobody tries`)
}

async function tryRoute(route: FoundRoute, { here, admin, untouched }: Parts): Promise<void> {
  const routeCase = caseOf(route.name)
  const earlier = untouched.sums ?? (await readChecksums(admin))
  const seen = await tryForeignIds(route, routeCase, here.situations)
  await tryForeignScopes(route, routeCase, here.situations)
  if (route.method === 'GET' && route.params.length === 0)
    await readOwnScope(route, routeCase, here.situations)
  untouched.sums = await readChecksums(admin)
  assert.deepEqual(changedTables(earlier, untouched.sums), [])
  refuseEmptyProof(route, routeCase, seen)
}

/** The owner is not told 404, and nobody is told that it is our fault: what was refused above was refused for its ids. */
async function askWithOwnIds(route: FoundRoute, { here, admin }: Parts): Promise<void> {
  const routeCase = caseOf(route.name)
  // What an earlier route ended is there again, so that this one has something to end.
  await admin.query(`update session set ended_at = null, end_reason = null`)
  await admin.query(`update member set state = 'active'`)
  await restoreBindings(admin)
  await refuseOurFaults(route, routeCase, { situations: here.situations, own: here.sets.A })
  const { B } = here.sets
  const headers = routeCase.isPersonal === true ? await here.sessionOf(B.ids.memberId) : here.admin
  await askAsOwner(route, routeCase, B, headers)
}

const caseOf = (name: string): RouteCase => ROUTE_CASES[name] ?? {}

/** A case in which everybody is refused for lack of a permission has proved nothing about ids. */
function refuseEmptyProof(route: FoundRoute, routeCase: RouteCase, seen: ReadonlySet<number>): void {
  const statuses = [
    ...(route.params.length === 0 ? [] : (routeCase.statuses ?? [404])),
    ...(routeCase.borrowed ?? []).flatMap((one) => one.statuses ?? [404]),
  ]
  if (statuses.length === 0) return
  assert.ok(
    statuses.some((status) => seen.has(status)),
    `only ${[...seen].join(', ')} was answered`,
  )
}

const HARM: Readonly<Record<string, number>> = { GET: 0, POST: 1, PUT: 1, PATCH: 2, DELETE: 3 }
const inOrderOfHarm = (routes: readonly FoundRoute[]): FoundRoute[] =>
  routes.toSorted((a, b) => (HARM[a.method] ?? 0) - (HARM[b.method] ?? 0))
