import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ask, missingNextTo, type Question } from './ask.ts'
import { openIsolationWorld, type IsolationWorld, type Situation } from './isolation-world.ts'
import { paramsOf, placesOf, type Place } from './matrix.ts'
import type { OwnedSet } from './owned-set.ts'
import type { RouteCase } from './route-case.ts'
import { ROUTE_CASES } from './route-cases.ts'
import { findRoutes, type FoundRoute } from './routes-on-disk.ts'

/** The bar is 5 ms on a quiet machine of eight cores. */
const BOUND_MS = 5
/** A difference that is there shows whenever one looks, and on the same side; one that a busy machine makes does not. */
const LOOKS = 5

/** What is measured, and how often. */
export interface TimingOptions {
  /** Rounds per place, each with one request of either kind in turn, so that what slows the machine slows both. */
  readonly rounds: number
  /** The names of the routes; every one when left out. */
  readonly names?: readonly string[]
}

/** One place of a route for an id of somebody else, and who asks. */
interface Aimed {
  readonly route: FoundRoute
  readonly routeCase: RouteCase
  readonly place: Place
  readonly situation: Situation
  readonly foreign: string
  /** Whose other ids stand in the request. */
  readonly own: OwnedSet
}

const medianOf = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN

/** The request with one id in the place; a route with two ids gets an own one for the other. */
function questionOf({ route, place, situation, own }: Aimed, id: string): Question {
  const { headers } = situation.attacker
  const question = place.put(id)
  const params = place.what.startsWith('path') ? question.params : paramsOf(route, own)
  return { headers, scope: situation.scope, ...question, ...(params && { params }) }
}

/** The first of the attackers who is not refused for want of a permission, so that somebody looks for the id. */
async function aimAt(
  route: FoundRoute,
  { situations, sets }: IsolationWorld,
): Promise<readonly (Aimed & { readonly status: number })[]> {
  const routeCase = ROUTE_CASES[route.name] ?? {}
  const aims = new Map<string, Aimed & { readonly status: number }>()
  for (const situation of situations) {
    const [victim] = situation.victims
    assert.ok(victim !== undefined)
    for (const place of placesOf(route, routeCase, { victim, scope: situation.scope })) {
      const aimed = { route, routeCase, place, situation, foreign: victim.ids[place.kind], own: sets.A }
      const { status } = await ask(route, questionOf(aimed, aimed.foreign))
      if (status !== 403 && !aims.has(place.what)) aims.set(place.what, { ...aimed, status })
    }
  }
  return [...aims.values()]
}

/** By how much the median of foreign ids lies above the one of missing ids, in ms. */
async function measure(aimed: Aimed & { readonly status: number }, rounds: number): Promise<number> {
  const times: Record<'foreign' | 'missing', number[]> = { foreign: [], missing: [] }
  const once = async (kind: 'foreign' | 'missing'): Promise<void> => {
    const question = questionOf(aimed, kind === 'foreign' ? aimed.foreign : missingNextTo(aimed.foreign))
    const begun = performance.now()
    const { status } = await ask(aimed.route, question)
    times[kind].push(performance.now() - begun)
    assert.equal(status, aimed.status, kind)
  }
  for (let round = 0; round < rounds; round += 1) {
    const isEven = round % 2 === 0
    await once(isEven ? 'foreign' : 'missing')
    await once(isEven ? 'missing' : 'foreign')
  }
  return medianOf(times.foreign) - medianOf(times.missing)
}

/** The least difference seen, in ms; looks no further once it is in bounds, or on the other side than before: noise. */
async function measureUntilQuiet(
  aimed: Aimed & { readonly status: number },
  rounds: number,
): Promise<{ readonly least: number; readonly isApart: boolean }> {
  const seen: number[] = []
  for (let look = 0; look < LOOKS; look += 1) {
    seen.push(await measure(aimed, rounds))
    const least = Math.min(...seen.map(Math.abs))
    if (least <= BOUND_MS || new Set(seen.map(Math.sign)).size > 1) return { least, isApart: false }
  }
  return { least: Math.min(...seen.map(Math.abs)), isApart: true }
}

/** Declares the tests: wherever a route takes an id, a foreign one takes as long as a missing one. */
export async function runTiming({ rounds, names }: TimingOptions): Promise<void> {
  const routes = (await findRoutes()).filter(({ name, params }) => {
    const { reason, borrowed = [], statuses } = ROUTE_CASES[name] ?? {}
    const places = [...params.map(() => statuses), ...borrowed.map((one) => one.statuses)]
    // Where everybody outside of operator scope is refused, nobody gets as far as an id.
    const isLookedFor = places.some((expected) => expected?.includes(403) !== true)
    return reason === undefined && isLookedFor && (names?.includes(name) ?? true)
  })
  const opened: { here?: IsolationWorld } = {}
  before(async () => {
    opened.here = await openIsolationWorld({ roles: ['tenant_admin', 'platform_admin', 'operator_admin'] })
  })
  after(async () => await opened.here?.close())
  /** How far the medians lie apart, place by place. */
  const differences = new Map<string, number>()

  for (const route of routes) {
    test(`${route.name}: a foreign id takes as long as a missing one`, async () => {
      assert.ok(opened.here !== undefined)
      const aims = await aimAt(route, opened.here)
      assert.ok(aims.length > 0, 'nobody was let in far enough to look for an id')
      for (const aimed of aims) {
        const { least, isApart } = await measureUntilQuiet(aimed, rounds)
        differences.set(`${route.name} ${aimed.place.what}`, least)
        assert.ok(
          !isApart,
          `${aimed.place.what}: the medians differ by ${least.toFixed(2)} ms in ${LOOKS} looks`,
        )
      }
    })
  }

  test('the figure', (context) => {
    const [worst, most = Number.NaN] = [...differences].toSorted(([, a], [, b]) => b - a)[0] ?? []
    const changing = routes.filter(({ method }) => method !== 'GET').length
    context.diagnostic(
      `${routes.length} routes, ${changing} of them changing, ${differences.size} places for ids, ${rounds} times each: ` +
        `the medians differ by ${most.toFixed(2)} ms at most, at ${worst ?? 'none'}`,
    )
    assert.equal(routes.length, names?.length ?? routes.length)
    assert.ok(differences.size >= routes.length && changing > 0)
  })
}
