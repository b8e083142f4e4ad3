// What identity providers do that no single request shows: requests at once, names with wildcards, people who come back.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  askScim,
  idOf,
  openScimWorld,
  totalOf,
  type ScimAnswer,
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
