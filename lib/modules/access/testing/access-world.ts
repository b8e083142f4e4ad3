import assert from 'node:assert/strict'
import { encode } from 'next-auth/jwt'
import { generate } from 'otplib'
import { manualClock, systemClock, type Clock } from '#lib/core/clock.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { formatScopeParam, type Scope } from '#lib/core/scope.ts'
import { invitationToken } from '#lib/infra/auth/one-time-token.ts'
import { sessionCookie } from '#lib/infra/auth/session-cookie.ts'
import type { SessionContext } from '#lib/infra/context/access.ts'
import { httpContext, visitorContext } from '#lib/infra/context/http-context.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { createRuntime, type Runtime } from '#lib/infra/context/runtime.ts'
import type { Database } from '#lib/infra/db/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import type { Role } from '#lib/core/permissions.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import {
  acceptInvitation,
  confirmFactor,
  inviteMember,
  setUpOperator,
  signIn,
  startFactorEnrolment,
} from '../index.ts'

/** Where the installation of a test is reached. */
export const PUBLIC_URL = 'http://localhost:3000'
/** The password of every member of a test. */
export const PASSWORD = 'a long and unusual pass phrase 7'

/** A member of a test who signed in with password and code. */
export interface TestMember {
  readonly id: string
  readonly email: string
  readonly sid: string
  /** Secret of the second factor in base 32. */
  readonly secret: string
  readonly recoveryCodes: readonly string[]
}

/** A member to be made. */
export interface WantedMember {
  readonly email: string
  readonly name?: string
  readonly role: Role
  readonly scope: Scope
}

/** An installation in a throw-away database: its runtime with a clock that tests move, and ways to act in it. */
export interface AccessWorld {
  readonly runtime: Runtime
  readonly clock: Clock & { advance: (ms: number) => void; set: (to: Date) => void }
  /** Somebody who did not sign in. */
  readonly visitor: (ip?: string) => RequestContext
  /** The context of a request that carries the cookie of a session. */
  readonly as: (sid: string, scope?: Scope) => Promise<SessionContext>
  /** A session cookie as next-auth writes it. */
  readonly cookie: (sid: string) => Promise<string>
  /** The code that the app of a member shows now. */
  readonly code: (secret: string) => Promise<string>
  /** Signs in; fails the test when that is refused. */
  readonly signIn: (email: string, code?: string) => Promise<string>
  /** Signs an enrolled member in again with the next code: what they may do in a scope, with step-up open. */
  readonly fresh: (member: TestMember, scope: Scope) => Promise<SessionContext>
  /** Sets the installation up through the console and enrols the second factor of its admin. */
  readonly setUp: (console: RequestContext) => Promise<TestMember>
  /** Invites somebody through the console, accepts, signs in and enrols a second factor. */
  readonly join: (console: RequestContext, wanted: WantedMember) => Promise<TestMember>
}

/** Moves past the present time step, so that the next code is another one. */
const STEP_MS = 30_000

/** Makes the installation of a test; `secret` is the one that the audit chain uses, too. */
export function accessWorld(database: Database, secret: string): AccessWorld {
  const clock = manualClock(
    new Date(Math.floor(systemClock.now().getTime() / STEP_MS) * STEP_MS + STEP_MS / 2),
  )
  const log = createLogger('test', 'error')
  const runtime = createRuntime({ secret, database, log, publicUrl: PUBLIC_URL, clock })
  const visitor = (ip = '203.0.113.7'): RequestContext => visitorContext(runtime, { forwardedFor: ip })

  const cookie = async (sid: string): Promise<string> =>
    `${sessionCookie(PUBLIC_URL).name}=${await encode({ token: { sid }, secret: runtime.keyring.nextAuth })}`

  const as = async (sid: string, scope?: Scope): Promise<SessionContext> => {
    const query = scope === undefined ? '' : `?scope=${formatScopeParam(scope)}`
    const request = new Request(`${PUBLIC_URL}/api/v1/x${query}`, { headers: { cookie: await cookie(sid) } })
    return await httpContext(request, runtime)
  }

  const code = async (of: string): Promise<string> =>
    await generate({ secret: of, epoch: Math.floor(clock.now().getTime() / 1000) })

  const begin = async (email: string, given?: string): Promise<string> => {
    const result = await signIn(
      visitor(),
      { email, password: PASSWORD, ...(given === undefined ? {} : { code: given }) },
      runtime,
    )
    assert.ok(result.ok, JSON.stringify(result))
    return result.sid
  }

  const enrol = async (id: string, email: string): Promise<TestMember> => {
    const sid = await begin(email)
    const ctx = await as(sid)
    const { secret: shared } = await startFactorEnrolment(ctx, runtime)
    const { recoveryCodes } = await confirmFactor(ctx, { code: await code(shared) }, runtime)
    clock.advance(STEP_MS)
    return { id, email, sid, secret: shared, recoveryCodes }
  }

  const fresh = async (member: TestMember, scope: Scope): Promise<SessionContext> => {
    clock.advance(STEP_MS)
    return await as(await begin(member.email, await code(member.secret)), scope)
  }

  return {
    runtime,
    clock,
    visitor,
    as,
    cookie,
    code,
    signIn: begin,
    fresh,
    async setUp(console) {
      const email = 'admin@example.test'
      const { memberId } = await setUpOperator(console, { name: 'Admin', email, password: PASSWORD }, runtime)
      return await enrol(memberId, email)
    },
    async join(console, { email, name = 'A Member', role, scope }) {
      const ctx = { ...console, scope, db: dbOf(database, scope) }
      const invitation = await inviteMember(ctx, { email, name, role }, runtime)
      const token = invitationToken(runtime.keyring, invitation.id)
      await acceptInvitation(visitor(), { token, password: PASSWORD }, runtime)
      const account = await database.asAuth(
        async (tx) => await tx.member.findUniqueOrThrow({ where: { email }, select: { id: true } }),
      )
      return await enrol(account.id, email)
    },
  }
}

/** The database in another scope than that of the context it came with. */
const dbOf = (database: Database, scope: Scope): RequestContext['db'] => ({
  tx: async (fn) => await database.withScope(scope, fn),
  read: async (fn) => await database.withScope(scope, fn, { readOnly: true }),
})

/** One platform with two tenants. */
export interface TestTenancy {
  readonly platform: Extract<Scope, { kind: 'platform' }>
  readonly tenant: Extract<Scope, { kind: 'tenant' }>
  readonly otherTenant: Extract<Scope, { kind: 'tenant' }>
}

/** Makes the platform Sankofa with the tenants Acme and Globex. */
export async function makeTenancy(console: RequestContext): Promise<TestTenancy> {
  const { id } = await createPlatform(console, { name: 'Sankofa' })
  const owner = { platformId: platformId(id) }
  const make = async (name: string): Promise<TestTenancy['tenant']> => {
    const row = await createTenant(console, { ...owner, name })
    return { kind: 'tenant', ...owner, tenantId: tenantId(row.id) }
  }
  return {
    platform: { kind: 'platform', ...owner },
    tenant: await make('Acme'),
    otherTenant: await make('Globex'),
  }
}
