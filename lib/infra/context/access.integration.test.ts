// What it costs to find out who asks and what they may see, in questions to the database: it is paid before anything else is done.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { manualClock } from '#lib/core/clock.ts'
import { operatorScope, parseScopeParam, type ScopeRef } from '#lib/core/scope.ts'
import type { Evidence } from '#lib/infra/auth/identify.ts'
import { createSession } from '#lib/infra/auth/session.ts'
import { newId } from '#lib/infra/db/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { openAccess } from './access.ts'
import { createRuntime, type Runtime } from './runtime.ts'

/** What may be asked about who asks: the session with its member, passkeys and roles, the limits, the policies, an open view. */
const OF_WHO_ASKS = 7
/** Beginning and end of a transaction. */
const AROUND = 2

const uuids = Array.from({ length: 5 }, () => newId())
const [cloud = '', closed = '', beside = '', staff = '', theirs = ''] = uuids
const clock = manualClock(new Date())
const statements: string[] = []
let world: TestWorld
let own: Runtime

/** Notes what is sent over the connections of the role that finds out who asks. */
function listen(): void {
  const known = new Set<unknown>()
  world.database.roles.auth?.pool.on('acquire', (client) => {
    if (known.has(client)) return
    known.add(client)
    const query: unknown = Reflect.get(client, 'query')
    assert.ok(typeof query === 'function')
    Reflect.set(client, 'query', (...sent: unknown[]): unknown => {
      statements.push(JSON.stringify(sent[0]))
      const answer: unknown = Reflect.apply(query, client, sent)
      return answer
    })
  })
}

before(async () => {
  world = await openTestWorld()
  const log = createLogger('test', 'error')
  own = createRuntime({
    secret: TEST_SECRET,
    database: world.database,
    log,
    publicUrl: 'http://localhost:3000',
    clock,
  })
  await world.database.withScope(operatorScope, async (tx) => {
    await tx.platform.create({ data: { id: cloud, name: 'Cloud' } })
    for (const [id, name] of [
      [closed, 'Closed'],
      [beside, 'Beside'],
    ] as const)
      await tx.tenant.create({ data: { id, platformId: cloud, name } })
  })
  await world.database.asAuth(async (tx) => {
    for (const id of [staff, theirs])
      await tx.member.create({
        data: { id, email: `${id}@example.test`, name: 'A Member' },
        select: { id: true },
      })
  })
  await world.database.withScope(operatorScope, async (tx) => {
    await tx.roleBinding.create({ data: { memberId: staff, role: 'operator_admin' } })
    await tx.roleBinding.create({
      data: { memberId: theirs, role: 'tenant_admin', platformId: cloud, tenantId: closed },
    })
  })
  listen()
})
after(async () => await world.close())

const sessionOf = async (memberId: string): Promise<Evidence> => {
  const how = { way: 'password', factorAt: clock.now(), ip: null, userAgent: null } as const
  return { kind: 'session', sid: await createSession(own, { memberId, ...how }), isActivity: false }
}
const refOf = (param: string): ScopeRef => {
  const ref = parseScopeParam(param)
  assert.ok(ref !== null)
  return ref
}
/** What was asked meanwhile. */
async function countOf<T>(work: () => Promise<T>): Promise<{ readonly count: number; readonly result: T }> {
  statements.length = 0
  const result = await work()
  return { count: statements.length, result }
}

test('a request asks a few things about who asks, and its further scopes only what they are', async (t) => {
  const evidence = await sessionOf(staff)
  const first = await countOf(async () => await openAccess(own, evidence, refOf('operator')))
  const next = await countOf(
    async () => await openAccess(own, evidence, refOf(`tenant:${beside}`), first.result),
  )
  const anew = await countOf(async () => await openAccess(own, evidence, refOf(`tenant:${beside}`)))
  t.diagnostic(
    `${first.count} statements for the first scope, ${next.count} for the next, ${anew.count} if asked anew`,
  )
  assert.ok(first.count <= OF_WHO_ASKS + AROUND, statements.join('\n'))
  assert.ok(next.count <= 1 + AROUND, `${next.count}`)
  assert.deepEqual(next.result.parts.scope, anew.result.parts.scope)
  assert.equal(next.result.parts.grantOf('tenant:update'), anew.result.parts.grantOf('tenant:update'))
})

test('who asks is known, and yet every scope is judged: out of reach is not found, and suspended is closed', async () => {
  const evidence = await sessionOf(theirs)
  const { identity, open } = await openAccess(own, evidence, null)
  const known = { identity, open }
  const openKnown = async (param: string) => await openAccess(own, evidence, refOf(param), known)
  for (const param of ['operator', `platform:${cloud}`, `tenant:${beside}`, `tenant:${newId()}`])
    await assert.rejects(openKnown(param), { code: 'not_found' })
  assert.equal((await openKnown(`tenant:${closed}`)).parts.scope.kind, 'tenant')
  await world.database.withScope(operatorScope, async (tx) => {
    await tx.suspension.create({
      data: {
        platformId: cloud,
        tenantId: closed,
        since: clock.now(),
        reason: 'unpaid',
        contact: 'billing@example.test',
        suspendedBy: 'Olga',
      },
    })
  })
  await assert.rejects(openKnown(`tenant:${closed}`), { code: 'suspended' })
})
