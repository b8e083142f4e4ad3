// Bad input: every field of every route, nested ones and members of lists too, one after the other, gets values of wrong
// types, over-long text, control characters, markup and formulas. The answer names the field and says what would be right,
// and no row changes. Ids in paths get the same.
// suite: long
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { isRecord } from '#lib/core/unsafe.ts'
import { ask, type Answer } from './ask.ts'
import { changedTables, readChecksums, type Checksums } from './checksum.ts'
import { startFakeEngine, type FakeEngine } from './fake-engine.ts'
import {
  fieldsOf,
  holds,
  HOSTILE_IDS,
  HOSTILE_TEXT,
  hostileValues,
  nameOf,
  withField,
  type Field,
  type HostileValue,
} from './hostile-fields.ts'
import { openIsolationWorld, PUBLIC_URL, type IsolationWorld } from './isolation-world.ts'
import { validQuestion } from './matrix.ts'
import { faultsOf } from './problem-faults.ts'
import { ROUTE_CASES } from './route-cases.ts'
import { findRoutes, type FoundRoute } from './routes-on-disk.ts'
import { OTHER_BODIES } from './sample-bodies.ts'
import { restoreBindings } from './restore-bindings.ts'

let engine: FakeEngine
let here: IsolationWorld
let admin: pg.Client
/** The member whose own things personal routes are about. */
let owner: Readonly<Record<string, string>>
/** Faults without words of ours. */
const unexplained = new Set<string>()
const counts = { sent: 0, fields: 0, nested: 0, refused: 0, ids: 0 }

before(async () => {
  engine = await startFakeEngine()
  here = await openIsolationWorld({ roles: [] })
  admin = new pg.Client(here.world.db.urls.admin)
  await admin.connect()
  owner = await here.sessionOf(here.sets.B.ids.memberId)
})
after(async () => {
  await admin.end()
  await here.close()
  await engine.close()
})

/** One field of a route, and where it stands. */
interface Place {
  readonly route: FoundRoute
  readonly part: 'query' | 'body'
  readonly field: Field
}

const headersFor = ({ name }: FoundRoute): Readonly<Record<string, string>> =>
  ROUTE_CASES[name]?.isPersonal === true ? owner : here.admin

/** The body that has what the field stands in, of all that the route takes. */
function bodyAround({ route, field }: Place, body: unknown): unknown {
  const bodies = [body, ...(OTHER_BODIES[route.name] ?? [])]
  const around = field.path.slice(0, -1)
  return bodies.find((one) => holds(one, field.path)) ?? bodies.find((one) => holds(one, around)) ?? body
}

function changedBody(place: Place, body: unknown, value: unknown): Readonly<Record<string, unknown>> {
  const changed = withField(bodyAround(place, body), place.field.path, value)
  assert.ok(isRecord(changed))
  return changed
}

async function send(place: Place, { value }: HostileValue): Promise<Answer> {
  counts.sent += 1
  const { route, part, field } = place
  const question = validQuestion(route, ROUTE_CASES[route.name] ?? {}, here.sets.B)
  const body = part === 'body' ? changedBody(place, question.body, value) : question.body
  const query = part === 'query' ? { ...question.query, [nameOf(field)]: String(value) } : question.query
  return await ask(route, { ...question, headers: headersFor(route), ...(query && { query }), body })
}

/** Fields whose text is not read yet when something else is refused, with the field that is named instead. */
const TOLD_FIRST: Readonly<Record<string, string>> = {
  // Nothing can be asked of a second person until somebody declares it.
  'POST /api/v1/approvals reason': 'action',
  // A provider keeps its kind: settings of the other one are refused as a whole.
  'PATCH /api/v1/identity-providers/{providerId} settings': 'settings',
}

function refuseUnnamed(place: Place, hostile: HostileValue, answer: Answer): void {
  const name = nameOf(place.field)
  const where = `${place.part} ${name}, ${hostile.what}: ${answer.status} ${answer.text.slice(0, 500)}`
  assert.equal(answer.status, 400, where)
  counts.refused += 1
  const first = TOLD_FIRST[`${place.route.name} ${place.field.path[0] ?? ''}`]
  const names = hostile.mayBeText && first !== undefined ? [name, first] : [name]
  const fault = faultsOf(answer).find(({ field }) => names.includes(field))
  assert.ok(fault !== undefined && fault.problem.length > 3, where)
  // What zod says by itself says neither what the field is about nor what would be right.
  if (/^(?:Invalid input|Too |Expected)/.test(fault.problem))
    unexplained.add(`${place.route.name} ${name}: ${fault.problem}`)
}

const placesOf = (route: FoundRoute): Place[] => [
  ...fieldsOf(route.declaration.query).map((field): Place => ({ route, part: 'query', field })),
  ...fieldsOf(route.declaration.body).map((field): Place => ({ route, part: 'body', field })),
]

const hostileFor = ({ part, field }: Place): readonly HostileValue[] =>
  part === 'query' ? HOSTILE_TEXT : hostileValues(field)

/** What the tables held when they were last read, until something was taken. */
let known: Checksums | null = null

const read = async (): Promise<Checksums> => (known ??= await readChecksums(admin))

async function refuseChanges(untouched: Checksums): Promise<void> {
  known = await readChecksums(admin)
  assert.deepEqual(changedTables(untouched, known), [])
}

async function tryFields(places: readonly Place[]): Promise<void> {
  counts.fields += places.length
  counts.nested += places.filter(({ field }) => field.path.length > 1).length
  if ((await restoreBindings(admin)) > 0) known = null
  const untouched = await read()
  for (const place of places) {
    for (const hostile of hostileFor(place).filter(({ mayBeText }) => !mayBeText))
      refuseUnnamed(place, hostile, await send(place, hostile))
  }
  await refuseChanges(untouched)
  const again: (readonly [Place, HostileValue])[] = []
  for (const place of places) {
    for (const hostile of hostileFor(place).filter(({ mayBeText }) => mayBeText)) {
      const answer = await send(place, hostile)
      assert.ok(answer.status < 500, `${nameOf(place.field)}, ${hostile.what}: ${answer.status}`)
      if (answer.status !== 400) {
        known = null
        continue
      }
      refuseUnnamed(place, hostile, answer)
      again.push([place, hostile])
    }
  }
  // What was refused as text is refused without a trace as well; what was taken in between has left its own.
  if (again.length === 0) return
  const taken = await read()
  for (const [place, hostile] of again) await send(place, hostile)
  await refuseChanges(taken)
}

const routes = await findRoutes()
for (const route of routes) {
  const places = placesOf(route)
  if (places.length === 0) continue
  test(`${route.name}: ${places.length} fields refuse what they are not for`, async () => {
    await tryFields(places)
  })
}

/** Asks with something else than an id in the path; it need not be one that a client can write. */
async function askAt(route: FoundRoute, value: string | readonly string[]): Promise<Response> {
  const {
    params = {},
    query = {},
    body,
    scope = '',
  } = validQuestion(route, ROUTE_CASES[route.name] ?? {}, here.sets.B)
  const [name = ''] = route.params
  const init =
    body === undefined
      ? { headers: headersFor(route) }
      : { headers: { ...headersFor(route), 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const search = new URLSearchParams({ ...query, scope })
  const request = new Request(`${PUBLIC_URL}/api/v1/x?${search.toString()}`, {
    method: route.method,
    ...init,
  })
  return await route.handle(request, {
    params: Promise.resolve({ ...params, [name]: typeof value === 'string' ? value : [...value] }),
  })
}

async function tryIds(route: FoundRoute): Promise<void> {
  const untouched = await read()
  for (const [what, value] of HOSTILE_IDS) {
    counts.ids += 1
    const response = await askAt(route, value)
    const text = await response.text()
    assert.equal(response.status, 404, `${what}: ${text}`)
    assert.equal(response.headers.get('content-type'), 'application/problem+json', what)
    assert.match(text, /There is nothing with this id in this scope/, what)
  }
  await refuseChanges(untouched)
}

for (const route of routes) {
  if (route.params.length === 0) continue
  test(`${route.name}: an id that is none is a missing one`, async () => await tryIds(route))
}

test('every fault is told in words of ours', () => {
  assert.deepEqual([...unexplained], [])
})

test('a field that a route does not know is refused by its name', async (t) => {
  const unknown: Field = { path: ['isAdmin'], types: new Set(['boolean']) }
  const untouched = await read()
  const withBody = routes.filter(({ declaration }) => declaration.body !== null)
  for (const route of withBody) {
    const place: Place = { route, part: 'body', field: unknown }
    const answer = await send(place, { what: 'an unknown field', value: true, mayBeText: false })
    assert.equal(answer.status, 400, `${route.name}: ${answer.text}`)
    assert.match(answer.text, /isAdmin/, route.name)
  }
  await refuseChanges(untouched)
  const { sent, fields, nested, refused, ids } = counts
  t.diagnostic(
    `${sent} requests, ${fields} fields, ${nested} of them nested: ${refused} refused by name; ${ids} ids that are none, each a missing one`,
  )
  assert.ok(fields > 250 && nested > 50 && refused > 1500 && ids > 300, JSON.stringify(counts))
})
