// From a request to a context: identity, scope, permissions; and nothing for anybody else.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { encode } from 'next-auth/jwt'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { manualClock } from '#lib/core/clock.ts'
import { memberId as asMember, platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { mintAckToken } from '#lib/infra/auth/ack-token.ts'
import { createSession } from '#lib/infra/auth/session.ts'
import { newId } from '#lib/infra/db/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { httpContext, linkContext, visitorContext } from './http-context.ts'
import { authorize } from './request-context.ts'
import { createRuntime, installRuntime, runtime as current, type Runtime } from './runtime.ts'

const PUBLIC_URL = 'http://localhost:3000'
let world: TestWorld
let runtime: Runtime
const clock = manualClock(new Date())
const uuids = Array.from({ length: 8 }, () => newId())
const [p1 = '', p2 = '', t1 = '', t2 = '', t3 = '', ada = '', eve = '', nobody = ''] = uuids
const platform = (id: string): Scope => ({ kind: 'platform', platformId: platformId(id) })
const tenant = (p: string, t: string): Scope => ({
  kind: 'tenant',
  platformId: platformId(p),
  tenantId: tenantId(t),
})

before(async () => {
  world = await openTestWorld()
  const log = createLogger('test', 'error')
  runtime = createRuntime({
    secret: TEST_SECRET,
    database: world.database,
    log,
    publicUrl: PUBLIC_URL,
    clock,
  })
  await world.database.withScope(operatorScope, async (tx) => {
    for (const [id, name] of [
      [p1, 'P1'],
      [p2, 'P2'],
    ] as const)
      await tx.platform.create({ data: { id, name } })
    for (const [id, p, name] of [
      [t1, p1, 'T1'],
      [t2, p1, 'T2'],
      [t3, p2, 'T3'],
    ] as const) {
      await tx.tenant.create({ data: { id, platformId: p, name } })
    }
  })
  await world.database.asAuth(async (tx) => {
    for (const id of [ada, eve, nobody]) {
      const row = { id, email: `${id}@example.test`, name: 'A Member', totpSecret: new Uint8Array([1]) }
      await tx.member.create({ data: row, select: { id: true } })
    }
  })
  await world.database.withScope(operatorScope, async (tx) => {
    await tx.roleBinding.create({
      data: { memberId: ada, role: 'tenant_viewer', platformId: p2, tenantId: t3 },
    })
    await tx.roleBinding.create({ data: { memberId: ada, role: 'platform_admin', platformId: p1 } })
    await tx.roleBinding.create({
      data: { memberId: eve, role: 'tenant_admin', platformId: p1, tenantId: t1 },
    })
  })
})
after(async () => await world.close())

const cookieOf = async (memberId: string): Promise<string> => {
  const sid = await createSession(runtime, {
    memberId,
    way: 'password',
    factorAt: clock.now(),
    ip: null,
    userAgent: null,
  })
  return `session=${await encode({ token: { sid }, secret: runtime.keyring.nextAuth })}`
}
const ask = async (
  memberId: string,
  scope?: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
) => {
  const query = scope === undefined ? '' : `?scope=${scope}`
  const request = new Request(`${PUBLIC_URL}/api/v1/x${query}`, {
    method: init.method ?? 'GET',
    headers: { cookie: await cookieOf(memberId), ...init.headers },
    body: init.body ?? null,
  })
  return await httpContext(request, runtime)
}

test('without a scope in the query the widest binding counts', async () => {
  const ctx = await ask(ada)
  assert.deepEqual(ctx.scope, platform(p1))
  assert.equal(ctx.grantOf('platform:update'), 'yes')
  assert.deepEqual(ctx.actor, { kind: 'member', id: ada, name: 'A Member', email: `${ada}@example.test` })
})

test('a tenant named in the query is found with its platform, and the bindings above it count', async () => {
  const below = await ask(ada, `tenant:${t2}`)
  assert.deepEqual(below.scope, tenant(p1, t2))
  assert.equal(below.grantOf('tenant:update'), 'yes')
  const elsewhere = await ask(ada, `tenant:${t3}`)
  assert.equal(elsewhere.grantOf('tenant:update'), null)
  assert.equal(elsewhere.grantOf('metrics:query'), 'yes')
})

test('a scope out of reach answers exactly like one that does not exist', async () => {
  const answers: unknown[] = []
  for (const scope of [
    'operator',
    `platform:${p1}`,
    `platform:${p2}`,
    `tenant:${t2}`,
    `tenant:${newId()}`,
    `platform:${newId()}`,
  ]) {
    const error = await ask(eve, scope).then(
      () => assert.fail(scope),
      (reason: unknown) => reason,
    )
    assert.ok(error instanceof Error && 'code' in error)
    answers.push([error.name, error.code, error.message])
  }
  assert.deepEqual(
    answers,
    answers.map(() => answers[0]),
  )
  assert.equal((await ask(eve)).scope.kind, 'tenant')
})

test('an admin of everything finds nothing where nothing is', async () => {
  await world.database.withScope(operatorScope, async (tx) => {
    await tx.roleBinding.create({ data: { memberId: nobody, role: 'operator_admin' } })
  })
  assert.equal((await ask(nobody)).scope.kind, 'operator')
  for (const scope of [`tenant:${newId()}`, `platform:${newId()}`])
    await assert.rejects(ask(nobody, scope), { code: 'not_found' })
  await world.database.withScope(
    operatorScope,
    async (tx) => await tx.roleBinding.deleteMany({ where: { memberId: nobody } }),
  )
  await assert.rejects(ask(nobody), { code: 'not_found' }, 'a member without any role has no scope')
})

test('a malformed or doubled scope is refused as such', async () => {
  for (const scope of [
    '',
    'tenant',
    `tenant:${t1.toUpperCase()}`,
    'tenant:x',
    `tenant:${t1}&scope=operator`,
  ]) {
    await assert.rejects(ask(eve, scope), { code: 'invalid_input' }, scope)
  }
})

test('the database of a context sees its scope and nothing else', async () => {
  const seen = async (scope: string) =>
    await (
      await ask(ada, scope)
    ).db.read(async (tx) => (await tx.tenant.findMany()).map((row) => row.id).toSorted())
  assert.deepEqual(await seen(`platform:${p1}`), [t1, t2].toSorted())
  assert.deepEqual(await seen(`tenant:${t3}`), [t3])
})

test('nobody, a forged and an ended session are all unauthenticated', async () => {
  const request = (headers: Record<string, string>) =>
    httpContext(new Request(`${PUBLIC_URL}/api/v1/x`, { headers }), runtime)
  await assert.rejects(request({}), { code: 'unauthenticated' })
  await assert.rejects(request({ cookie: 'session=forged' }), { code: 'unauthenticated' })
  const unknown = await encode({ token: { sid: 'unknown' }, secret: runtime.keyring.nextAuth })
  await assert.rejects(request({ cookie: `session=${unknown}` }), { code: 'unauthenticated' })
  await assert.rejects(request({ authorization: 'Bearer x', cookie: await cookieOf(ada) }), {
    code: 'unauthenticated',
  })
})

test('a cookie changes something only from a page of ours, with JSON', async () => {
  const json = { 'content-type': 'application/json' }
  const own = { 'sec-fetch-site': 'same-origin', origin: PUBLIC_URL }
  await ask(ada, undefined, { method: 'POST', headers: { ...own, ...json }, body: '{}' })
  await ask(ada, undefined, { method: 'DELETE', headers: own })
  for (const headers of [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
  ]) {
    await assert.rejects(
      ask(ada, undefined, { method: 'POST', headers: { ...headers, ...json }, body: '{}' }),
      { code: 'forbidden' },
    )
  }
  await assert.rejects(
    ask(ada, undefined, { method: 'POST', headers: { ...own, 'content-type': 'text/plain' }, body: '{}' }),
    { code: 'forbidden' },
  )
})

test('step-up is open for five minutes after the code', async () => {
  const ctx = await ask(eve)
  assert.deepEqual(ctx.stepUpUntil, new Date(clock.now().getTime() + 300_000))
  authorize(ctx, 'factor:write')
})

test('the context says who asked from where, once per request', async () => {
  const ctx = await ask(ada, undefined, {
    headers: { 'x-forwarded-for': '10.0.0.1, 203.0.113.5', 'x-request-id': 'mine' },
  })
  assert.equal(ctx.ip, '203.0.113.5')
  assert.match(ctx.requestId, /^[0-9a-f-]{36}$/)
  assert.ok(ctx.session?.hash instanceof Uint8Array)
})

test('a visitor may do nothing', async () => {
  const ctx = visitorContext(runtime, { forwardedFor: '203.0.113.5', requestId: 'r1' })
  assert.deepEqual([ctx.ip, ctx.requestId, ctx.scope.kind], ['203.0.113.5', 'r1', 'operator'])
  for (const permission of ['platform:read', 'profile:read-own', 'session:end-own'] as const) {
    assert.throws(() => authorize(ctx, permission), { code: 'forbidden' })
  }
})

test('a process has one runtime, and it can be given', () => {
  installRuntime(runtime)
  assert.equal(current(), runtime)
})

const link = (memberId: string, scope: Scope, more: { expiresAt?: Date } = {}): string => {
  if (scope.kind === 'operator') assert.fail('incidents belong to platforms and tenants')
  const expiresAt = more.expiresAt ?? new Date(clock.now().getTime() + 3_600_000)
  const grant = { incidentId: p2, memberId: asMember(memberId), scope, expiresAt }
  return mintAckToken(runtime.keyring.ackToken, grant)
}
const follow = async (token: string) => await linkContext(runtime, token, { forwardedFor: '203.0.113.5' })

test('the link of a page opens its incident for its member, with two permissions and no session', async () => {
  const ctx = await follow(link(ada, tenant(p1, t2)))
  assert.ok(ctx !== null)
  assert.deepEqual(
    [ctx.scope, ctx.incidentId, ctx.memberId, ctx.ip],
    [tenant(p1, t2), p2, ada, '203.0.113.5'],
  )
  assert.equal(ctx.grantOf('incident:acknowledge'), 'yes')
  assert.equal(ctx.grantOf('incident:read'), 'yes')
  for (const more of ['incident:resolve', 'tenant:update', 'member:invite', 'profile:read-own'] as const) {
    assert.equal(ctx.grantOf(more), null, more)
  }
})

test('a link grants no more than its member may do now', async () => {
  const viewer = await follow(link(ada, tenant(p2, t3)))
  assert.ok(viewer !== null)
  assert.equal(viewer.grantOf('incident:read'), 'yes')
  assert.equal(viewer.grantOf('incident:acknowledge'), null)
  assert.equal(await follow(link(eve, tenant(p1, t2))), null)
  assert.equal(await follow(link(eve, platform(p1))), null)
})

test('a forged or expired link, and one of a disabled or removed member, open nothing', async () => {
  const good = link(eve, tenant(p1, t1))
  assert.notEqual(await follow(good), null)
  assert.equal(await follow(`${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`), null)
  assert.equal(await follow(link(eve, tenant(p1, t1), { expiresAt: clock.now() })), null)
  assert.equal(await follow(link(newId(), tenant(p1, t1))), null)
  const setState = async (state: 'active' | 'disabled'): Promise<void> => {
    await world.database.asAuth(
      async (tx) => await tx.member.update({ where: { id: eve }, data: { state }, select: { id: true } }),
    )
  }
  await setState('disabled')
  assert.equal(await follow(good), null)
  await setState('active')
  assert.notEqual(await follow(good), null)
})
