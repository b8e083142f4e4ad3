import assert from 'node:assert/strict'
import { manualClock, systemClock } from '#lib/core/clock.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { formatScopeParam, operatorScope, type Scope } from '#lib/core/scope.ts'
import { issueSessionCookie } from '#lib/infra/auth/session-cookie.ts'
import { httpContext, visitorContext } from '#lib/infra/context/http-context.ts'
import { createRuntime } from '#lib/infra/context/runtime.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { createOutgoing, parseAllowList } from '#lib/infra/http/outgoing.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import type { TestWorld } from '#testing/contexts.ts'
import { followSignOn } from '#testing/openid-provider.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { proofName, proofValue } from '../domain/email-domain.ts'
import { ownAddresses } from '../domain/provider.ts'
import type { IdentityRuntime } from '../identity-runtime.ts'
import { claimDomain, finishOidc, startSignOn, verifyDomain } from '../index.ts'

/** An installation whose sign-on goes to providers on loopback, by the real client. */
export interface SignOnWorld {
  readonly own: IdentityRuntime
  /** Stands still at the present until a test moves it. */
  readonly clock: ReturnType<typeof manualClock>
  /** Somebody who did not sign in. */
  readonly visitor: () => RequestContext
  /** What a session opens, in the scope that is asked for. */
  readonly as: (sid: string, scope?: Scope) => Promise<RequestContext>
  /** Makes the platform Sankofa with the tenants Acme and Globex. */
  readonly makeTenancy: () => Promise<TestTenancy>
  /** The console in a scope. */
  readonly console: (scope: Scope) => RequestContext
  /** Puts a record into DNS, proves the domain and makes it the scope's. */
  readonly verifiedDomain: (scope: Scope, domain: string) => Promise<void>
  /** Begins a sign-on in a new browser and follows it through an OpenID provider to where it is sent back. */
  readonly walk: (providerId: string) => Promise<Walked>
  /** Finishes with what the browser brought back, or with something else. */
  readonly finish: (providerId: string, walked: Walked, search?: string) => Promise<{ sid: string }>
  /** Begins, follows and finishes. */
  readonly signOn: (providerId: string) => Promise<string>
}

/** A platform with two tenants. */
export interface TestTenancy {
  readonly platform: Extract<Scope, { kind: 'platform' }>
  readonly tenant: Extract<Scope, { kind: 'tenant' }>
  readonly otherTenant: Extract<Scope, { kind: 'tenant' }>
}

/** A browser that came back from a provider. */
export interface Walked {
  readonly search: string
  readonly cookie: { readonly name: string; readonly value: string }
}

/**
 * Makes the world. Providers stand on loopback, which is open to staff by the list of allowed addresses and never to a
 * tenant: here the client is told that staff typed a tenant's address, so that tenants can be tested at all.
 */
export function signOnWorld(world: TestWorld, ca: string): SignOnWorld {
  const records = new Map<string, string>()
  const log = createLogger('test', 'silent')
  const clock = manualClock(systemClock.now())
  const publicUrl = 'http://localhost:3000'
  const own: IdentityRuntime = {
    ...createRuntime({ secret: TEST_SECRET, database: world.database, log, publicUrl, clock }),
    outgoing: loopbackClient(log, ca),
    async resolveTxt(name) {
      const value = records.get(name)
      return await (value === undefined ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve([[value]]))
    },
  }
  const visitor = (): RequestContext => visitorContext(own, { forwardedFor: '203.0.113.7' })
  const console = (scope: Scope): RequestContext => world.console(scope, clock)
  const walk = async (providerId: string): Promise<Walked> => {
    const { location, cookie } = await startSignOn(visitor(), { providerId, target: '/services' }, own)
    const back = await followSignOn(location, ownAddresses(own.publicUrl, providerId).redirectUri, ca)
    return { search: back.search, cookie }
  }
  const finish = async (providerId: string, { cookie, search }: Walked, changed = search) =>
    await finishOidc(
      visitor(),
      {
        providerId,
        search: changed,
        cookieOf: (name) => (name === cookie.name ? cookie.value : null),
        userAgent: 'test',
      },
      own,
    )
  return {
    own,
    clock,
    visitor,
    as: async (sid, scope) => await contextOf(own, sid, scope),
    makeTenancy: async () => await makeTenancy(console(operatorScope)),
    console,
    walk,
    finish,
    async signOn(providerId) {
      return (await finish(providerId, await walk(providerId))).sid
    },
    async verifiedDomain(scope, domain) {
      const claimed = await claimDomain(console(scope), { domain })
      records.set(proofName(domain), claimed.recordValue)
      assert.match(claimed.recordValue, new RegExp(`^${proofValue('')}\\w{32}$`))
      await verifyDomain(console(scope), { domainId: claimed.id }, own)
    },
  }
}

async function contextOf(own: IdentityRuntime, sid: string, scope?: Scope): Promise<RequestContext> {
  const cookie = await issueSessionCookie(own.keyring, own.publicUrl, sid, 3600)
  const address = new URL('/api/v1/x', own.publicUrl)
  if (scope !== undefined) address.searchParams.set('scope', formatScopeParam(scope))
  return await httpContext(new Request(address, { headers: { cookie: cookie.split(';')[0] ?? '' } }), own)
}

async function makeTenancy(console: RequestContext): Promise<TestTenancy> {
  const platform = { platformId: platformId((await createPlatform(console, { name: 'Sankofa' })).id) }
  const tenant = async (name: string) => {
    const { id } = await createTenant(console, { ...platform, name })
    return { kind: 'tenant', ...platform, tenantId: tenantId(id) } as const
  }
  return {
    platform: { kind: 'platform', ...platform },
    tenant: await tenant('Acme'),
    otherTenant: await tenant('Globex'),
  }
}

function loopbackClient(log: IdentityRuntime['log'], ca: string): IdentityRuntime['outgoing'] {
  const client = (url: string) =>
    createOutgoing({
      log,
      ca: [ca],
      allow: parseAllowList(`127.0.0.1/32:${new URL(url).port}`),
      resolve: async () => await Promise.resolve(['127.0.0.1']),
    })
  return {
    request: async (what) => await client(what.url).request({ ...what, scope: operatorScope }),
    check: async (what) => await client(what.url).check({ ...what, scope: operatorScope }),
    denied: async () => await Promise.resolve([]),
  }
}
