import { encode } from 'next-auth/jwt'
import { manualClock, systemClock } from '#lib/core/clock.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { keyPermissionFault } from '#lib/core/key-permissions.ts'
import { PERMISSIONS, ROLES, TENANT_ROLES, type Role } from '#lib/core/permissions.ts'
import { formatScopeParam, operatorScope, type Scope } from '#lib/core/scope.ts'
import { createSession } from '#lib/infra/auth/session.ts'
import { sessionCookie } from '#lib/infra/auth/session-cookie.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import { createRuntime, installRuntime, type Runtime } from '#lib/infra/context/runtime.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { createApiKey } from '#lib/modules/access/index.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from '../contexts.ts'
import { TEST_SECRET } from '../template.ts'
import { addMember, makeOwnedSet, type OwnedSet, type OwnerScope } from './owned-set.ts'

/** Where the installation of the matrix is reached. */
export const PUBLIC_URL = 'http://localhost:3000'

/** Who sends requests: a member with a fresh second factor, or a key of such a member. */
export interface Attacker {
  readonly role: Role
  readonly via: 'session' | 'key'
  /** Where the role is held; everything below is within reach. */
  readonly home: Scope
  readonly headers: Readonly<Record<string, string>>
}

/** An attacker in the scope of a request, and whose objects that scope must not see. */
export interface Situation {
  readonly attacker: Attacker
  /** The scope parameter of the requests. */
  readonly scope: string
  readonly victims: readonly OwnedSet[]
}

/** Two platforms with tenants, one object of every kind for each of them, and attackers of every role. */
export interface IsolationWorld {
  readonly world: TestWorld
  readonly runtime: Runtime
  readonly sets: Readonly<Record<'A' | 'B' | 'C' | 'P1' | 'P2', OwnedSet>>
  readonly situations: readonly Situation[]
  /** Headers of a session of a member, e.g. of one whose object it is. */
  readonly sessionOf: (memberId: string) => Promise<Readonly<Record<string, string>>>
  /** Headers of an operator admin, who may see everything. */
  readonly admin: Readonly<Record<string, string>>
  /** Lets the clock of this world go on, which stands still otherwise. */
  readonly pass: (ms: number) => void
  close(): Promise<void>
}

/** Headers that a page of ours sends with a session cookie. */
async function sessionHeaders(runtime: Runtime, memberId: string): Promise<Record<string, string>> {
  const now = runtime.clock.now()
  const sid = await createSession(runtime, {
    memberId,
    way: 'password',
    factorAt: now,
    ip: null,
    userAgent: 'matrix',
  })
  const value = await encode({ token: { sid }, secret: runtime.keyring.nextAuth })
  return {
    cookie: `${sessionCookie(PUBLIC_URL).name}=${value}`,
    origin: PUBLIC_URL,
    'sec-fetch-site': 'same-origin',
  }
}

/** An API key with everything that a member may hand to one; null for roles that may make none. */
async function keyHeaders(
  runtime: Runtime,
  session: Readonly<Record<string, string>>,
  scope: Scope,
): Promise<Record<string, string> | null> {
  const request = new Request(`${PUBLIC_URL}/api/v1/api-keys?scope=${formatScopeParam(scope)}`, {
    headers: session,
  })
  const ctx = await httpContext(request, runtime)
  if (ctx.grantOf('apikey:create') === null) return null
  const permissions = PERMISSIONS.filter((one) => keyPermissionFault(one, ctx.grantOf) === null)
  const { credential } = await createApiKey(ctx, { name: 'matrix', permissions: [...permissions] }, runtime)
  return { authorization: `Bearer ${credential}` }
}

/** Options of a world: all roles and ways in, or representatives. */
export interface WorldOptions {
  readonly roles?: readonly Role[]
  readonly withKeys?: boolean
}

/** Opens the world of the matrix and makes its runtime the one of this process. The clock stands still. */
export async function openIsolationWorld(options: WorldOptions = {}): Promise<IsolationWorld> {
  // The matrix asks from one address, and far more often than anybody may: its subject is what is answered below the rate.
  for (const name of ['SIGN_IN', 'READING', 'WRITING']) process.env[`RATE_${name}_PER_MINUTE`] ??= '1000000'
  const world = await openTestWorld(8)
  const clock = manualClock(systemClock.now())
  const runtime = createRuntime({
    secret: TEST_SECRET,
    database: world.database,
    log: createLogger('isolation', 'silent'),
    publicUrl: PUBLIC_URL,
    clock,
  })
  installRuntime(runtime)
  const sets = await makeSets(world, runtime)
  const sessionOf = async (memberId: string): Promise<Record<string, string>> =>
    await sessionHeaders(runtime, memberId)
  const { memberId: adminId } = await addMember(world, operatorScope, 'operator_admin', 'admin')
  const situations: Situation[] = []
  for (const role of options.roles ?? ROLES) {
    const home = homeOf(role, sets)
    const { memberId } = await addMember(world, home, role, `attacker ${role}`)
    const session = await sessionOf(memberId)
    const attackers: Attacker[] = [{ role, via: 'session', home, headers: session }]
    const key = options.withKeys === true ? await keyHeaders(runtime, session, home) : null
    if (key !== null) attackers.push({ role, via: 'key', home, headers: key })
    for (const attacker of attackers) situations.push(...situationsOf(attacker, sets))
  }
  return {
    world,
    runtime,
    sets,
    situations,
    sessionOf,
    admin: await sessionOf(adminId),
    pass: (ms) => clock.advance(ms),
    close: async () => await world.close(),
  }
}

type Sets = IsolationWorld['sets']

async function makeSets(world: TestWorld, runtime: Runtime): Promise<Sets> {
  const console = world.console(operatorScope)
  const platform = async (name: string): Promise<OwnerScope> => {
    const { id } = await createPlatform(console, { name })
    return { kind: 'platform', platformId: platformId(id) }
  }
  const tenant = async (of: OwnerScope, name: string) => {
    const { id } = await createTenant(console, { platformId: of.platformId, name })
    return { kind: 'tenant', platformId: of.platformId, tenantId: tenantId(id) } as const
  }
  const [p1, p2] = [await platform('First'), await platform('second-platform')]
  const [a, b, c] = [await tenant(p1, 'A'), await tenant(p1, 'tenant-b'), await tenant(p2, 'tenant-c')]
  const make = async (label: string, scope: OwnerScope, of: { tenantId: string }): Promise<OwnedSet> =>
    await makeOwnedSet(world, runtime, { label, scope, tenantId: of.tenantId })
  return {
    A: await make('A', a, a),
    B: await make('B', b, b),
    C: await make('C', c, c),
    P1: await make('P1', p1, b),
    P2: await make('P2', p2, c),
  }
}

/** Where a role is held in the matrix. */
function homeOf(role: Role, sets: Sets): Scope {
  if (role === 'operator_admin') return operatorScope
  return TENANT_ROLES.includes(role) ? sets.A.scope : sets.P1.scope
}

/** The scopes in which an attacker asks. The platform of a tenant is no secret to it, so it is not its victim there. */
function situationsOf(attacker: Attacker, sets: Sets): Situation[] {
  const { A, B, C, P2 } = sets
  const beside = (set: OwnedSet): OwnedSet => ({ ...set, ids: { ...set.ids, platformId: P2.ids.platformId } })
  const inTenant = { attacker, scope: formatScopeParam(A.scope), victims: [beside(B), beside(sets.P1), C] }
  if (TENANT_ROLES.includes(attacker.role)) return [inTenant]
  return [inTenant, { attacker, scope: formatScopeParam(sets.P1.scope), victims: [C, P2] }]
}
