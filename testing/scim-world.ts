import assert from 'node:assert/strict'
import { manualClock, systemClock } from '#lib/core/clock.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { createRuntime, installRuntime, type Runtime } from '#lib/infra/context/runtime.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { createScimToken } from '#lib/modules/scim/index.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from './contexts.ts'
import { TEST_SECRET } from './template.ts'

/** A tenant with the credential of its identity provider. */
export interface ProvisionedTenant {
  readonly scope: Extract<Scope, { kind: 'tenant' }>
  readonly tokenId: string
  credential: string
}

/** Two tenants, each with an identity provider, and a runtime whose clock stands still. */
export interface ScimWorld {
  readonly world: TestWorld
  readonly runtime: Runtime
  readonly clock: ReturnType<typeof manualClock>
  readonly acme: ProvisionedTenant
  readonly other: ProvisionedTenant
}

/** The domains of the addresses in these tests, which both tenants have proved: two companies of one house. */
const DOMAINS = ['acme.test', 'b.test', 'example.test', 'other.test', 'x.test']

async function proveDomains({ database }: TestWorld, scope: ProvisionedTenant['scope']): Promise<void> {
  const { platformId: platform, tenantId: tenant } = scope
  const at = systemClock.now()
  await database.withScope(operatorScope, async (tx) => {
    const data = DOMAINS.map((domain) => ({
      platformId: platform,
      tenantId: tenant,
      domain,
      token: `of ${domain}`,
      createdAt: at,
      verifiedAt: at,
    }))
    await tx.emailDomain.createMany({ data })
  })
}

/** Opens the world and makes its runtime the one of this process. */
export async function openScimWorld(): Promise<ScimWorld> {
  const world = await openTestWorld()
  const clock = manualClock(systemClock.now())
  const runtime = createRuntime({
    secret: TEST_SECRET,
    database: world.database,
    log: createLogger('scim', 'silent'),
    publicUrl: 'https://ops.example.test',
    clock,
  })
  installRuntime(runtime)
  const console = world.console(operatorScope)
  const platform = await createPlatform(console, { name: 'Platform' })
  const addTenant = async (name: string): Promise<ProvisionedTenant> => {
    const { id } = await createTenant(console, { platformId: platform.id, name })
    const scope = {
      kind: 'tenant',
      platformId: platformId(platform.id),
      tenantId: tenantId(id),
    } as const
    await proveDomains(world, scope)
    const { token, credential } = await createScimToken(world.console(scope, clock), { name }, runtime)
    return { scope, tokenId: token.id, credential }
  }
  return { world, runtime, clock, acme: await addTenant('Acme'), other: await addTenant('Other') }
}

/** What a provider is answered. */
export interface ScimAnswer {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly headers: Headers
}

/** A handler of a SCIM route. */
export type ScimHandler = (
  request: Request,
  context: { params: Promise<{ id?: string; rest?: string[] } | undefined> },
) => Promise<Response>

/** What a provider asks. */
export interface ScimQuestion {
  readonly as: { readonly credential: string }
  readonly id?: string
  readonly rest?: string[]
  readonly query?: Record<string, string>
  readonly body?: unknown
  readonly type?: string
}

/** Where the SCIM of the world is reached. */
export const SCIM_BASE = 'https://ops.example.test/api/scim/v2'

/** How many requests this process sent to SCIM. */
export const sent = { count: 0 }

/** Calls the handler of a route as Next.js does. */
export async function askScim(
  method: string,
  handler: ScimHandler,
  asked: ScimQuestion,
): Promise<ScimAnswer> {
  sent.count += 1
  const { as, id, rest, query = {}, body, type = 'application/scim+json' } = asked
  const request = new Request(`${SCIM_BASE}?${new URLSearchParams(query).toString()}`, {
    method,
    headers: { authorization: `Bearer ${as.credential}`, 'content-type': type },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const response = await handler(request, {
    params: Promise.resolve(
      id === undefined && rest === undefined
        ? undefined
        : { ...(id === undefined ? {} : { id }), ...(rest === undefined ? {} : { rest }) },
    ),
  })
  const text = await response.text()
  const parsed: unknown = text === '' ? {} : JSON.parse(text)
  assert.ok(isRecord(parsed))
  return { status: response.status, body: parsed, headers: response.headers }
}

/** Asks as one tenant's provider unless told otherwise; the tenant is looked up at each question, once its world is open. */
export const scimAsker =
  (who: () => ProvisionedTenant) =>
  async (method: string, handler: ScimHandler, asked: Partial<ScimQuestion> = {}): Promise<ScimAnswer> =>
    await askScim(method, handler, { as: who(), ...asked })

/** The id of the resource in an answer. */
export function idOf({ body }: ScimAnswer): string {
  const { id } = body
  assert.ok(typeof id === 'string', JSON.stringify(body))
  return id
}

/** How many resources a list says there are. */
export const totalOf = ({ body }: ScimAnswer): unknown => body['totalResults']
