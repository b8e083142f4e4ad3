// Bad input: every field of every route, one after the other, gets values of wrong types, over-long text, control
// characters, markup and formulas. The answer names the field, and no row changes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { isRecord } from '#lib/core/unsafe.ts'
import { ask, type Answer } from './ask.ts'
import { changedTables, readChecksums } from './checksum.ts'
import { startFakeEngine, type FakeEngine } from './fake-engine.ts'
import { fieldsOf, HOSTILE_TEXT, hostileValues, type Field, type HostileValue } from './hostile-fields.ts'
import { openIsolationWorld, type IsolationWorld } from './isolation-world.ts'
import { validQuestion } from './matrix.ts'
import { ROUTE_CASES } from './route-cases.ts'
import { findRoutes, type FoundRoute } from './routes-on-disk.ts'
import { restoreBindings } from './restore-bindings.ts'

let engine: FakeEngine
let here: IsolationWorld
let admin: pg.Client
/** The member whose own things personal routes are about. */
let owner: Readonly<Record<string, string>>
let sent = 0
let fields = 0

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

async function send({ route, part, field }: Place, { value }: HostileValue): Promise<Answer> {
  sent += 1
  const routeCase = ROUTE_CASES[route.name] ?? {}
  const { B } = here.sets
  const headers = routeCase.isPersonal === true ? owner : here.admin
  const question = validQuestion(route, routeCase, B)
  const changed = part === 'body' ? { ...question.body, [field.name]: value } : question.body
  const query = part === 'query' ? { ...question.query, [field.name]: String(value) } : question.query
  return await ask(route, { ...question, headers, ...(query && { query }), body: changed })
}

/** Names of the faulty fields that a problem lists. */
function faultyFields({ text }: Answer): string[] {
  const problem: unknown = JSON.parse(text)
  const errors = isRecord(problem) && Array.isArray(problem['errors']) ? problem['errors'] : []
  return errors.flatMap((one) => (isRecord(one) && typeof one['field'] === 'string' ? [one['field']] : []))
}

function refuseUnnamed(place: Place, hostile: HostileValue, answer: Answer): void {
  const where = `${place.part} ${place.field.name}, ${hostile.what}: ${answer.status} ${answer.text.slice(0, 300)}`
  assert.equal(answer.status, 400, where)
  const named = faultyFields(answer).map((one) => one.split('.')[0])
  // Nothing can be asked of a second person until somebody declares it: there, that is said before the reason is read.
  const isAsking =
    place.route.name === 'POST /api/v1/approvals' && place.field.name === 'reason' && hostile.mayBeText
  assert.ok(named.includes(isAsking ? 'action' : place.field.name), where)
}

const placesOf = (route: FoundRoute): Place[] => [
  ...fieldsOf(route.declaration.query).map((field): Place => ({ route, part: 'query', field })),
  ...fieldsOf(route.declaration.body).map((field): Place => ({ route, part: 'body', field })),
]

const hostileFor = ({ part, field }: Place): readonly HostileValue[] =>
  part === 'query' ? HOSTILE_TEXT : hostileValues(field)

async function tryFields(places: readonly Place[]): Promise<void> {
  fields += places.length
  await restoreBindings(admin)
  const untouched = await readChecksums(admin)
  for (const place of places) {
    for (const hostile of hostileFor(place).filter(({ mayBeText }) => !mayBeText))
      refuseUnnamed(place, hostile, await send(place, hostile))
  }
  assert.deepEqual(changedTables(untouched, await readChecksums(admin)), [])
  for (const place of places) {
    for (const hostile of hostileFor(place).filter(({ mayBeText }) => mayBeText)) {
      const answer = await send(place, hostile)
      if (answer.status === 400) refuseUnnamed(place, hostile, answer)
      assert.ok(answer.status < 500, `${place.field.name}, ${hostile.what}: ${answer.status}`)
    }
  }
}

for (const route of await findRoutes()) {
  const places = placesOf(route)
  if (places.length === 0) continue
  test(`${route.name}: ${places.length} fields refuse what they are not for`, async () => {
    await tryFields(places)
  })
}

test('a field that a route does not know is refused by its name', async (t) => {
  const unknown: Field = { name: 'isAdmin', types: new Set(['boolean']) }
  const untouched = await readChecksums(admin)
  const withBody = (await findRoutes()).filter(({ declaration }) => declaration.body !== null)
  for (const route of withBody) {
    const place: Place = { route, part: 'body', field: unknown }
    const answer = await send(place, { what: 'an unknown field', value: true, mayBeText: false })
    assert.equal(answer.status, 400, `${route.name}: ${answer.text}`)
    assert.match(answer.text, /isAdmin/, route.name)
  }
  assert.deepEqual(changedTables(untouched, await readChecksums(admin)), [])
  t.diagnostic(`${sent} requests, ${fields} fields`)
  assert.ok(fields > 50 && sent > 500, `${sent} requests, ${fields} fields`)
})
