// What RFC 7643 and 7644 say of single requests, as suites of identity providers check it: statuses, filters, read-only parts.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isRecord } from '#lib/core/unsafe.ts'
import {
  idOf,
  openScimWorld,
  SCIM_BASE,
  scimAsker,
  totalOf,
  type ScimHandler,
  type ScimWorld,
} from '#testing/scim-world.ts'
import * as elsewhere from './v2/[[...rest]]/route.ts'
import * as group from './v2/Groups/[id]/route.ts'
import * as groups from './v2/Groups/route.ts'
import * as schemas from './v2/Schemas/route.ts'
import * as user from './v2/Users/[id]/route.ts'
import * as users from './v2/Users/route.ts'

let here: ScimWorld
const ids: string[] = []
before(async () => {
  here = await openScimWorld()
  for (const more of [
    {
      userName: 'CORP\\ada',
      externalId: 'a-1',
      name: { givenName: 'Ada' },
      emails: [{ value: 'ada@acme.test' }],
    },
    { userName: 'José@acme.test', displayName: 'zoë' },
    { userName: 'mia@acme.test', externalId: 'm-1', displayName: 'Mia' },
  ])
    ids.push(idOf(await ask('POST', users.POST, { body: more })))
})
after(async () => {
  await here.world.close()
})
const ask = scimAsker(() => here.acme)
const ERROR = ['urn:ietf:params:scim:api:messages:2.0:Error']

const FOUND: readonly (readonly [filter: string, total: number])[] = [
  // JSON strings.
  [String.raw`userName eq "CORP\\ada"`, 1],
  [String.raw`userName eq "corp\\ADA"`, 1],
  [String.raw`userName sw "CORP\\"`, 1],
  [String.raw`userName eq "Jos\u00e9@acme.test"`, 1],
  [String.raw`userName eq "CORP\\\\ada"`, 0],
  // What has no value is null, and is not equal to anything else.
  ['externalId ne "a-1"', 2],
  ['not (externalId eq "a-1")', 2],
  ['not (name.givenName sw "A")', 2],
  ['not (externalId co "-1")', 1],
  ['externalId eq null', 1],
  ['externalId ne null', 2],
  ['externalId pr', 2],
  ['not (externalId pr)', 1],
  ['not (not (externalId eq "a-1"))', 1],
  // Strings have an order (RFC 7644, table 3).
  ['displayName gt "ADA"', 2],
  ['displayName ge "Ada"', 3],
  ['displayName lt "mia"', 1],
  ['displayName le "MIA"', 2],
  ['externalId gt "b"', 1],
  ['not (externalId gt "b")', 2],
  // What is the same in all.
  ['meta.resourceType eq "User"', 3],
  ['meta.resourceType eq "Group"', 0],
  ['schemas eq "urn:ietf:params:scim:schemas:core:2.0:User"', 3],
  ['emails.type eq "Work"', 3],
  ['emails[type eq "WORK" and value sw "ada@"]', 1],
  ['groups pr', 0],
  // What can be true of nobody.
  ['id eq "none"', 0],
  ['not (id eq "none")', 3],
  ['id eq "none" or userName sw "mia"', 1],
  ['groups eq "none"', 0],
  ['emails.primary eq false', 0],
  ['userName eq null', 0],
]
for (const [filter, total] of FOUND) {
  test(`${total} of 3 match ${filter}`, async () => {
    const answer = await ask('GET', users.GET, { query: { filter } })
    assert.equal(totalOf(answer), total, JSON.stringify(answer.body).slice(0, 600))
  })
}

test('an id has no case, and a member who is nobody is named', async () => {
  const [first = ''] = ids
  assert.equal((await ask('GET', user.GET, { id: first.toUpperCase() })).status, 200)
  const query = { filter: `id eq "${first.toUpperCase()}"` }
  assert.equal(totalOf(await ask('GET', users.GET, { query })), 1)
  const members = [{ value: first.toUpperCase() }, { value: first }]
  const made = await ask('POST', groups.POST, { body: { displayName: 'Upper', members } })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const { members: kept } = made.body
  assert.ok(Array.isArray(kept))
  assert.equal(kept.length, 1)
  const id = idOf(made)
  for (const value of ['x', '00000000-0000-0000-0000-000000000000', `${first}0`]) {
    const body = { displayName: 'Nobody', members: [{ value }] }
    const patched = { Operations: [{ op: 'add', path: 'members', value: [{ value }] }] }
    for (const answer of [
      await ask('POST', groups.POST, { body }),
      await ask('PUT', group.PUT, { id, body }),
      await ask('PATCH', group.PATCH, { id, body: patched }),
    ]) {
      assert.deepEqual([answer.status, answer.body['scimType']], [400, 'invalidValue'])
      assert.match(String(answer.body['detail']), /^members: /)
    }
  }
})

test('the answers to every method hold what the query wants, and say where a new resource is', async () => {
  const query = { attributes: 'USERNAME,name.givenname' }
  const body = { userName: 'only@acme.test', name: { givenName: 'Only', familyName: 'One' } }
  const made = await ask('POST', users.POST, { query, body })
  const id = idOf(made)
  assert.equal(made.headers.get('location'), `${SCIM_BASE}/Users/${id}`)
  const left = { schemas: made.body['schemas'], id, userName: 'only@acme.test', name: { givenName: 'Only' } }
  const patch = { Operations: [{ op: 'replace', value: { active: true } }] }
  for (const answer of [
    made,
    await ask('GET', user.GET, { id, query }),
    await ask('PUT', user.PUT, { id, query, body }),
    await ask('PATCH', user.PATCH, { id, query, body: patch }),
  ])
    assert.deepEqual(answer.body, left)
  assert.equal((await ask('DELETE', user.DELETE, { id })).status, 204)
})

test('what was sent comes back as it was sent', async () => {
  const sent = {
    userName: 'kept@acme.test',
    externalId: 'kept',
    displayName: 'A',
    name: { formatted: 'B', givenName: 'C', familyName: 'D' },
    emails: [{ value: 'kept@acme.test', type: 'home', primary: true }],
    active: true,
  }
  const made = await ask('POST', users.POST, { body: sent })
  const id = idOf(made)
  assert.deepEqual({ ...made.body, ...sent }, made.body)
  assert.deepEqual((await ask('GET', user.GET, { id })).body, made.body)
  const found = await ask('GET', users.GET, {
    query: { filter: 'emails[type eq "HOME"] and name.formatted eq "b"' },
  })
  assert.equal(totalOf(found), 1)
  const patched = async (...Operations: readonly object[]): Promise<unknown[]> => {
    const { body } = await ask('PATCH', user.PATCH, { id, body: { Operations } })
    return [body['displayName'], body['name'], body['emails']]
  }
  const name = { ...sent.name, formatted: 'E' }
  assert.deepEqual(await patched({ op: 'replace', path: 'name.formatted', value: 'E' }), [
    'A',
    name,
    sent.emails,
  ])
  assert.deepEqual(await patched({ op: 'remove', path: 'displayName' }), ['E', name, sent.emails])
  const emails = [{ value: 'new@acme.test', type: 'work', primary: true }]
  const kept = { value: 'kept@acme.test', type: 'home', primary: false }
  assert.deepEqual(await patched({ op: 'add', value: { emails } }), ['E', name, [...emails, kept]])
  // As Entra adds one of a kind that there is not yet; and as Okta sends a list.
  const third = { value: 'third@elsewhere.test', type: 'other', primary: false }
  assert.deepEqual(
    await patched({ op: 'add', path: 'emails[type eq "other"].value', value: 'third@elsewhere.test' }),
    ['E', name, [...emails, kept, third]],
  )
  const list = [third, { ...kept, primary: true }]
  assert.deepEqual(await patched({ op: 'replace', value: { emails: list } }), [
    'E',
    name,
    [{ ...kept, primary: true }, third],
  ])
  assert.equal((await ask('DELETE', user.DELETE, { id })).status, 204)
})

test('what is read-only cannot be changed', async () => {
  const [id = '', other] = ids
  for (const operation of [
    { op: 'replace', path: 'id', value: other },
    { op: 'replace', path: 'groups', value: [] },
    { op: 'remove', path: 'meta' },
    { op: 'replace', value: { id: other } },
  ]) {
    const answer = await ask('PATCH', user.PATCH, { id, body: { Operations: [operation] } })
    assert.deepEqual([answer.status, answer.body['scimType']], [400, 'mutability'], JSON.stringify(operation))
  }
  const okta = { Operations: [{ op: 'replace', value: { id, active: true } }] }
  assert.equal((await ask('PATCH', user.PATCH, { id, body: okta })).status, 200)
})

test('a list can be asked for by the body of a search', async () => {
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
    attributes: ['displayName', 'userName'],
    filter: 'displayName sw "mi"',
    startIndex: 1,
    count: 10,
  }
  const answer = await ask('POST', user.POST, { id: '.search', body })
  const [, , mia] = ids
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  assert.deepEqual(answer.body['Resources'], [
    {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      id: mia,
      userName: 'mia@acme.test',
      displayName: 'Mia',
    },
  ])
  const found = await ask('POST', group.POST, { id: '.search', body: { excludedAttributes: ['members'] } })
  assert.equal(found.status, 200)
  assert.doesNotMatch(JSON.stringify(found.body), /"members"/)
  const bad = await ask('POST', user.POST, { id: '.search', body: { count: 1.5 } })
  assert.deepEqual([bad.status, bad.body['scimType']], [400, 'invalidValue'])
  const [id = ''] = ids
  const into = await ask('POST', user.POST, { id, body: {} })
  assert.deepEqual([into.status, into.body['schemas']], [405, ERROR])
  const theirs = await ask('POST', user.POST, { as: here.other, id: '.search', body: {} })
  assert.equal(totalOf(theirs), 0)
})

test('what the standard has and we do not is said in its words, to whoever may ask', async () => {
  const asks: readonly (readonly [method: string, handler: ScimHandler, rest: string[], status: number])[] = [
    ['POST', elsewhere.POST, ['Bulk'], 501],
    ['POST', elsewhere.POST, ['.search'], 501],
    ['GET', elsewhere.GET, ['Me'], 501],
    ['PATCH', elsewhere.PATCH, ['Me'], 501],
    ['GET', elsewhere.GET, ['Devices'], 404],
    ['PUT', elsewhere.PUT, ['Users', 'x', 'y'], 404],
    ['DELETE', elsewhere.DELETE, [], 404],
  ]
  for (const [method, handler, rest, status] of asks) {
    const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} }
    const answer = await ask(method, handler, { rest, ...body })
    assert.deepEqual([answer.status, answer.body['schemas']], [status, ERROR], rest.join('/'))
    assert.equal(answer.headers.get('content-type'), 'application/scim+json')
    const stranger = await ask(method, handler, { as: { credential: 'x' }, rest, ...body })
    assert.equal(stranger.status, 401)
    assert.equal(stranger.headers.get('www-authenticate'), 'Bearer realm="SCIM"')
  }
})

test('the name of a group is unique, and our schemas say so', async () => {
  const body = { displayName: 'Twice' }
  assert.equal((await ask('POST', groups.POST, { body })).status, 201)
  assert.equal((await ask('POST', groups.POST, { body: { displayName: 'TWICE' } })).status, 409)
  const { Resources } = (await ask('GET', schemas.GET)).body
  assert.ok(Array.isArray(Resources))
  const unique = Resources.flatMap((one) => {
    if (!isRecord(one) || !Array.isArray(one['attributes'])) return []
    return one['attributes'].flatMap((attribute) =>
      isRecord(attribute) && attribute['uniqueness'] === 'server'
        ? [`${String(one['name'])}.${String(attribute['name'])}`]
        : [],
    )
  })
  assert.deepEqual(unique, ['User.userName', 'Group.displayName'])
})
