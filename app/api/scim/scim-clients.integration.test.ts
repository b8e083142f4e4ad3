// What identity providers do: the sequences that Okta and Entra ID document, requests at once, people who come back.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  askScim,
  idOf,
  openScimWorld,
  sent,
  totalOf,
  type ScimAnswer,
  type ScimHandler,
  type ScimQuestion,
  type ScimWorld,
} from '#testing/scim-world.ts'
import * as group from './v2/Groups/[id]/route.ts'
import * as groups from './v2/Groups/route.ts'
import * as resourceType from './v2/ResourceTypes/[id]/route.ts'
import * as schema from './v2/Schemas/[id]/route.ts'
import * as user from './v2/Users/[id]/route.ts'
import * as users from './v2/Users/route.ts'

let here: ScimWorld
before(async () => {
  here = await openScimWorld()
})
after(async () => {
  await here.world.close()
})

const addUser = async (userName: string): Promise<ScimAnswer> =>
  await askScim('POST', users.POST, {
    as: here.acme,
    body: { userName, emails: [{ value: userName, primary: true }] },
  })
const patchUser = async (id: string, ...Operations: unknown[]): Promise<ScimAnswer> =>
  await askScim('PATCH', user.PATCH, { as: here.acme, id, body: { Operations } })

test('members added to a group by four requests at once are all in it', async () => {
  const made = await askScim('POST', groups.POST, { as: here.acme, body: { displayName: 'Parallel' } })
  const id = idOf(made)
  const ids: string[] = []
  for (let at = 0; at < 4; at += 1) ids.push(idOf(await addUser(`parallel-${at}@acme.test`)))
  const answers = await Promise.all(
    ids.map(async (value) => {
      const Operations = [{ op: 'Add', path: 'members', value: [{ value }] }]
      return await askScim('PATCH', group.PATCH, { as: here.acme, id, body: { Operations } })
    }),
  )
  assert.deepEqual(
    answers.map(({ status }) => status),
    ids.map(() => 200),
  )
  const { body } = await askScim('GET', group.GET, { as: here.acme, id })
  const { members } = body
  assert.ok(Array.isArray(members))
  assert.equal(members.length, ids.length)
})

test('somebody is removed from a group as the standard writes it, without a value', async () => {
  const value = idOf(await addUser('removed@acme.test'))
  const body = { displayName: 'Left', members: [{ value }] }
  const id = idOf(await askScim('POST', groups.POST, { as: here.acme, body }))
  const Operations = [{ op: 'remove', path: `members[value eq "${value}"]` }]
  const answer = await askScim('PATCH', group.PATCH, { as: here.acme, id, body: { Operations } })
  assert.deepEqual([answer.status, answer.body['members']], [200, []])
})

test('whoever is switched off stays off when other attributes are changed at the same moment', async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = idOf(await addUser(`off-${round}@acme.test`))
    const name = async (at: number) =>
      await patchUser(id, { op: 'replace', value: { displayName: `Name ${at}` } })
    await Promise.all([name(1), patchUser(id, { op: 'replace', value: { active: false } }), name(2), name(3)])
    const { body } = await askScim('GET', user.GET, { as: here.acme, id })
    assert.equal(body['active'], false, `round ${round}`)
  }
})

test('a filter means the letters that it says: neither % nor _ nor a backslash stands for others', async () => {
  await addUser('a_b@acme.test')
  await addUser('axb@acme.test')
  const found = async (filter: string): Promise<unknown> =>
    totalOf(await askScim('GET', users.GET, { as: here.acme, query: { filter } }))
  assert.equal(await found('userName eq "a_b@acme.test"'), 1)
  assert.equal(await found('userName eq "A_B@acme.test"'), 1)
  assert.equal(await found('userName eq "a%@acme.test"'), 0)
  assert.equal(await found('userName sw "a_b"'), 1)
  assert.equal(await found('userName co "_b@"'), 1)
  assert.equal(await found('userName co "%"'), 0)
  assert.equal(await found('emails[value eq "a_b@acme.test"]'), 1)
  assert.equal(await found(String.raw`userName eq "a\\_b@acme.test"`), 0)
})

test('what is not kept of a user fails no change of what is: numbers, places, managers', async () => {
  const id = idOf(await addUser('phones@acme.test'))
  const answer = await patchUser(
    id,
    { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+1 555 0100' },
    { op: 'Replace', path: 'addresses[type eq "work"].formatted', value: '1 Main Street' },
    { op: 'Replace', path: 'roles[primary eq "True"].value', value: 'reader' },
    { op: 'Add', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', value: 'IT' },
    { op: 'Add', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager', value: 'x' },
    { op: 'Replace', path: 'displayName', value: 'With a number' },
  )
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  assert.equal(answer.body['displayName'], 'With a number')
})

test('somebody who was deleted can be provisioned again', async () => {
  const first = idOf(await addUser('rehired@acme.test'))
  assert.equal((await askScim('DELETE', user.DELETE, { as: here.acme, id: first })).status, 204)
  const again = await addUser('rehired@acme.test')
  assert.equal(again.status, 201, JSON.stringify(again.body))
})

test('each description can be asked for alone, at the address that it gives', async () => {
  const core = 'urn:ietf:params:scim:schemas:core:2.0:'
  const asked = [
    [schema.GET, `${core}User`],
    [schema.GET, `${core.toUpperCase()}GROUP`],
    [resourceType.GET, 'User'],
    [resourceType.GET, 'Group'],
  ] as const
  for (const [handler, id] of asked) {
    const { status, body } = await askScim('GET', handler, { as: here.acme, id })
    assert.equal(status, 200, id)
    assert.equal(String(body['id']).toLowerCase(), id.toLowerCase())
  }
  for (const handler of [schema.GET, resourceType.GET])
    assert.equal((await askScim('GET', handler, { as: here.acme, id: 'Device' })).status, 404)
})

/** One request of a sequence: what is asked of the resource made before, and the status and attributes of the answer. */
type Step = readonly [
  method: string,
  handler: ScimHandler,
  asked: Omit<ScimQuestion, 'as'>,
  status: number,
  says?: Readonly<Record<string, unknown>>,
]

async function send(who: string, steps: readonly Step[]): Promise<void> {
  for (const [at, [method, handler, asked, status, says = {}]] of steps.entries()) {
    const { body, ...answer } = await askScim(method, handler, { as: here.acme, ...asked })
    const what = `${who}, request ${at + 1}: ${JSON.stringify(body).slice(0, 400)}`
    assert.equal(answer.status, status, what)
    assert.deepEqual({ ...body, ...says }, body, what)
  }
}
const operations = (...Operations: readonly object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
})
const made = async (handler: ScimHandler, body: object): Promise<string> =>
  idOf(await askScim('POST', handler, { as: here.acme, body }))

test('Entra ID: a user is looked for, made, changed, renamed, switched off and removed', async () => {
  const userName = 'Entra_User@acme.test'
  const filter = `userName eq "${userName}"`
  await send('Entra', [['GET', users.GET, { query: { filter } }, 200, { totalResults: 0 }]])
  const id = await made(users.POST, {
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:User',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    ],
    externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
    userName,
    active: true,
    emails: [{ primary: true, type: 'work', value: 'entra@acme.test' }],
    meta: { resourceType: 'User' },
    name: { formatted: 'givenName familyName', familyName: 'familyName', givenName: 'givenName' },
    roles: [],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'IT' },
  })
  const change = operations(
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'updated@acme.test' },
    { op: 'Replace', path: 'name.familyName', value: 'updatedFamilyName' },
  )
  const rename = operations({ op: 'Replace', path: 'userName', value: 'entra-5b50@acme.test' })
  const off = operations({ op: 'Replace', path: 'active', value: 'False' })
  const emails = [{ value: 'updated@acme.test', type: 'work', primary: true }]
  const name = { formatted: 'givenName familyName', givenName: 'givenName', familyName: 'updatedFamilyName' }
  await send('Entra', [
    ['GET', user.GET, { id }, 200, { userName }],
    [
      'GET',
      users.GET,
      { query: { filter: filter.toUpperCase().replace('USERNAME EQ', 'userName eq') } },
      200,
      { totalResults: 1 },
    ],
    ['PATCH', user.PATCH, { id, body: change }, 200, { emails, name }],
    ['PATCH', user.PATCH, { id, body: rename }, 200, { userName: 'entra-5b50@acme.test' }],
    ['PATCH', user.PATCH, { id, body: off }, 200, { active: false }],
    ['PATCH', user.PATCH, { id, body: off }, 200, { active: false }],
    ['DELETE', user.DELETE, { id }, 204],
    ['GET', user.GET, { id }, 404, { status: '404' }],
  ])
})

test('Entra ID: a group is made, looked for without members, renamed, and its members come and go one by one', async () => {
  const member = idOf(await addUser('entra-member@acme.test'))
  const id = await made(groups.POST, {
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:Group',
      'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
    ],
    externalId: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159',
    displayName: 'Entra group',
    meta: { resourceType: 'Group' },
  })
  const without = { excludedAttributes: 'members' }
  const isIn = { filter: `id eq "${id}" and members eq "${member}"`, attributes: 'id' }
  const add = operations({ op: 'Add', path: 'members', value: [{ $ref: null, value: member }] })
  const remove = operations({ op: 'Remove', path: 'members', value: [{ $ref: null, value: member }] })
  const rename = operations({ op: 'Replace', path: 'displayName', value: 'Entra renamed' })
  await send('Entra', [
    ['GET', group.GET, { id, query: without }, 200, { displayName: 'Entra group' }],
    [
      'GET',
      groups.GET,
      { query: { ...without, filter: 'displayName eq "entra group"' } },
      200,
      { totalResults: 1 },
    ],
    ['PATCH', group.PATCH, { id, body: rename }, 200, { displayName: 'Entra renamed' }],
    ['GET', groups.GET, { query: isIn }, 200, { totalResults: 0 }],
    ['PATCH', group.PATCH, { id, body: add }, 200],
    ['GET', groups.GET, { query: isIn }, 200, { totalResults: 1 }],
    ['PATCH', group.PATCH, { id, body: remove }, 200, { members: [] }],
    ['GET', groups.GET, { query: isIn }, 200, { totalResults: 0 }],
    ['DELETE', group.DELETE, { id }, 204],
  ])
})

test('Okta: a user is imported, looked for, made, replaced, switched off and on; a group is pushed and changed', async () => {
  const page = { startIndex: '1', count: '100' }
  const userName = 'okta@acme.test'
  const profile = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName,
    name: { givenName: 'Test', familyName: 'User' },
    emails: [{ primary: true, value: userName, type: 'work' }],
    displayName: 'Test User',
    locale: 'en-US',
    externalId: '00ujl29u0le5T6Aj10h7',
    groups: [],
    password: '1mz050nq',
    active: true,
  }
  await send('Okta', [
    ['GET', users.GET, { query: { ...page, count: '2' } }, 200],
    ['GET', groups.GET, { query: page }, 200],
    ['GET', users.GET, { query: { ...page, filter: `userName eq "${userName}"` } }, 200, { totalResults: 0 }],
  ])
  const id = await made(users.POST, profile)
  const set = (active: boolean) => operations({ op: 'replace', value: { active } })
  const body = {
    ...profile,
    id,
    name: { ...profile.name, middleName: 'Excited' },
    meta: { resourceType: 'User' },
  }
  const members = [{ value: id, display: userName }]
  await send('Okta', [
    ['GET', user.GET, { id }, 200, { userName, name: profile.name }],
    ['PUT', user.PUT, { id, body }, 200, { displayName: 'Test User' }],
    ['PATCH', user.PATCH, { id, body: set(false) }, 200, { active: false }],
    ['PUT', user.PUT, { id, body: { ...body, active: false } }, 200, { active: false }],
    ['PATCH', user.PATCH, { id, body: set(true) }, 200, { active: true }],
  ])
  const pushed = await made(groups.POST, {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: 'Okta group',
    members,
  })
  const change = (...some: readonly object[]) => ({ id: pushed, body: operations(...some) })
  const renamed = { op: 'replace', value: { id: pushed, displayName: 'Okta renamed' } }
  const removed = { op: 'remove', path: `members[value eq "${id}"]` }
  const added = { op: 'add', path: 'members', value: members }
  const $ref = `https://ops.example.test/api/scim/v2/Users/${id}`
  const kept = [{ ...members[0], $ref }]
  await send('Okta', [
    ['GET', group.GET, { id: pushed }, 200, { members: kept }],
    ['PATCH', group.PATCH, change(renamed), 200, { displayName: 'Okta renamed', members: kept }],
    ['PATCH', group.PATCH, change(removed), 200, { members: [] }],
    ['PATCH', group.PATCH, change(removed, added), 200, { members: kept }],
    [
      'PATCH',
      group.PATCH,
      change({ op: 'replace', path: 'members', value: members }),
      200,
      { members: kept },
    ],
    [
      'PUT',
      group.PUT,
      { id: pushed, body: { displayName: 'Okta group', members: [] } },
      200,
      { members: [] },
    ],
    ['DELETE', group.DELETE, { id: pushed }, 204],
  ])
})

test('how many requests these were', (t) => {
  t.diagnostic(`SCIM as identity providers send it: ${sent.count} requests`)
  assert.ok(sent.count > 70, String(sent.count))
})
