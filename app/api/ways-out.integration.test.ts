// Bar test 13 across processes: what one web process takes away, another one and the engine refuse within seconds.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { DomainError } from '#lib/core/errors.ts'
import { formatScopeParam, operatorScope, type Scope } from '#lib/core/scope.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import { createRuntime, type Runtime } from '#lib/infra/context/runtime.ts'
import { openDatabase } from '#lib/infra/db/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import {
  changePassword,
  confirmFactor,
  createApiKey,
  createSource,
  disableMember,
  endMemberSessions,
  removeBinding,
  revokeApiKey,
  revokeSource,
  signOut,
  startFactorEnrolment,
} from '#lib/modules/access/index.ts'
import {
  accessWorld,
  makeTenancy,
  PASSWORD,
  PUBLIC_URL,
  type AccessWorld,
  type TestMember,
  type TestTenancy,
} from '#lib/modules/access/testing/access-world.ts'
import { authenticateWith } from '#lib/modules/metrics/index.ts'

/** What is promised. */
const PROMISED_MS = 5000
/** What is asserted: a machine that does other things as well may take longer. */
const ASSERTED_MS = 10_000

let world: TestWorld
let access: AccessWorld
let tenancy: TestTenancy
/** Another web process: with connections and memory of its own. */
let second: Runtime
let engine: ReturnType<typeof authenticateWith>
const worst: { ms: number; what: string } = { ms: 0, what: 'nothing' }

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  const { auth, tenant, staff } = world.db.urls
  second = createRuntime({
    secret: TEST_SECRET,
    database: openDatabase({ auth, tenant, staff }, 'second', { max: 3 }),
    log: createLogger('second', 'silent'),
    publicUrl: PUBLIC_URL,
    clock: access.clock,
  })
  // The engine remembers callers for seconds by the time that passes, so its clock is that of the machine.
  const passed = performance.now()
  const start = access.clock.now().getTime()
  engine = authenticateWith({
    ...second,
    clock: { now: () => new Date(start + performance.now() - passed) },
  })
  const console = world.console(operatorScope, access.clock)
  await access.setUp(console)
  tenancy = await makeTenancy(console)
})
after(async () => {
  await second.database.close()
  await world.close()
})

let made = 0
const newMember = async (scope: Scope = tenancy.tenant): Promise<TestMember> => {
  made += 1
  const email = `leaver-${made}@example.test`
  return await access.join(world.console(operatorScope, access.clock), { email, role: 'tenant_admin', scope })
}

/** What the second process says to a request: the code of the refusal, `powerless` for who may do nothing, or `in`. */
async function asked(headers: Record<string, string>, scope: Scope): Promise<string> {
  const url = `${PUBLIC_URL}/api/v1/incidents?scope=${formatScopeParam(scope)}`
  try {
    const ctx = await httpContext(new Request(url, { headers }), second)
    return ctx.grantOf('incident:read') === null ? 'powerless' : 'in'
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}

/** Measures how long after `act` something is still let in. */
async function measure(
  what: string,
  isIn: () => Promise<boolean>,
  act: () => Promise<unknown>,
): Promise<void> {
  assert.ok(await isIn(), `${what}: let in before`)
  await act()
  const began = performance.now()
  while (await isIn()) {
    assert.ok(performance.now() - began < ASSERTED_MS, `${what}: still let in`)
    await sleep(25)
  }
  const ms = performance.now() - began
  if (ms > worst.ms) Object.assign(worst, { ms, what })
}

const adminOf = (scope: Scope) => world.console(scope, access.clock)

/** A session of a member besides the first one, with the factor shown. */
async function anotherSession(member: TestMember): Promise<string> {
  access.clock.advance(30_000)
  return await access.signIn(member.email, await access.code(member.secret))
}

/** Takes the one role that a member has in the tenant. */
async function takeRole(memberId: string): Promise<void> {
  const [binding] = await world.database.withScope(
    tenancy.tenant,
    async (tx) => await tx.roleBinding.findMany({ where: { memberId } }),
  )
  await removeBinding(adminOf(tenancy.tenant), { bindingId: binding?.id ?? '' })
}

interface Way {
  readonly what: string
  readonly act: (member: TestMember, sid: string) => Promise<unknown>
}

const runtime = (): Runtime => access.runtime
const WAYS: readonly Way[] = [
  { what: 'signed out', act: async (_, sid) => await signOut(access.visitor(), { sid }, runtime()) },
  {
    what: 'sessions ended by an admin',
    act: async ({ id }) => await endMemberSessions(adminOf(tenancy.tenant), { memberId: id }, runtime()),
  },
  {
    what: 'member disabled',
    act: async ({ id }) => await disableMember(adminOf(tenancy.tenant), { memberId: id }, runtime()),
  },
  {
    what: 'role removed',
    act: async ({ id }) => await takeRole(id),
  },
  {
    what: 'password changed in another session',
    async act(member) {
      const ctx = await access.as(await anotherSession(member), tenancy.tenant)
      await changePassword(
        ctx,
        { current: PASSWORD, password: 'another long and unusual phrase 8' },
        runtime(),
      )
    },
  },
  {
    what: 'second factor changed in another session',
    async act(member) {
      const ctx = await access.as(await anotherSession(member), tenancy.tenant)
      const { secret } = await startFactorEnrolment(ctx, runtime())
      access.clock.advance(30_000)
      await confirmFactor(ctx, { code: await access.code(secret) }, runtime())
    },
  },
]

function declare({ what, act }: Way): void {
  test(`${what}: the cookie is refused by the other process`, async () => {
    const member = await newMember()
    const cookie = await access.cookie(member.sid)
    await measure(
      what,
      async () => (await asked({ cookie }, tenancy.tenant)) === 'in',
      async () => await act(member, member.sid),
    )
  })
}
for (const way of WAYS) declare(way)

test('a key is refused by the other process and by the engine: revoked, or its maker is gone or lost the role', async () => {
  const member = await newMember()
  const maker = await access.fresh(member, tenancy.tenant)
  const keyOf = async (name: string) =>
    await createApiKey(maker, { name, permissions: ['metrics:query', 'incident:read'] }, access.runtime)
  const [revoked, orphan] = [await keyOf('revoked'), await keyOf('orphan')]
  const inWeb = (credential: string) => async () =>
    (await asked({ authorization: `Bearer ${credential}` }, tenancy.tenant)) === 'in'
  const inEngine = (credential: string) => async () => {
    const caller = await engine(credential, undefined)
    return caller?.kind === 'reader' && caller.permissions.length > 0
  }
  const both = (credential: string) => async () =>
    [await inWeb(credential)(), await inEngine(credential)()].some(Boolean)
  await measure(
    'key revoked',
    both(revoked.credential),
    async () => await revokeApiKey(adminOf(tenancy.tenant), { keyId: revoked.key.id }),
  )
  await measure(
    'maker of a key disabled',
    both(orphan.credential),
    async () => await disableMember(adminOf(tenancy.tenant), { memberId: member.id }, access.runtime),
  )
  const other = await newMember()
  const { credential } = await createApiKey(
    await access.fresh(other, tenancy.tenant),
    { name: 'without a role', permissions: ['metrics:query', 'incident:read'] },
    access.runtime,
  )
  await measure('maker of a key lost the role', both(credential), async () => await takeRole(other.id))
})

test('a source is refused by the engine', async () => {
  const admin = adminOf(tenancy.tenant)
  const { credential, source } = await createSource(admin, { name: 'agent' }, access.runtime)
  await measure(
    'source revoked',
    async () => (await engine(credential, undefined)) !== null,
    async () => await revokeSource(admin, { sourceId: source.id }),
  )
})

test('the worst of them is within what is promised', (context) => {
  context.diagnostic(
    `bar 13: ${WAYS.length + 4} ways out, two web processes and the engine: the worst took ${worst.ms.toFixed(0)} ms (${worst.what}); ${PROMISED_MS} ms are promised`,
  )
  assert.ok(worst.ms < ASSERTED_MS)
})
