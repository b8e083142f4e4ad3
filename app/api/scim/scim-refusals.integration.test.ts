// What SCIM refuses: other tenants' ids, members of others, bad input, and tokens that are none. Also how it pages.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { operatorScope } from '#lib/core/scope.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import {
  createScimToken,
  readProvisioning,
  revokeScimToken,
  rotateScimToken,
} from '#lib/modules/scim/index.ts'
import { listSecurityEvents } from '#lib/modules/security/index.ts'
import { updateTenant } from '#lib/modules/tenancy/index.ts'
import { addMember } from '#testing/isolation/owned-set.ts'
import {
  idOf,
  openScimWorld,
  scimAsker,
  totalOf,
  type ScimHandler,
  type ScimQuestion,
  type ScimWorld,
} from '#testing/scim-world.ts'
import * as group from './v2/Groups/[id]/route.ts'
import * as groups from './v2/Groups/route.ts'
import * as resourceTypes from './v2/ResourceTypes/route.ts'
import * as schemas from './v2/Schemas/route.ts'
import * as config from './v2/ServiceProviderConfig/route.ts'
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

test('the page says of which addresses the provider may speak, in each scope its own', async () => {
  const seen = async ({ scope }: typeof here.acme) =>
    (await readProvisioning(here.world.console(scope, here.clock), here.runtime)).domains
  assert.deepEqual(await seen(here.acme), ['acme.test', 'b.test', 'example.test', 'other.test', 'x.test'])
  await here.world.database.withScope(here.other.scope, async (tx) => {
    await tx.emailDomain.updateMany({ where: { domain: 'x.test' }, data: { verifiedAt: null } })
  })
  assert.ok((await seen(here.acme)).includes('x.test'))
  assert.ok(!(await seen(here.other)).includes('x.test'), 'what is claimed and not proved does not count')
})

test('a member of somebody else is not taken over', async () => {
  const { memberId } = await addMember(here.world, here.other.scope, 'tenant_admin', 'Dora')
  const answer = await ask('POST', users.POST, { body: { userName: `${memberId}@example.test` } })
  assert.deepEqual([answer.status, answer.body['scimType']], [409, 'uniqueness'])
})

test('an address of a domain that was not proved is refused alike, whether or not somebody has it', async () => {
  const { memberId } = await addMember(here.world, here.other.scope, 'tenant_admin', 'Egon')
  const email = `${memberId}@elsewhere.test`
  await here.world.database.asAuth(
    async (tx) => await tx.member.update({ where: { id: memberId }, data: { email }, select: { id: true } }),
  )
  const known = await ask('POST', users.POST, { body: { userName: email } })
  const unknown = await ask('POST', users.POST, { body: { userName: 'nobody@elsewhere.test' } })
  assert.deepEqual([known.status, known.body['scimType']], [400, 'invalidValue'])
  assert.match(String(known.body['detail']), /elsewhere\.test is not proved here/)
  assert.deepEqual(unknown, { ...unknown, status: known.status, body: known.body })
  const { memberId: guest } = await addMember(here.world, here.acme.scope, 'tenant_viewer', 'Gail')
  await here.world.database.asAuth(
    async (tx) =>
      await tx.member.update({ where: { id: guest }, data: { email: 'g@guest.test' }, select: { id: true } }),
  )
  assert.equal((await ask('POST', users.POST, { body: { userName: 'g@guest.test' } })).status, 201)
})

test("another tenant's ids are answered like ids that nobody has, and nothing changes", async () => {
  const id = idOf(
    await ask('POST', users.POST, { body: { userName: 'eve@acme.test', externalId: 'shared' } }),
  )
  const groupId = idOf(
    await ask('POST', groups.POST, { body: { displayName: 'Admins', members: [{ value: id }] } }),
  )
  const missing = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`
  const patch = { Operations: [{ op: 'replace', value: { displayName: 'taken' } }] }
  const asks: readonly (readonly [string, ScimHandler, unknown, string])[] = [
    ['GET', user.GET, undefined, id],
    ['PUT', user.PUT, { userName: 'x@x.test' }, id],
    ['PATCH', user.PATCH, patch, id],
    ['DELETE', user.DELETE, undefined, id],
    ['GET', group.GET, undefined, groupId],
    ['PUT', group.PUT, { displayName: 'x' }, groupId],
    ['PATCH', group.PATCH, patch, groupId],
    ['DELETE', group.DELETE, undefined, groupId],
  ]
  for (const [method, handler, body, foreign] of asks) {
    const theirs = await ask(method, handler, { as: here.other, id: foreign, body })
    const none = await ask(method, handler, { as: here.other, id: missing, body })
    const noId = await ask(method, handler, { as: here.other, id: 'x', body })
    assert.equal(theirs.status, 404, method)
    assert.deepEqual([theirs.body, theirs.status], [none.body, none.status])
    assert.deepEqual(theirs.body, noId.body)
  }
  const into = await ask('POST', groups.POST, {
    as: here.other,
    body: { displayName: 'G', members: [{ value: id }] },
  })
  assert.deepEqual([into.status, into.body['scimType']], [400, 'invalidValue'])
  for (const filter of [
    'externalId eq "shared"',
    'userName co "a"',
    `id eq "${id}"`,
    'not (userName eq "zz")',
  ])
    assert.equal(totalOf(await ask('GET', users.GET, { as: here.other, query: { filter } })), 0, filter)
  const same = await ask('POST', users.POST, {
    as: here.other,
    body: { userName: 'fay@other.test', externalId: 'shared' },
  })
  assert.equal(same.status, 201, 'externalId is a matter of each tenant')
  assert.equal((await ask('GET', user.GET, { id })).body['displayName'], 'eve@acme.test')
})

const BAD: readonly (readonly [what: string, asked: Partial<ScimQuestion>, status: number, says: RegExp])[] =
  [
    ['no userName', { body: { emails: [{ value: 'a@b.test' }] } }, 400, /userName/],
    ['a userName of the wrong type', { body: { userName: 7 } }, 400, /userName/],
    ['no address', { body: { userName: 'someone' } }, 400, /emails/],
    ['no address but markup', { body: { userName: '<img src=x>@x.test' } }, 400, /emails/],
    ['a name that is no object', { body: { userName: 'a@b.test', name: 'Ada' } }, 400, /name/],
    [
      'an over-long name',
      { body: { userName: 'a@b.test', displayName: 'x'.repeat(201) } },
      400,
      /displayName/,
    ],
    ['a NUL', { body: { userName: 'a\u0000@b.test' } }, 400, /userName/],
    ['active that is neither', { body: { userName: 'a@b.test', active: 'perhaps' } }, 400, /active/],
    ['no JSON', { body: '{' }, 400, /JSON/],
    ['a form', { body: 'a=b', type: 'application/x-www-form-urlencoded' }, 400, /scim\+json/],
    ['a megabyte', { body: { userName: 'x'.repeat(1_100_000) } }, 400, /larger/],
  ]
for (const [what, asked, status, says] of BAD) {
  test(`refuses ${what} in the words of SCIM`, async () => {
    const earlier = totalOf(await ask('GET', users.GET))
    const answer = await ask('POST', users.POST, asked)
    assert.equal(answer.status, status, JSON.stringify(answer.body))
    assert.deepEqual(answer.body['schemas'], ['urn:ietf:params:scim:api:messages:2.0:Error'])
    assert.equal(answer.body['status'], String(status))
    assert.match(String(answer.body['detail']), says)
    assert.equal(totalOf(await ask('GET', users.GET)), earlier)
  })
}

test('without a token, with a wrong, a foreign kind and a revoked one: 401; a rotated one works for a day more', async () => {
  for (const credential of ['', 'x', 'bw_scim_none', `bw_live_${'a'.repeat(36)}`])
    assert.equal((await ask('GET', users.GET, { as: { credential } })).status, 401)
  const { world, runtime, clock, acme } = here
  const console = world.console(acme.scope, clock)
  const earlier = acme.credential
  const rotated = await rotateScimToken(console, { scimTokenId: acme.tokenId }, runtime)
  assert.ok(rotated.token.previousUntil !== null)
  assert.equal((await ask('GET', users.GET, { as: { credential: earlier } })).status, 200)
  assert.equal((await ask('GET', users.GET, { as: rotated })).status, 200)
  clock.advance(25 * 3_600_000)
  assert.equal((await ask('GET', users.GET, { as: { credential: earlier } })).status, 401)
  acme.credential = rotated.credential
  const gone = await createScimToken(console, { name: 'gone' }, runtime)
  await revokeScimToken(console, { scimTokenId: gone.token.id })
  assert.equal((await ask('GET', users.GET, { as: gone })).status, 401)
})

test('what we can do is told before anything is sent', async () => {
  const provider = await ask('GET', config.GET)
  assert.deepEqual(provider.body['patch'], { supported: true })
  assert.equal(totalOf(await ask('GET', resourceTypes.GET)), 2)
  assert.equal(totalOf(await ask('GET', schemas.GET)), 2)
})

test('everybody is in one of the pages, nobody in two', async () => {
  const total = Number(totalOf(await ask('GET', users.GET)))
  const seen = new Set<string>()
  for (let startIndex = 1; startIndex <= total; startIndex += 2) {
    const { body } = await ask('GET', users.GET, { query: { startIndex: String(startIndex), count: '2' } })
    const { Resources } = body
    assert.ok(Array.isArray(Resources))
    for (const one of Resources) seen.add(isRecord(one) ? String(one['id']) : '')
  }
  assert.equal(seen.size, total)
  assert.equal((await ask('GET', users.GET, { query: { count: '0' } })).body['itemsPerPage'], 0)
})

test('the token of a suspended tenant takes access away and does nothing else', async () => {
  const made = async (userName: string) => idOf(await ask('POST', users.POST, { body: { userName } }))
  const [first, second, third] = [
    await made('s1@acme.test'),
    await made('s2@acme.test'),
    await made('s3@acme.test'),
  ]
  const groupId = idOf(
    await ask('POST', groups.POST, { body: { displayName: 'Leavers', members: [{ value: first }] } }),
  )
  const people = totalOf(await ask('GET', users.GET))
  const console = here.world.console(operatorScope, here.clock)
  const { tenantId } = here.acme.scope
  await updateTenant(console, { tenantId, state: 'suspended', reason: 'Bills are open since October.' })
  const patch = (value: unknown) => ({ Operations: [{ op: 'replace', value }] })
  const asks: readonly (readonly [string, ScimHandler, Partial<ScimQuestion>])[] = [
    ['GET', users.GET, {}],
    ['GET', user.GET, { id: first }],
    ['GET', groups.GET, {}],
    ['GET', group.GET, { id: groupId }],
    ['POST', users.POST, { body: { userName: 's4@acme.test' } }],
    ['POST', groups.POST, { body: { displayName: 'More' } }],
    ['PUT', user.PUT, { id: first, body: { userName: 's1@acme.test', active: true } }],
    ['PATCH', user.PATCH, { id: first, body: patch({ displayName: 'Changed' }) }],
    ['PATCH', group.PATCH, { id: groupId, body: patch({ members: [{ value: second }] }) }],
    ['PUT', group.PUT, { id: groupId, body: { displayName: 'Leavers', active: false } }],
  ]
  for (const [method, handler, asked] of asks) {
    const { status, body } = await ask(method, handler, asked)
    assert.equal(status, 403, `${method} ${JSON.stringify(body)}`)
    assert.deepEqual(body['schemas'], ['urn:ietf:params:scim:api:messages:2.0:Error'])
    assert.match(String(body['detail']), /Acme is suspended since .*Bills are open since October/)
  }
  const { events } = await listSecurityEvents(here.world.console(here.acme.scope, here.clock), {})
  const event = events.find(({ kind }) => kind === 'request.suspended')
  assert.deepEqual([event?.actorKind, event?.count], ['scim', asks.length])
  assert.equal((await ask('GET', users.GET, { as: here.other })).status, 200)
  const off = await ask('PATCH', user.PATCH, { id: first, body: patch({ active: false }) })
  assert.deepEqual([off.status, off.body['active']], [200, false])
  const put = await ask('PUT', user.PUT, { id: second, body: { userName: 's2@acme.test', active: false } })
  assert.deepEqual([put.status, put.body['active']], [200, false])
  assert.equal((await ask('DELETE', user.DELETE, { id: third })).status, 204)
  assert.equal((await ask('DELETE', group.DELETE, { id: groupId })).status, 204)
  await updateTenant(console, { tenantId, state: 'active' })
  assert.equal(totalOf(await ask('GET', users.GET)), Number(people) - 1)
  assert.equal((await ask('GET', user.GET, { id: first })).body['displayName'], 's1@acme.test')
})
