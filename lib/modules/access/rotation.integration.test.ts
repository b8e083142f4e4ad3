// Rotating the credentials of keys and sources: an overlap in which both work, cut at will, never prolonged.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { formatScopeParam, operatorScope, type Scope } from '#lib/core/scope.ts'
import { findEndedCredential } from '#lib/infra/auth/ended-credential.ts'
import { lookupSourceCredential } from '#lib/infra/auth/identify.ts'
import { createKeyring } from '#lib/infra/auth/keys.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { authenticateWith } from '#lib/modules/metrics/index.ts'
import {
  createApiKey,
  createSource,
  endOldApiKey,
  endOldSource,
  listApiKeys,
  listSources,
  prepareKeyWarning,
  revokeApiKey,
  rotateApiKey,
  rotateSource,
  warnOfEndingKeys,
} from './index.ts'
import {
  accessWorld,
  makeTenancy,
  PUBLIC_URL,
  type AccessWorld,
  type TestMember,
  type TestTenancy,
} from './testing/access-world.ts'

let world: TestWorld
let access: AccessWorld
let tenant: TestTenancy['tenant']
let otherTenant: TestTenancy['tenant']
let owner: TestMember
let other: TestMember

const DAY_MS = 86_400_000
const consoleIn = (scope: Scope): RequestContext => world.console(scope, access.clock)
const ask = async (credential: string): Promise<RequestContext> =>
  await httpContext(
    new Request(`${PUBLIC_URL}/api/v1/x?scope=${formatScopeParam(tenant)}`, {
      headers: { authorization: `Bearer ${credential}`, 'x-forwarded-for': '203.0.113.9' },
    }),
    access.runtime,
  )
const opens = async (credential: string): Promise<boolean> =>
  await ask(credential).then(
    () => true,
    () => false,
  )
const ofOwner = async (): Promise<RequestContext> => await access.fresh(owner, tenant)

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  const ctx = consoleIn(operatorScope)
  await access.setUp(ctx)
  ;({ tenant, otherTenant } = await makeTenancy(ctx))
  const join = async (email: string): Promise<TestMember> =>
    await access.join(ctx, { email, role: 'tenant_admin', scope: tenant })
  ;[owner, other] = [await join('owner@example.test'), await join('other@example.test')]
})
after(async () => await world.close())

test('a key ends after 90 days unless another moment is named, at the latest after a year', async () => {
  const ctx = await ofOwner()
  const input = { permissions: ['metrics:query'] } as const
  const { key } = await createApiKey(ctx, { permissions: [...input.permissions] }, access.runtime)
  const life = Date.parse(key.expiresAt ?? '') - Date.parse(key.createdAt)
  assert.equal(life, 90 * DAY_MS)
  const late = new Date(access.clock.now().getTime() + 400 * DAY_MS).toISOString()
  await assert.rejects(
    createApiKey(ctx, { permissions: [...input.permissions], expiresAt: late }, access.runtime),
    { code: 'invalid_input', message: /^expiresAt: .*365 days/ },
  )
})

test('after a rotation both credentials of a key work, until the overlap ends', async () => {
  const first = await createApiKey(await ofOwner(), { permissions: ['metrics:query'] }, access.runtime)
  const keyId = first.key.id
  const second = await rotateApiKey(await ofOwner(), { keyId, overlapSeconds: 3600 }, access.runtime)
  assert.notEqual(second.credential, first.credential)
  assert.equal(second.key.old?.hint, first.key.hint)
  assert.equal(second.key.old.lastUsedAt, null)
  assert.ok((await opens(first.credential)) && (await opens(second.credential)))
  const listed = (await listApiKeys(await ofOwner())).keys.find(({ id }) => id === keyId)
  assert.ok(listed?.old?.lastUsedAt !== null, 'the use of the old one is seen')
  assert.equal(listed?.lastUsedAddress, '203.0.113.9')
  access.clock.advance(3_600_000)
  assert.deepEqual([await opens(first.credential), await opens(second.credential)], [false, true])
})

test('a second rotation ends the credential before the last one, and the overlap is cut at will', async () => {
  const first = await createApiKey(await ofOwner(), { permissions: ['metrics:query'] }, access.runtime)
  const keyId = first.key.id
  const second = await rotateApiKey(await ofOwner(), { keyId, overlapSeconds: 604_800 }, access.runtime)
  const third = await rotateApiKey(await ofOwner(), { keyId, overlapSeconds: 604_800 }, access.runtime)
  const all = [first, second, third]
  const states = async (): Promise<boolean[]> =>
    await Promise.all(all.map(async ({ credential }) => await opens(credential)))
  assert.deepEqual(await states(), [false, true, true])
  const cut = await endOldApiKey(await ofOwner(), { keyId })
  assert.equal(cut.old, null)
  assert.deepEqual(await states(), [false, false, true])
  assert.deepEqual(await endOldApiKey(await ofOwner(), { keyId }), cut, 'once more changes nothing')
  await revokeApiKey(await ofOwner(), { keyId })
  assert.deepEqual(await states(), [false, false, false])
  await assert.rejects(rotateApiKey(await ofOwner(), { keyId }, access.runtime), {
    code: 'precondition_failed',
  })
})

test('of two rotations at once each shows a credential that works', async () => {
  const { key } = await createApiKey(await ofOwner(), { permissions: ['metrics:query'] }, access.runtime)
  const ctx = await ofOwner()
  const made = await Promise.all(
    [1, 2].map(async () => await rotateApiKey(ctx, { keyId: key.id, overlapSeconds: 60 }, access.runtime)),
  )
  for (const { credential } of made) assert.ok(await opens(credential))
})

test('only its maker rotates a key; in another tenant there is none', async () => {
  const { key } = await createApiKey(await ofOwner(), { permissions: ['metrics:query'] }, access.runtime)
  const input = { keyId: key.id, overlapSeconds: 0 }
  await assert.rejects(rotateApiKey(await access.fresh(other, tenant), input, access.runtime), {
    code: 'forbidden',
    message: /Only its maker/,
  })
  await assert.rejects(rotateApiKey(consoleIn(otherTenant), input, access.runtime), { code: 'not_found' })
  await assert.rejects(endOldApiKey(consoleIn(otherTenant), { keyId: key.id }), { code: 'not_found' })
  for (const overlapSeconds of [-1, 604_801, 0.5]) {
    await assert.rejects(rotateApiKey(await ofOwner(), { ...input, overlapSeconds }, access.runtime), {
      code: 'invalid_input',
      message: /^overlapSeconds: /,
    })
  }
})

test('a key is judged by its text before anything is looked up', async () => {
  const { credential } = await createApiKey(
    await ofOwner(),
    { permissions: ['metrics:query'] },
    access.runtime,
  )
  await assert.rejects(ask(credential.slice(0, -2)), { code: 'unauthenticated', message: /not a whole key/ })
  const broken = { ...access.runtime, database: { ...access.runtime.database, asAuth: () => assert.fail() } }
  const request = new Request(`${PUBLIC_URL}/api/v1/x`, {
    headers: { authorization: `Bearer ${credential.slice(0, -1)}` },
  })
  await assert.rejects(httpContext(request, broken), { code: 'unauthenticated', message: /not a whole key/ })
})

test('a source sends through its rotation without a gap, and the old credential ends at once when cut', async () => {
  const ctx = consoleIn(tenant)
  const { source, credential } = await createSource(ctx, {}, access.runtime)
  const sends = async (with_: string): Promise<boolean> =>
    (await lookupSourceCredential(access.runtime, with_, { address: '198.51.100.4' })) !== null
  assert.ok(await sends(credential))
  const rotated = await rotateSource(ctx, { sourceId: source.id, overlapSeconds: 60 }, access.runtime)
  assert.deepEqual([await sends(credential), await sends(rotated.credential)], [true, true])
  const listed = (await listSources(ctx)).sources.find(({ id }) => id === source.id)
  assert.equal(listed?.old?.lastUsedAt, access.clock.now().toISOString())
  assert.equal(listed.lastUsedAddress, '198.51.100.4')
  await endOldSource(ctx, { sourceId: source.id })
  assert.deepEqual([await sends(credential), await sends(rotated.credential)], [false, true])
  await assert.rejects(endOldSource(consoleIn(otherTenant), { sourceId: source.id }), { code: 'not_found' })
})

test('the owner of a key is told 7 days and 1 day before its end, once each', async () => {
  const { key } = await createApiKey(await ofOwner(), { permissions: ['metrics:query'] }, access.runtime)
  const end = Date.parse(key.expiresAt ?? '')
  const job = (): RequestContext => world.job(operatorScope, access.clock)
  const told = async (): Promise<unknown[]> => {
    await warnOfEndingKeys(job())
    return await world.database.withScope(operatorScope, async (tx) =>
      (await tx.outbox.findMany({ where: { kind: 'apikey.warn' }, orderBy: { createdAt: 'asc' } }))
        .map(({ payload }) => payload)
        .filter((payload) => JSON.stringify(payload).includes(key.id)),
    )
  }
  assert.deepEqual(await told(), [])
  access.clock.set(new Date(end - 7 * DAY_MS))
  assert.deepEqual(await told(), [{ keyId: key.id, days: 7 }])
  assert.equal((await told()).length, 1)
  access.clock.set(new Date(end - DAY_MS / 2))
  assert.deepEqual((await told())[1], { keyId: key.id, days: 1 })
  const scoped = world.job(tenant, access.clock)
  const mail = await prepareKeyWarning(scoped, { keyId: key.id }, access.runtime)
  assert.equal(mail?.to, owner.email)
  access.clock.set(new Date(end))
  assert.equal(await prepareKeyWarning(scoped, { keyId: key.id }, access.runtime), null)
})

test('a source ends at the moment that was named, after a rotation too, and the engine notices within 5 s', async () => {
  const ctx = await ofOwner()
  const now = access.clock.now().getTime()
  const moment = (days: number): string => new Date(now + days * DAY_MS).toISOString()
  for (const [expiresAt, words] of [
    [moment(0), /^expiresAt: choose a moment in the future/],
    [moment(366), /^expiresAt: choose a moment within 365 days, or none/],
    ['tomorrow', /^expiresAt: a UTC time/],
    ['=1+1', /^expiresAt: a UTC time/],
  ] as const)
    await assert.rejects(createSource(ctx, { name: 'Bad', expiresAt }, access.runtime), {
      code: 'invalid_input',
      message: words,
    })
  assert.ok((await listSources(ctx)).sources.every(({ name }) => name !== 'Bad'))
  const endless = await createSource(ctx, { name: 'Endless' }, access.runtime)
  assert.equal(endless.source.expiresAt, null)
  const made = await createSource(ctx, { name: 'Passing', expiresAt: moment(2) }, access.runtime)
  const sourceId = made.source.id
  const rotated = await rotateSource(ctx, { sourceId, overlapSeconds: 7 * 86_400 }, access.runtime)
  assert.equal(rotated.source.expiresAt, moment(2))
  const authenticate = authenticateWith(access.runtime)
  const isTaken = async ({ credential }: { credential: string }): Promise<boolean> =>
    (await authenticate(credential, '203.0.113.9')) !== null
  access.clock.set(new Date(now + 2 * DAY_MS - 500))
  for (const one of [made, rotated, endless]) assert.equal(await isTaken(one), true)
  access.clock.advance(5000)
  assert.deepEqual(
    [await isTaken(made), await isTaken(rotated), await isTaken(endless)],
    [false, false, true],
  )
  const ended = await findEndedCredential(access.runtime, rotated.credential)
  assert.deepEqual([ended?.id, ended?.why], [sourceId, 'expired'])
  // Also while the secret is being replaced: its hash was made under the one before.
  const keyring = createKeyring('a secret that comes next, as long as one has to be', TEST_SECRET)
  const known = await findEndedCredential({ ...access.runtime, keyring }, rotated.credential)
  assert.equal(known?.id, sourceId)
  await assert.rejects(rotateSource(await ofOwner(), { sourceId, overlapSeconds: 0 }, access.runtime), {
    code: 'precondition_failed',
    message: /has ended/,
  })
})
