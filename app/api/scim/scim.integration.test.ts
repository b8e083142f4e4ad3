// SCIM as identity providers speak it: the sequences that Okta and Entra document, and what switching off ends.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { operatorScope } from '#lib/core/scope.ts'
import { createSession, lookupSession } from '#lib/infra/auth/session.ts'
import { mapScimGroup } from '#lib/modules/scim/index.ts'
import { addMember } from '#testing/isolation/owned-set.ts'
import {
  idOf,
  openScimWorld,
  SCIM_BASE,
  scimAsker,
  totalOf,
  type ProvisionedTenant,
  type ScimWorld,
} from '#testing/scim-world.ts'
import * as group from './v2/Groups/[id]/route.ts'
import * as groups from './v2/Groups/route.ts'
import * as user from './v2/Users/[id]/route.ts'
import * as users from './v2/Users/route.ts'

let here: ScimWorld
before(async () => {
  here = await openScimWorld()
})
after(async () => {
  await here.world.close()
})
const ask = scimAsker(() => here.acme)

const ADA = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: 'ada@acme.test',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [{ primary: true, value: 'Ada@acme.test', type: 'work' }],
  displayName: 'Ada Lovelace',
  locale: 'en-US',
  externalId: '00ujl29u0le5T6Aj10h7',
  groups: [],
  password: '1mz050nq',
  active: true,
}

const rolesOf = async (memberId: string): Promise<string[]> => {
  const rows = await here.world.database.withScope(
    here.acme.scope,
    async (tx) => await tx.roleBinding.findMany({ where: { memberId }, select: { role: true } }),
  )
  return rows.map(({ role }) => role).toSorted()
}
const memberIdOf = async (email: string): Promise<string> => {
  const row = await here.world.database.asAuth(async (tx) => await tx.member.findUnique({ where: { email } }))
  assert.ok(row !== null)
  return row.id
}

test('Okta: test of the connection, user looked for, created, read, changed, switched off', async () => {
  assert.equal((await ask('GET', users.GET, { query: { startIndex: '1', count: '2' } })).status, 200)
  const filter = 'userName eq "ada@acme.test"'
  assert.equal(totalOf(await ask('GET', users.GET, { query: { filter, startIndex: '1', count: '100' } })), 0)
  const created = await ask('POST', users.POST, { body: ADA })
  assert.equal(created.status, 201, JSON.stringify(created.body))
  assert.equal(created.headers.get('content-type'), 'application/scim+json')
  assert.equal(created.headers.get('location'), `${SCIM_BASE}/Users/${idOf(created)}`)
  assert.ok(!JSON.stringify(created.body).includes('1mz050nq'), 'the password is neither kept nor echoed')
  const id = idOf(created)
  const read = await ask('GET', user.GET, { id })
  assert.deepEqual(read.body, created.body)
  const put = await ask('PUT', user.PUT, {
    id,
    body: { ...ADA, name: { givenName: 'Augusta' }, displayName: '' },
  })
  assert.equal(put.body['displayName'], 'Augusta')
  const off = await ask('PATCH', user.PATCH, {
    id,
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', value: { active: false } }],
    },
  })
  assert.deepEqual([off.status, off.body['active']], [200, false])
  assert.equal(totalOf(await ask('GET', users.GET, { query: { filter: 'active eq false' } })), 1)
})

test('Entra: groups without members, members added and removed, switched off by text', async () => {
  const body = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
    userName: 'Test_User_ab6490ee',
    active: true,
    emails: [{ primary: true, type: 'work', value: 'bob@acme.test' }],
    meta: { resourceType: 'User' },
    name: { formatted: 'Bob', familyName: 'familyName', givenName: 'givenName' },
  }
  const bob = idOf(await ask('POST', users.POST, { body }))
  assert.equal((await ask('POST', users.POST, { body })).status, 409)
  const found = await ask('GET', users.GET, { query: { filter: 'userName eq "test_user_AB6490EE"' } })
  assert.equal(totalOf(found), 1, 'user names have no case')
  const made = await ask('POST', groups.POST, {
    body: {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'Viewers',
      externalId: '8aa1',
    },
  })
  assert.equal(made.status, 201)
  const id = idOf(made)
  const listed = await ask('GET', groups.GET, {
    query: { excludedAttributes: 'members', filter: 'displayName eq "viewers"' },
  })
  assert.equal(totalOf(listed), 1)
  const patch = async (...Operations: unknown[]) =>
    await ask('PATCH', group.PATCH, { id, body: { Operations } })
  assert.equal((await patch({ op: 'Add', path: 'members', value: [{ $ref: null, value: bob }] })).status, 200)
  const memberId = await memberIdOf('bob@acme.test')
  assert.deepEqual(await rolesOf(memberId), [], 'a group gives nothing until an admin of ours says so')
  await mapScimGroup(here.world.console(here.acme.scope, here.clock), {
    scimGroupId: id,
    role: 'tenant_viewer',
  })
  assert.deepEqual(await rolesOf(memberId), ['tenant_viewer'])
  assert.equal((await patch({ op: 'Remove', path: 'members', value: [{ value: bob }] })).status, 200)
  assert.deepEqual(await rolesOf(memberId), [])
  await patch({ op: 'Add', path: 'members', value: [{ value: bob }] })
  const off = await ask('PATCH', user.PATCH, {
    id: bob,
    body: { Operations: [{ op: 'Replace', path: 'active', value: 'False' }] },
  })
  assert.deepEqual([off.status, off.body['active']], [200, false])
  assert.deepEqual(await rolesOf(memberId), [])
  await ask('PATCH', user.PATCH, {
    id: bob,
    body: { Operations: [{ op: 'Replace', path: 'active', value: 'True' }] },
  })
  assert.deepEqual(await rolesOf(memberId), ['tenant_viewer'], 'switched on, the groups give again')
  assert.equal((await ask('DELETE', group.DELETE, { id })).status, 204)
  assert.deepEqual(await rolesOf(memberId), [])
  assert.equal((await ask('DELETE', user.DELETE, { id: bob })).status, 204)
  assert.equal((await ask('GET', user.GET, { id: bob })).status, 404)
})

async function switchOff(id: string): Promise<void> {
  const answer = await ask('PATCH', user.PATCH, {
    id,
    body: { Operations: [{ op: 'replace', path: 'active', value: false }] },
  })
  assert.equal(answer.status, 200)
}

test('switched off, a member has no session, no role and no key left here; elsewhere the roles stay', async () => {
  const { memberId } = await addMember(here.world, here.acme.scope, 'tenant_admin', 'Carol')
  await here.world.database.withScope(
    here.other.scope,
    async (tx) =>
      await tx.roleBinding.create({
        data: { memberId, role: 'tenant_viewer', ...ownerColumns(here.other.scope) },
        select: { id: true },
      }),
  )
  await here.world.database.withScope(
    here.acme.scope,
    async (tx) =>
      await tx.apiKey.create({
        data: {
          name: 'k',
          hint: 'k',
          hash: new Uint8Array([7]),
          permissions: ['incident:read'],
          memberId,
          ...ownerColumns(here.acme.scope),
        },
        select: { id: true },
      }),
  )
  const sid = await createSession(here.runtime, {
    memberId,
    way: 'oidc',
    factorAt: null,
    ip: null,
    userAgent: null,
  })
  assert.ok((await lookupSession(here.runtime, sid)) !== null)
  const email = `${memberId}@example.test`
  const carol = idOf(await ask('POST', users.POST, { body: { userName: email, displayName: 'Carol' } }))
  await switchOff(carol)
  assert.equal(await lookupSession(here.runtime, sid), null)
  assert.deepEqual(await rolesOf(memberId), [])
  const left = await here.world.database.withScope(operatorScope, async (tx) => ({
    keys: await tx.apiKey.count({ where: { memberId, revokedAt: null } }),
    roles: await tx.roleBinding.count({ where: { memberId } }),
  }))
  assert.deepEqual(left, { keys: 0, roles: 1 })
})

const ownerColumns = ({ platformId, tenantId }: ProvisionedTenant['scope']) => ({ platformId, tenantId })
