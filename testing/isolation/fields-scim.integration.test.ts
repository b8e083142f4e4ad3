// Bad input of SCIM: every attribute that the schemas of the product name, by POST, PUT and both forms of PATCH, the parts of
// a PATCH, the queries of lists and the ids in paths. The answer is an error of SCIM that names the attribute, and no row changes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { isRecord } from '#lib/core/unsafe.ts'
import * as group from '#app/api/scim/v2/Groups/[id]/route.ts'
import * as groups from '#app/api/scim/v2/Groups/route.ts'
import * as resourceType from '#app/api/scim/v2/ResourceTypes/[id]/route.ts'
import * as schema from '#app/api/scim/v2/Schemas/[id]/route.ts'
import * as schemas from '#app/api/scim/v2/Schemas/route.ts'
import * as user from '#app/api/scim/v2/Users/[id]/route.ts'
import * as users from '#app/api/scim/v2/Users/route.ts'
import {
  askScim,
  idOf,
  openScimWorld,
  type ScimAnswer,
  type ScimHandler,
  type ScimQuestion,
  type ScimWorld,
} from '#testing/scim-world.ts'
import { changedTables, readChecksums } from './checksum.ts'
import { FILTERS, LONG, NO_NUMBERS, NO_OPERATIONS, OPERATIONS } from './hostile-scim.ts'
import { HOSTILE_IDS, hostileValues, nameOf, withField, type Field } from './hostile-fields.ts'

let here: ScimWorld
let admin: pg.Client
const ids = { user: '', group: '' }
const counts = { sent: 0, attributes: 0, refused: 0 }

before(async () => {
  here = await openScimWorld()
  admin = new pg.Client(here.world.db.urls.admin)
  await admin.connect()
  ids.user = idOf(await ask('POST', users.POST, { body: USER }))
  ids.group = idOf(await ask('POST', groups.POST, { body: { ...GROUP, members: [{ value: ids.user }] } }))
})
after(async () => {
  await admin.end()
  await here.world.close()
})

const ask = async (
  method: string,
  handler: ScimHandler,
  asked: Partial<ScimQuestion> = {},
): Promise<ScimAnswer> => {
  counts.sent += 1
  return await askScim(method, handler, { as: here.acme, ...asked })
}

const USER = {
  userName: 'ada@acme.test',
  externalId: 'x-1',
  displayName: 'Ada',
  active: true,
  name: { formatted: 'Ada L.', givenName: 'Ada', familyName: 'L.' },
  emails: [{ value: 'ada@acme.test', type: 'work', primary: true }],
}
const GROUP = { displayName: 'Staff', externalId: 'g-1' }

/** Refused as RFC 7644 §3.12 asks for, with a detail that names what was wrong and says more than that. */
function refuseUnnamed(answer: ScimAnswer, names: readonly string[], where: string): void {
  const { schemas: said, status, scimType, detail } = answer.body
  const all = `${where}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 400)}`
  assert.equal(answer.status, 400, all)
  counts.refused += 1
  assert.deepEqual([said, status], [['urn:ietf:params:scim:api:messages:2.0:Error'], '400'], all)
  assert.match(String(scimType), /^invalid(?:Filter|Path|Syntax|Value)$|^noTarget$/, all)
  assert.ok(typeof detail === 'string', all)
  const named = names.find((name) => detail.includes(name))
  assert.ok(named !== undefined && detail.length > named.length + 10, all)
  assert.doesNotMatch(detail, /Invalid input|[\u0000-\u001F\u007F]/, all)
}

async function refuseChanges<T>(work: () => Promise<T>): Promise<T> {
  const untouched = await readChecksums(admin)
  const done = await work()
  assert.deepEqual(changedTables(untouched, await readChecksums(admin)), [])
  return done
}

/** The attributes of a kind as the product itself describes them; what is read only may be sent and is left out. */
async function attributesOf(kind: 'User' | 'Group'): Promise<readonly Field[]> {
  const { body } = await ask('GET', schemas.GET)
  const { Resources } = body
  assert.ok(Array.isArray(Resources))
  const described: unknown = Resources.find((one) => isRecord(one) && one['name'] === kind)
  assert.ok(isRecord(described))
  return [...fieldsIn(described['attributes'], [])].filter(({ path }) => path.at(-1) !== 'display')
}

function* fieldsIn(attributes: unknown, outer: readonly string[]): Generator<Field> {
  assert.ok(Array.isArray(attributes))
  for (const one of attributes) {
    assert.ok(isRecord(one) && typeof one['name'] === 'string' && typeof one['type'] === 'string')
    const { name, type, multiValued, mutability, required, subAttributes } = one
    if (mutability === 'readOnly') continue
    const isMany = multiValued === true
    // RFC 7643 §2.5: null is the same as nothing, where nothing is allowed.
    const nothing = required === true || [...outer, name].at(-1) === 'value' ? [] : ['null']
    yield {
      path: [...outer, name],
      types: new Set([isMany ? 'array' : (TYPES[type] ?? 'string'), ...nothing]),
    }
    if (isMany) yield { path: [...outer, name, '0'], types: new Set(['object']) }
    if (Array.isArray(subAttributes))
      yield* fieldsIn(subAttributes, isMany ? [...outer, name, '0'] : [...outer, name])
  }
}
const TYPES: Readonly<Record<string, string>> = { complex: 'object', boolean: 'boolean' }

type Way = readonly [method: string, handler: ScimHandler, asked: Partial<ScimQuestion>]

/** Ways of sending an attribute: what is asked, and by which names the answer may tell of it. */
function waysOf(kind: 'User' | 'Group', { path }: Field, value: unknown): readonly Way[] {
  const [many, one, id] = kind === 'User' ? [users.POST, user, ids.user] : [groups.POST, group, ids.group]
  const body = withField(
    kind === 'User' ? { ...USER, userName: 'new@acme.test' } : { ...GROUP, displayName: 'New' },
    path,
    value,
  )
  const [name = '', ...inner] = path
  const patched = inner[0] === '0' ? withField([{ value: ids.user }], inner, value) : value
  const dotted = inner[0] === '0' ? name : path.join('.')
  const patch = (operation: Readonly<Record<string, unknown>>) => ({
    Operations: [{ op: 'replace', ...operation }],
  })
  return [
    ['POST', many, { body }],
    ['PUT', one.PUT, { id, body }],
    ['PATCH', one.PATCH, { id, body: patch({ path: dotted, value: patched }) }],
    ['PATCH', one.PATCH, { id, body: patch({ value: { [dotted]: patched } }) }],
  ]
}

/** One value in an attribute by one way. */
type Attempt = readonly [field: Field, where: string, ...asked: Way]

function attempts(kind: 'User' | 'Group', fields: readonly Field[], mayBeText: boolean): Attempt[] {
  return fields.flatMap((field) =>
    hostileValues(field)
      .filter((one) => one.mayBeText === mayBeText)
      .flatMap(({ what, value }) =>
        waysOf(kind, field, value).map((way): Attempt => [
          field,
          `${way[0]} ${nameOf(field)}, ${what}`,
          ...way,
        ]),
      ),
  )
}

for (const kind of ['User', 'Group'] as const) {
  test(`every attribute of a ${kind} refuses what it is not for`, async () => {
    const fields = await attributesOf(kind)
    counts.attributes += fields.length
    assert.ok(fields.length >= (kind === 'User' ? 12 : 5), `${fields.length}`)
    await refuseChanges(async () => {
      for (const [field, where, ...way] of attempts(kind, fields, false))
        refuseUnnamed(await ask(...way), [nameOf(field), 'Operations.0.value'], where)
    })
    for (const [field, where, ...way] of attempts(kind, fields, true)) {
      const answer = await ask(...way)
      assert.ok(answer.status < 500, `${where}: ${JSON.stringify(answer.body)}`)
      if (answer.status !== 400) continue
      await refuseChanges(async () => refuseUnnamed(await ask(...way), [field.path[0] ?? ''], where))
    }
  })
}

test('every part of a PATCH refuses what it is not for', async () => {
  await refuseChanges(async () => {
    for (const [operation, names] of OPERATIONS) {
      const body = { Operations: [operation] }
      for (const [handler, id] of [
        [user.PATCH, ids.user],
        [group.PATCH, ids.group],
      ] as const)
        refuseUnnamed(
          await ask('PATCH', handler, { id, body }),
          [names],
          JSON.stringify(operation).slice(0, 120),
        )
    }
    for (const Operations of NO_OPERATIONS)
      refuseUnnamed(
        await ask('PATCH', user.PATCH, { id: ids.user, body: { Operations } }),
        ['Operations'],
        JSON.stringify({ Operations }).slice(0, 60),
      )
    for (const body of [7, null, 'x', [], true])
      refuseUnnamed(
        await ask('PATCH', user.PATCH, { id: ids.user, body: JSON.stringify(body) }),
        ['(body)'],
        String(body),
      )
  })
})

test('every part of a query refuses what it is not for', async () => {
  await refuseChanges(async () => {
    for (const [what, handler] of [
      ['Users', users.GET],
      ['Groups', groups.GET],
    ] as const) {
      for (const filter of FILTERS) {
        const attribute = /^[\w.]+(?= )/.exec(filter)?.[0] ?? 'filter'
        const where = `${what} filter ${filter.slice(0, 80)}`
        refuseUnnamed(await ask('GET', handler, { query: { filter } }), ['filter', attribute], where)
      }
      for (const name of ['startIndex', 'count'])
        for (const value of NO_NUMBERS)
          refuseUnnamed(
            await ask('GET', handler, { query: { [name]: value } }),
            [name],
            `${what} ${name} ${value.slice(0, 40)}`,
          )
      for (const name of ['attributes', 'excludedAttributes', 'sortBy', 'sortOrder']) {
        refuseUnnamed(await ask('GET', handler, { query: { [name]: 'a\u0000b' } }), [name], `${what} ${name}`)
        for (const value of [LONG, '<b>', '=1+1', '__proto__'])
          assert.ok((await ask('GET', handler, { query: { [name]: value } })).status < 500, `${what} ${name}`)
      }
    }
  })
})

test('what lies beyond the last page is empty', async () => {
  for (const startIndex of ['1000000', '999999999', '999999999999999']) {
    const { status, body } = await ask('GET', users.GET, { query: { startIndex } })
    assert.deepEqual([status, body['Resources']], [200, []], startIndex)
  }
})

test('an id that is none is a missing one', async () => {
  const patch = { Operations: [{ op: 'replace', value: { displayName: 'x' } }] }
  const asks: readonly (readonly [string, ScimHandler, unknown])[] = [
    ['GET', user.GET, undefined],
    ['PUT', user.PUT, USER],
    ['PATCH', user.PATCH, patch],
    ['DELETE', user.DELETE, undefined],
    ['GET', group.GET, undefined],
    ['PUT', group.PUT, GROUP],
    ['PATCH', group.PATCH, patch],
    ['DELETE', group.DELETE, undefined],
    ['GET', schema.GET, undefined],
    ['GET', resourceType.GET, undefined],
  ]
  await refuseChanges(async () => {
    for (const [method, handler, body] of asks) {
      for (const [what, id] of HOSTILE_IDS) {
        if (typeof id !== 'string') continue
        const answer = await ask(method, handler, { id, body })
        assert.equal(answer.status, 404, `${method} ${what}: ${JSON.stringify(answer.body)}`)
        assert.match(String(answer.body['detail']), /^There is no /, what)
      }
    }
  })
})

test('the counts', (t) => {
  const { sent, attributes, refused } = counts
  t.diagnostic(
    `SCIM: ${sent} requests, ${attributes} attributes: ${refused} refused by name, 0 tables changed`,
  )
  assert.ok(attributes >= 17 && refused > 600, JSON.stringify(counts))
})
