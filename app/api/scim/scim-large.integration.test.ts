// Groups of thousands: what Entra and Okta ask of them is done within one transaction, and nobody is asked for all members.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#lib/infra/db/index.ts'
import { mapScimGroup } from '#lib/modules/scim/index.ts'
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

const SIZE = 4000
let here: ScimWorld
const people: { readonly id: string; readonly memberId: string }[] = []
before(async () => {
  here = await openScimWorld()
  const { platformId, tenantId } = here.acme.scope
  const at = here.clock.now()
  for (let index = 0; index <= SIZE; index += 1) people.push({ id: newId(), memberId: newId() })
  const { database } = here.world
  await database.asAuth(async (tx) => {
    await tx.member.createMany({
      data: people.map(({ memberId }) => ({ id: memberId, email: `${memberId}@acme.test`, name: 'P' })),
    })
  })
  await database.withScope(here.acme.scope, async (tx) => {
    await tx.scimUser.createMany({
      data: people.map(({ id, memberId }) => ({
        id,
        memberId,
        platformId,
        tenantId,
        userName: id,
        userNameKey: id,
        active: true,
        email: `${memberId}@acme.test`,
        displayName: 'P',
        createdAt: at,
        updatedAt: at,
      })),
    })
  })
})
after(async () => {
  await here.world.close()
})

const patch = async (id: string, ...Operations: readonly object[]): Promise<ScimAnswer> =>
  await askScim('PATCH', group.PATCH, {
    as: here.acme,
    id,
    query: { excludedAttributes: 'members' },
    body: { Operations },
  })
const roles = async (): Promise<number> =>
  await here.world.database.withScope(
    here.acme.scope,
    async (tx) => await tx.roleBinding.count({ where: { role: 'tenant_viewer' } }),
  )

test(`a group of ${SIZE} is made, mapped, renamed, changed by one and by a thousand, emptied and removed`, async () => {
  const members = people.slice(0, SIZE).map(({ id }) => ({ value: id }))
  const last = people.at(-1)?.id ?? ''
  const made = await askScim('POST', groups.POST, { as: here.acme, body: { displayName: 'All', members } })
  assert.equal(made.status, 201, JSON.stringify(made.body).slice(0, 300))
  const id = idOf(made)
  const map = async (role: 'tenant_viewer' | null) =>
    await mapScimGroup(here.world.console(here.acme.scope, here.clock), { scimGroupId: id, role })
  await map('tenant_viewer')
  assert.equal(await roles(), SIZE)
  const steps: readonly (readonly [operation: readonly object[], roles: number])[] = [
    [[{ op: 'replace', path: 'displayName', value: 'Everybody' }], SIZE],
    [[{ op: 'add', path: 'members', value: [{ value: last }, members[0]] }], SIZE + 1],
    [[{ op: 'remove', path: `members[value eq "${last.toUpperCase()}"]` }], SIZE],
    [
      members.slice(0, 1000).map(({ value }) => ({ op: 'remove', path: `members[value eq "${value}"]` })),
      SIZE - 1000,
    ],
    [[{ op: 'add', path: 'members', value: members }], SIZE],
    [[{ op: 'remove', path: 'members', value: members.slice(0, 3000) }], SIZE - 3000],
    [[{ op: 'replace', path: 'members', value: members }], SIZE],
  ]
  for (const [operations, left] of steps) {
    const answer = await patch(id, ...operations)
    const what = JSON.stringify(operations).slice(0, 100)
    assert.deepEqual([answer.status, answer.body['members']], [200, undefined], what)
    assert.equal(await roles(), left, what)
  }
  const put = await askScim('PUT', group.PUT, { as: here.acme, id, body: { displayName: 'All', members } })
  assert.equal(put.status, 200)
  await map(null)
  assert.equal(await roles(), 0)
  await map('tenant_viewer')
  assert.equal((await askScim('DELETE', group.DELETE, { as: here.acme, id })).status, 204)
  assert.equal(await roles(), 0)
})

test('Entra asks whether one user is in a group, and for groups without their members', async () => {
  const [first, second] = people
  const body = { displayName: 'Some', members: [{ value: first?.id }] }
  const id = idOf(await askScim('POST', groups.POST, { as: here.acme, body }))
  const found = async (filter: string): Promise<unknown> =>
    totalOf(await askScim('GET', groups.GET, { as: here.acme, query: { filter, attributes: 'id' } }))
  const isIn = (user: string | undefined) => `id eq "${id}" and members eq "${user}"`
  assert.equal(await found(isIn(first?.id)), 1)
  assert.equal(await found(isIn(first?.id.toUpperCase())), 1)
  assert.equal(await found(isIn(second?.id)), 0)
  assert.equal(await found(`members[value eq "${first?.id}"]`), 1)
  assert.equal(await found(`members.value ne "${first?.id}"`), 0)
  assert.equal(await found('members pr'), 1)
  for (const query of [{ excludedAttributes: 'Members' }, { attributes: 'displayName,meta.resourceType' }])
    for (const [handler, one] of [
      [groups.GET, undefined],
      [group.GET, id],
    ] as const) {
      const asked = { as: here.acme, query, ...(one === undefined ? {} : { id: one }) }
      const answer = await askScim('GET', handler, asked)
      assert.equal(answer.status, 200)
      assert.doesNotMatch(JSON.stringify(answer.body), /"members"/)
      assert.match(JSON.stringify(answer.body), /"displayName":"Some"/)
    }
})
