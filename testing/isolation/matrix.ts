import assert from 'node:assert/strict'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { contains } from '#lib/core/scope.ts'
import { ask, comparable, missingNextTo, type Answer, type Question } from './ask.ts'
import type { Attacker, Situation } from './isolation-world.ts'
import type { OwnedIds, OwnedSet, OwnerScope } from './owned-set.ts'
import type { Borrowed, RouteCase } from './route-case.ts'
import type { FoundRoute } from './routes-on-disk.ts'

/** One place of a request into which an id of somebody else is put. */
export interface Place {
  readonly what: string
  readonly kind: keyof OwnedIds
  readonly statuses: readonly number[]
  readonly put: (id: string) => Pick<Question, 'params' | 'query' | 'body'>
}

const isKind = (name: string, ids: OwnedIds): name is keyof OwnedIds => name in ids

function queryOf({ query = {} }: RouteCase, victim: OwnedSet): Readonly<Record<string, string>> {
  return typeof query === 'function' ? query(victim) : query
}

const bodyOf = ({ body }: RouteCase, scope: string): Question['body'] =>
  typeof body === 'function' ? body(scope) : body

/** Whose ids are put into a request, and in which scope it is made. */
interface Aim {
  readonly victim: OwnedSet
  readonly scope: string
}

/** All places of a route for ids of a victim. Paths of this product have at most one id. */
export function placesOf(route: FoundRoute, routeCase: RouteCase, { victim, scope }: Aim): Place[] {
  const base = { query: queryOf(routeCase, victim), body: bodyOf(routeCase, scope) }
  const inPath = route.params.map((name): Place => {
    assert.ok(isKind(name, victim.ids), `${route.name}: there is no object for the parameter ${name}`)
    const statuses = routeCase.statuses ?? [404]
    return { what: `path ${name}`, kind: name, statuses, put: (id) => ({ ...base, params: { [name]: id } }) }
  })
  const elsewhere = (routeCase.borrowed ?? []).map((one: Borrowed): Place => ({
    what: `${one.in} ${one.field}`,
    kind: one.kind,
    statuses: one.statuses ?? [404],
    put: (id) => {
      const value = one.around?.(id) ?? id
      return {
        ...base,
        params: paramsOf(route, victim),
        ...(one.in === 'query' && typeof value === 'string'
          ? { query: { ...base.query, [one.field]: value } }
          : { body: { ...base.body, [one.field]: value } }),
      }
    },
  }))
  return [...inPath, ...elsewhere]
}

/** Words that only the victim's objects contain. Shared services of a platform are known to its tenants. */
function secretsOf({ marker, ids, scope }: OwnedSet): string[] {
  const { serviceId, platformId: _platform, tenantId: _tenant, ...rest } = ids
  return [marker, ...Object.values(rest), ...(scope.kind === 'tenant' ? [serviceId] : [])]
}

function refuseLeaks(answer: Answer, victim: OwnedSet, sent: readonly string[], where: string): void {
  for (const secret of secretsOf(victim)) {
    if (sent.includes(secret)) continue
    assert.ok(!answer.text.includes(secret), `${where}: the answer contains ${secret} of ${victim.label}`)
  }
}

const describe = ({ attacker: { role, via }, scope }: Situation): string =>
  `${role} by ${via} in ${scope.split(':')[0] ?? ''} scope`

/** Every header in which other products take a tenant, a scope or a member from whoever asks. */
function headersNaming({ ids }: OwnedSet): Readonly<Record<string, string>> {
  const scope = `tenant:${ids.tenantId}`
  return {
    scope,
    'x-scope': scope,
    'x-bailiwick-scope': scope,
    'x-tenant': ids.tenantId,
    'x-tenant-id': ids.tenantId,
    'x-scope-orgid': ids.tenantId,
    'x-grafana-org-id': ids.tenantId,
    'x-platform-id': ids.platformId,
    'x-member-id': ids.memberId,
    'x-user-id': ids.memberId,
    'x-forwarded-user': ids.memberId,
    'x-webauth-user': ids.memberId,
  }
}

/** Everybody tries the ids of everybody else in every place, and in every header besides. Returns the statuses that were answered. */
export async function tryForeignIds(
  route: FoundRoute,
  routeCase: RouteCase,
  situations: readonly Situation[],
): Promise<ReadonlySet<number>> {
  const seen = new Set<number>()
  for (const situation of situations) {
    for (const victim of situation.victims) {
      for (const place of placesOf(route, routeCase, { victim, scope: situation.scope })) {
        const where = `${describe(situation)}, ${place.what} of ${victim.label}`
        const foreign = victim.ids[place.kind]
        const missing = missingNextTo(foreign)
        const { headers } = situation.attacker
        const base = { headers, scope: situation.scope }
        const [answer, control] = await Promise.all([
          ask(route, { ...base, ...place.put(foreign), headers: { ...headers, ...headersNaming(victim) } }),
          ask(route, { ...base, ...place.put(missing) }),
        ])
        assert.equal(comparable(answer, foreign), comparable(control, missing), where)
        assert.ok(
          [403, ...place.statuses].includes(answer.status),
          `${where}: ${answer.status} ${answer.text}`,
        )
        refuseLeaks(answer, victim, [foreign], where)
        seen.add(answer.status)
      }
    }
  }
  return seen
}

/**
 * Everybody asks in scopes that are none of theirs: the answer is that for a scope that does not exist. Several victims lie
 * in one scope; it is tried with the ids of each of them where the request has ids, and once where it has none.
 */
export async function tryForeignScopes(
  route: FoundRoute,
  routeCase: RouteCase,
  situations: readonly Situation[],
): Promise<void> {
  const requests = new Map<string, ForeignScope>()
  for (const { attacker, victims } of situations) {
    for (const victim of victims) {
      const words = [attacker.role, attacker.via, paramsOf(route, victim), queryOf(routeCase, victim)]
      for (const target of scopesOf(victim).filter((one) => !contains(attacker.home, one)))
        requests.set(JSON.stringify([...words, target]), { attacker, victim, target })
    }
  }
  for (const request of requests.values()) await tryForeignScope(route, routeCase, request)
}

/** A request in a scope that is none of the attacker's. */
interface ForeignScope {
  readonly attacker: Attacker
  readonly victim: OwnedSet
  readonly target: OwnerScope
}

async function tryForeignScope(
  route: FoundRoute,
  routeCase: RouteCase,
  { attacker, victim, target }: ForeignScope,
): Promise<void> {
  const { headers } = attacker
  const id = target.kind === 'tenant' ? target.tenantId : target.platformId
  const question = {
    headers,
    params: paramsOf(route, victim),
    query: queryOf(routeCase, victim),
    body: bodyOf(routeCase, target.kind),
  }
  const [answer, control] = await Promise.all([
    ask(route, {
      ...question,
      scope: `${target.kind}:${id}`,
      headers: { ...headers, ...headersNaming(victim) },
    }),
    ask(route, { ...question, scope: `${target.kind}:${missingNextTo(id)}` }),
  ])
  const where = `${attacker.role} by ${attacker.via} asks in ${target.kind} scope of ${victim.label}`
  assert.equal(comparable(answer, id), comparable(control, missingNextTo(id)), where)
  assert.equal(answer.status, 404, `${where}: ${answer.text}`)
}

/** The ids of a set by the parameters of a route. */
export const paramsOf = (route: FoundRoute, { ids }: OwnedSet): Readonly<Record<string, string>> =>
  Object.fromEntries(route.params.flatMap((name) => (isKind(name, ids) ? [[name, ids[name]]] : [])))

/** The tenant and the platform of a victim as scopes. */
const scopesOf = ({ ids, scope }: OwnedSet): OwnerScope[] => [
  { kind: 'tenant', platformId: scope.platformId, tenantId: tenantId(ids.tenantId) },
  { kind: 'platform', platformId: platformId(ids.platformId) },
]

/** Everybody reads in the own scope: nothing of a victim is in it. */
export async function readOwnScope(
  route: FoundRoute,
  routeCase: RouteCase,
  situations: readonly Situation[],
): Promise<void> {
  for (const situation of situations) {
    for (const victim of situation.victims) {
      const headers = { ...situation.attacker.headers, ...headersNaming(victim) }
      const query = queryOf(routeCase, victim)
      const answer = await ask(route, { headers, scope: situation.scope, query })
      assert.ok(
        [200, 403, 412].includes(answer.status),
        `${describe(situation)}: ${answer.status} ${answer.text}`,
      )
      refuseLeaks(answer, victim, Object.values(query), describe(situation))
    }
  }
}

/** Everybody asks in the own scope with own ids: it may be refused, but it never breaks. */
export async function refuseOurFaults(
  route: FoundRoute,
  routeCase: RouteCase,
  { situations, own }: { situations: readonly Situation[]; own: OwnedSet },
): Promise<void> {
  for (const situation of situations) {
    const { headers } = situation.attacker
    const { scope } = situation
    const plain = {
      params: paramsOf(route, own),
      query: queryOf(routeCase, own),
      body: bodyOf(routeCase, scope),
    }
    const places = placesOf(route, routeCase, { victim: own, scope })
    const asked = [plain, ...places.map(({ kind, put }) => put(own.ids[kind]))]
    for (const question of asked) {
      const answer = await ask(route, { headers, scope, ...question })
      assert.ok(answer.status < 500, `${describe(situation)}: ${answer.status} ${answer.text}`)
    }
  }
}

/** A request with own ids that the route understands, but for who asks. */
export function validQuestion(
  route: FoundRoute,
  routeCase: RouteCase,
  own: OwnedSet,
): Omit<Question, 'headers'> {
  const scope = homeScope(route, routeCase, own)
  const question = { query: queryOf(routeCase, own), body: bodyOf(routeCase, scope) }
  const borrowed = (routeCase.borrowed ?? []).filter((one) => one.in === 'body')
  const ids = Object.fromEntries(
    borrowed.map(({ field, kind, around }) => [field, around?.(own.ids[kind]) ?? own.ids[kind]]),
  )
  const body = question.body === undefined && borrowed.length === 0 ? undefined : { ...question.body, ...ids }
  return { scope, params: paramsOf(route, own), query: question.query, body }
}

/** Where an owner asks about what is its own. */
function homeScope(route: FoundRoute, routeCase: RouteCase, { scope }: OwnedSet): string {
  return scope.kind === 'tenant' && !isKeptAbove(route, routeCase) ? `tenant:${scope.tenantId}` : 'operator'
}

/** The owner asks with its own id, so that nobody was refused only because there is nothing. */
export async function askAsOwner(
  route: FoundRoute,
  routeCase: RouteCase,
  victim: OwnedSet,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const { ids } = victim
  const place = homeScope(route, routeCase, victim)
  for (const { what, kind, put } of placesOf(route, routeCase, { victim, scope: place })) {
    const answer = await ask(route, { headers, scope: place, ...put(ids[kind]) })
    const isKnown = answer.status < 500 && answer.status !== 404 && answer.status !== 403
    assert.ok(isKnown, `${what}: ${answer.status} ${answer.text}`)
  }
}

/** Routes about what stands above a tenant: its owner's request is made in operator scope. */
function isKeptAbove({ path }: FoundRoute, { statuses = [] }: RouteCase): boolean {
  return statuses.includes(403) || /\/(?:platforms|tenants|outgoing-allow)\b/.test(path)
}
