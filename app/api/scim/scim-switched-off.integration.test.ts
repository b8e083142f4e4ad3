// Whom a provider switched off stays off until a request says `active: true`, and holds nothing after each that leaves it false.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { operatorScope } from '#lib/core/scope.ts'
import { createSession, lookupSession } from '#lib/infra/auth/session.ts'
import { updateTenant } from '#lib/modules/tenancy/index.ts'
import { addMember } from '#testing/isolation/owned-set.ts'
import { idOf, openScimWorld, scimAsker, type ScimAnswer, type ScimWorld } from '#testing/scim-world.ts'
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

const put = async (id: string, body: object) => await ask('PUT', user.PUT, { id, body })
const patch = async (id: string, ...Operations: readonly object[]) =>
  await ask('PATCH', user.PATCH, { id, body: { Operations } })
const activeOf = async (id: string) => (await ask('GET', user.GET, { id })).body['active']
const ownerColumns = () => {
  const { platformId, tenantId } = here.acme.scope
  return { platformId, tenantId }
}

/** An admin of the tenant, whose address is their id at example.test. */
const joined = async (name: string): Promise<string> =>
  (await addMember(here.world, here.acme.scope, 'tenant_admin', name)).memberId

const made = async (userName: string, more: object = {}): Promise<string> =>
  idOf(await ask('POST', users.POST, { body: { userName, ...more } }))

const ACME = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User'
const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User'

const SILENT: readonly (readonly [
  what: string,
  send: (id: string, userName: string) => Promise<ScimAnswer>,
])[] = [
  [
    'a PUT that does not say',
    async (id, userName) => await put(id, { userName, emails: [{ value: userName }] }),
  ],
  ['a PUT of null', async (id, userName) => await put(id, { userName, active: null })],
  ['a removal', async (id) => await patch(id, { op: 'remove', path: 'active' })],
  ['a replacement by null', async (id) => await patch(id, { op: 'replace', value: { active: null } })],
  ['a PUT in another case', async (id, userName) => await put(id, { userName, Active: false })],
  [
    'a PUT with the name of the schema',
    async (id, userName) => await put(id, { userName, [`${CORE}:active`]: false }),
  ],
  [
    'an attribute of another schema',
    async (id) => await patch(id, { op: 'replace', path: `${ACME}:active`, value: 'True' }),
  ],
  [
    'one without a path',
    async (id) => await patch(id, { op: 'replace', value: { [`${ACME}:active`]: true } }),
  ],
  ['another attribute', async (id) => await patch(id, { op: 'replace', path: 'displayName', value: 'Else' })],
]
for (const [at, [what, send]] of SILENT.entries()) {
  test(`nobody is switched on by ${what}`, async () => {
    const userName = `silent-${at}@acme.test`
    const id = await made(userName)
    await patch(id, { op: 'replace', path: 'active', value: false })
    const answer = await send(id, userName)
    assert.deepEqual([answer.status, answer.body['active']], [200, false], JSON.stringify(answer.body))
    assert.equal(answer.body['userName'], userName)
    assert.equal(await activeOf(id), false)
    await patch(id, { op: 'replace', path: 'active', value: true })
    assert.equal(await activeOf(id), true)
  })
}

test('nobody is switched off by a PUT that does not say, and names have no case', async () => {
  const id = await made('on@acme.test')
  assert.equal((await put(id, { username: 'on@acme.test', Name: { GIVENNAME: 'Ona' } })).status, 200)
  const off = await ask('PATCH', user.PATCH, {
    id,
    body: { operations: [{ Op: 'replace', PATH: null, Value: { ACTIVE: false } }] },
  })
  assert.deepEqual([off.status, off.body['active'], off.body['displayName']], [200, false, 'Ona'])
  const twice = await put(id, { userName: 'on@acme.test', active: false, Active: true })
  assert.deepEqual([twice.status, twice.body['scimType']], [400, 'invalidSyntax'])
  assert.match(String(twice.body['detail']), /active.*twice/)
  assert.equal(await activeOf(id), false)
})

/** What a member holds here now: roles, open keys, open invitations to any of their addresses, a session. */
async function held(memberId: string, emails: readonly string[], sid?: string) {
  const counted = await here.world.database.withScope(here.acme.scope, async (tx) => ({
    roles: await tx.roleBinding.count({ where: { memberId } }),
    keys: await tx.apiKey.count({ where: { memberId, revokedAt: null } }),
    invitations: await tx.invitation.count({ where: { email: { in: [...emails] }, revokedAt: null } }),
  }))
  const isIn = sid !== undefined && (await lookupSession(here.runtime, sid)) !== null
  return { ...counted, isIn }
}
const NOTHING = { roles: 0, keys: 0, invitations: 0, isIn: false }

/** Gives a member a role by hand, a key, open invitations and a session; returns the session. */
async function give(memberId: string, emails: readonly string[], hasRole = false): Promise<string> {
  const now = here.clock.now()
  const owner = ownerColumns()
  const random = () => crypto.getRandomValues(new Uint8Array(32))
  const invitation = { name: 'x', role: 'tenant_viewer', invitedBy: memberId, createdAt: now }
  const expiresAt = new Date(now.getTime() + 86_400_000)
  await here.world.database.withScope(here.acme.scope, async (tx) => {
    if (!hasRole) await tx.roleBinding.createMany({ data: [{ memberId, role: 'tenant_viewer', ...owner }] })
    await tx.apiKey.createMany({
      data: [{ name: 'k', hint: 'k', permissions: ['incident:read'], hash: random(), memberId, ...owner }],
    })
    await tx.invitation.createMany({
      data: emails.map((email) => ({ ...invitation, email, tokenHash: random(), expiresAt, ...owner })),
    })
  })
  const none = { factorAt: null, ip: null, userAgent: null }
  return await createSession(here.runtime, { memberId, way: 'oidc', ...none })
}

test('a member who is created switched off loses what was given by hand, and their sessions', async () => {
  const memberId = await joined('Olga')
  const email = `${memberId}@example.test`
  const sid = await give(memberId, [email], true)
  assert.deepEqual(await held(memberId, [email], sid), { roles: 1, keys: 1, invitations: 1, isIn: true })
  const answer = await ask('POST', users.POST, { body: { userName: email, active: false } })
  assert.deepEqual([answer.status, answer.body['active']], [201, false])
  assert.deepEqual(await held(memberId, [email], sid), NOTHING)
})

for (const again of ['PATCH', 'PUT'] as const) {
  test(`a repeated ${again} of active: false takes what somebody gave meanwhile`, async () => {
    const memberId = await joined('Pia')
    const email = `${memberId}@example.test`
    const id = await made(email)
    await patch(id, { op: 'replace', path: 'active', value: false })
    assert.equal((await held(memberId, [email])).roles, 0)
    const sid = await give(memberId, [email])
    const answer =
      again === 'PUT'
        ? await put(id, { userName: email, active: false })
        : await patch(id, { op: 'replace', value: { active: false } })
    assert.equal(answer.status, 200)
    assert.deepEqual(await held(memberId, [email], sid), NOTHING)
  })
}

test('a repetition that takes nothing here leaves the sessions that serve roles elsewhere', async () => {
  const memberId = await joined('Rita')
  const id = await made(`${memberId}@example.test`)
  await patch(id, { op: 'replace', path: 'active', value: false })
  const none = { factorAt: null, ip: null, userAgent: null }
  const sid = await createSession(here.runtime, { memberId, way: 'oidc', ...none })
  await patch(id, { op: 'replace', path: 'active', value: false })
  assert.ok((await lookupSession(here.runtime, sid)) !== null)
})

for (const end of ['PATCH', 'DELETE'] as const) {
  test(`${end} closes the invitations to every address of the member`, async () => {
    const memberId = await joined('Sofie')
    const addresses = [`${memberId}@example.test`, `${memberId}.2@example.test`, `${memberId}.3@example.test`]
    const [first = '', second = '', third = ''] = addresses
    const id = await made(first)
    await patch(id, { op: 'replace', path: 'emails', value: [{ value: second, primary: true }] })
    await give(memberId, addresses, true)
    if (end === 'DELETE') await ask('DELETE', user.DELETE, { id })
    else
      await patch(id, { op: 'replace', value: { active: false, emails: [{ value: third, primary: true }] } })
    const left = end === 'DELETE' ? { ...NOTHING, invitations: 1 } : NOTHING
    assert.deepEqual(await held(memberId, addresses), left)
    assert.equal((await held(memberId, [first, second])).invitations, 0)
  })
}

test('what is read as switching off by the gate of a suspended tenant switches off, and nothing else passes', async () => {
  const id = await made('gate@acme.test')
  const console = here.world.console(operatorScope, here.clock)
  const { tenantId } = here.acme.scope
  await updateTenant(console, { tenantId, state: 'suspended', reason: 'Bills are open.' })
  const asks: readonly (readonly [asked: () => Promise<ScimAnswer>, status: number])[] = [
    [async () => await put(id, { userName: 'gate@acme.test', [`${ACME}:active`]: false }), 403],
    [async () => await patch(id, { op: 'replace', path: `${ACME}:active`, value: false }), 403],
    [async () => await patch(id, { op: 'remove', path: 'active' }), 403],
    [async () => await put(id, { userName: 'gate@acme.test', Active: false }), 200],
    [async () => await put(id, { userName: 'gate@acme.test', [`${CORE}:active`]: 'False' }), 200],
    [async () => await patch(id, { op: 'replace', path: null, value: { Active: false } }), 200],
  ]
  for (const [index, [asked, status]] of asks.entries()) {
    const answer = await asked()
    assert.equal(answer.status, status, `${index}: ${JSON.stringify(answer.body)}`)
    if (status === 200) assert.equal(answer.body['active'], false, String(index))
  }
  await updateTenant(console, { tenantId, state: 'active' })
})
