// A foreign id and a missing one take the same time: otherwise the time would tell which ids exist.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ask, missingNextTo } from './ask.ts'
import { openIsolationWorld, type IsolationWorld } from './isolation-world.ts'
import { findRoutes } from './routes-on-disk.ts'

/** Rounds per route, each with one request of either kind in turn, so that what slows the machine slows both. */
const ROUNDS = 150
/** The bar is 5 ms on a quiet machine of eight cores. */
const BOUND_MS = 5

const routes = (await findRoutes()).filter(({ method, params }) => method === 'GET' && params.length === 1)
const opened: { here?: IsolationWorld } = {}
before(async () => {
  opened.here = await openIsolationWorld({ roles: ['tenant_admin'] })
})
after(async () => await opened.here?.close())

/** How far the medians lie apart, route by route. */
const differences = new Map<string, number>()

const medianOf = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN

for (const route of routes) {
  test(`${route.name}: a foreign id takes as long as a missing one`, async () => {
    const [situation] = opened.here?.situations ?? []
    const [victim] = situation?.victims ?? []
    assert.ok(situation !== undefined && victim !== undefined)
    const [name = ''] = route.params
    const ids = new Map<string, string>(Object.entries({ ...victim.ids }))
    const foreign = ids.get(name) ?? ''
    const times: Record<'foreign' | 'missing', number[]> = { foreign: [], missing: [] }
    const measure = async (kind: 'foreign' | 'missing'): Promise<void> => {
      const id = kind === 'foreign' ? foreign : missingNextTo(foreign)
      const begun = performance.now()
      const { status } = await ask(route, {
        headers: situation.attacker.headers,
        scope: situation.scope,
        params: { [name]: id },
      })
      times[kind].push(performance.now() - begun)
      assert.equal(status, 404)
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      const isEven = round % 2 === 0
      await measure(isEven ? 'foreign' : 'missing')
      await measure(isEven ? 'missing' : 'foreign')
    }
    const difference = Math.abs(medianOf(times.foreign) - medianOf(times.missing))
    differences.set(route.name, difference)
    assert.ok(difference <= BOUND_MS, `the medians differ by ${difference.toFixed(2)} ms`)
  })
}

test('the figure', (context) => {
  const [worst, most = Number.NaN] = [...differences].toSorted(([, a], [, b]) => b - a)[0] ?? []
  context.diagnostic(
    `${differences.size} routes, ${ROUNDS} times each: the medians differ by ${most.toFixed(2)} ms at most, at ${worst ?? 'none'}`,
  )
  assert.equal(differences.size, routes.length)
})
