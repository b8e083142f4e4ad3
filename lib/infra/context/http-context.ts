import { randomUUID } from 'node:crypto'
import { isIP } from 'node:net'
import { DomainError } from '#lib/core/errors.ts'
import type { MemberId } from '#lib/core/ids.ts'
import { languageOf, preferredLanguage, type Language } from '#lib/core/language.ts'
import { widestGrant, type Permission } from '#lib/core/permissions.ts'
import { contains, operatorScope } from '#lib/core/scope.ts'
import { underEither } from '#lib/infra/auth/keys.ts'
import { verifyAckToken } from '#lib/infra/auth/ack-token.ts'
import { noteBindingsUsed } from '#lib/infra/auth/binding-row.ts'
import { ACTIVITY_HEADER, evidenceOf, presentBindings } from '#lib/infra/auth/identify.ts'
import type { ScimIdentity } from '#lib/infra/auth/scim-token.ts'
import { findSuspension, isShutOutOf } from '#lib/infra/auth/suspension.ts'
import { openAccess, requestedScope, sessionOfIdentity, type SessionContext } from './access.ts'
import { buildRequestContext, type RequestContext } from './request-context.ts'
import type { Runtime } from './runtime.ts'

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

const refused = (message: string): DomainError => new DomainError('forbidden', message)

/**
 * Refuses a request that changes something and was not made by a page of ours (bar for cookies: another site can make
 * a browser send them). Browsers say where a request comes from in Sec-Fetch-Site, older ones only in Origin.
 */
export function refuseCrossSite(request: Request, publicUrl: string): void {
  if (SAFE_METHODS.includes(request.method)) return
  const own = new URL(publicUrl).origin
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  if (origin !== null && origin !== own) {
    throw refused(
      `This changes something and comes from another address. Open Bailiwick at ${own} and do it there.`,
    )
  }
  if (site === null ? origin === null : site !== 'same-origin') {
    throw refused(
      `This changes something and must come from a page of ${own}. Programs send an API key instead of a cookie.`,
    )
  }
}

/** Refuses a body that is not JSON: a form of another site cannot send that type without asking first. */
function refuseForms(request: Request): void {
  if (SAFE_METHODS.includes(request.method) || request.body === null) return
  const type = request.headers.get('content-type') ?? ''
  if (/^application\/json\s*(;|$)/i.test(type)) return
  throw refused('This changes something, so its body must be sent as application/json.')
}

/** The guard of routes that work before anybody signed in; the same rules as for cookies. */
export function guardPublic(request: Request, publicUrl: string): void {
  refuseCrossSite(request, publicUrl)
  refuseForms(request)
}

/** The address of the caller for audit entries: what the last proxy saw, null when that is no address. */
export function clientAddress(forwardedFor: string | null): string | null {
  const last = (forwardedFor ?? '').split(',').at(-1)?.trim() ?? ''
  return isIP(last) === 0 ? null : last
}

/**
 * Builds the context of an HTTP request: identity, then the scope asked for (query `scope`; without it the widest
 * binding, or the key's own), then what the bindings at or above it grant. Throws `unauthenticated`, `forbidden`
 * (cross-site) or `not_found` (a scope out of reach).
 */
export async function httpContext(
  request: Request,
  runtime: Runtime,
  requestId: string = randomUUID(),
): Promise<SessionContext> {
  const { headers } = request
  const evidence = await evidenceOf(
    {
      authorization: headers.get('authorization'),
      cookie: headers.get('cookie'),
      // What changes something is a person's act, whatever it calls itself.
      activity: SAFE_METHODS.includes(request.method) ? headers.get(ACTIVITY_HEADER) : null,
      address: clientAddress(headers.get('x-forwarded-for')),
    },
    runtime.keyring,
    runtime.publicUrl,
  )
  if (evidence.kind === 'session') guardPublic(request, runtime.publicUrl)
  const ref = requestedScope(new URL(request.url).searchParams.getAll('scope'))
  const { identity, parts } = await openAccess(runtime, evidence, ref)
  const ctx = buildRequestContext({
    ...parts,
    clock: runtime.clock,
    language: preferredLanguage(headers.get('accept-language')) ?? undefined,
    database: runtime.database,
    log: runtime.log.child({ requestId }),
    requestId,
    ip: clientAddress(headers.get('x-forwarded-for')),
  })
  return { ...ctx, session: sessionOfIdentity(identity) }
}

/** What an identity provider may do: keep members and their roles in step with its own list, in the scope of its token. */
const PROVISIONING: readonly Permission[] = ['member:read', 'member:invite', 'member:bind', 'member:remove']

/** The context of an identity provider that showed a SCIM token. */
export function provisioningContext(
  runtime: Runtime,
  { id, name, scope, makerUntil }: ScimIdentity,
  visitor: Visitor,
): RequestContext {
  const requestId = visitor.requestId ?? randomUUID()
  return buildRequestContext({
    scope,
    actor: { kind: 'scim', id, name, makerUntil },
    grantOf: (permission) => (PROVISIONING.includes(permission) ? 'yes' : null),
    stepUpUntil: null,
    clock: runtime.clock,
    database: runtime.database,
    log: runtime.log.child({ requestId }),
    requestId,
    ip: clientAddress(visitor.forwardedFor),
  })
}

/** What is known of a visitor who did not sign in. */
export interface Visitor {
  readonly forwardedFor: string | null
  readonly requestId?: string
  /** The language of their browser. */
  readonly language?: Language | null
  /** True for what a person does by the link of a page; looking at it, which a mail scanner does too, is none. */
  readonly isActing?: boolean
}

/**
 * The context of somebody who did not sign in: no permission at all. Verbs of sign-in, set-up and invitations use it
 * to know address and request, and to leave their audit entries in the operator's chain.
 */
export function visitorContext(runtime: Runtime, visitor: Visitor): RequestContext {
  const requestId = visitor.requestId ?? randomUUID()
  return buildRequestContext({
    scope: operatorScope,
    actor: { kind: 'job', name: 'visitor' },
    grantOf: () => null,
    stepUpUntil: null,
    clock: runtime.clock,
    language: visitor.language ?? undefined,
    database: runtime.database,
    log: runtime.log.child({ requestId }),
    requestId,
    ip: clientAddress(visitor.forwardedFor),
  })
}

/** What the link of a page is for, whatever else its member may do. */
const LINK_PERMISSIONS: readonly Permission[] = ['incident:read', 'incident:acknowledge', 'service:read']

/** The context of the link of a page: one incident, one member. */
export interface LinkContext extends RequestContext {
  readonly incidentId: string
  readonly memberId: MemberId
  /** The time zone of the member. */
  readonly timeZone: string
}

/**
 * The context of a member who came by the link of a page: in the scope of its incident, with what their bindings grant
 * at this moment, and of that only what the link is for. Null for a token that is forged or over, a member who is
 * disabled, and one whose bindings do not reach there any more.
 */
export async function linkContext(
  runtime: Runtime,
  token: string,
  visitor: Visitor,
): Promise<LinkContext | null> {
  const now = runtime.clock.now()
  const link = underEither(runtime.keyring, ({ ackToken }) => verifyAckToken(ackToken, token, now))
  if (link === null) return null
  const { scope, memberId, incidentId } = link
  const { member, bindings } = await runtime.database.asAuth(async (tx) => {
    const present = await presentBindings(tx, memberId, now)
    const held = present.map((binding) => binding.scope)
    // The own people of a suspended tenant are shut out here as everywhere.
    if (isShutOutOf(held, scope) && (await findSuspension(tx, scope.tenantId)) !== null)
      return { member: null, bindings: [] }
    if (visitor.isActing === true) await noteBindingsUsed(tx, present, scope, now)
    return {
      member: await tx.member.findUnique({
        where: { id: memberId },
        select: { name: true, email: true, timeZone: true, language: true },
      }),
      bindings: present,
    }
  })
  const roles = bindings.filter((binding) => contains(binding.scope, scope)).map((binding) => binding.role)
  if (member === null || widestGrant(roles, 'incident:read') === null) return null
  const requestId = visitor.requestId ?? randomUUID()
  const ctx = buildRequestContext({
    scope,
    actor: { kind: 'member', id: memberId, name: member.name, email: member.email },
    grantOf: (permission) => (LINK_PERMISSIONS.includes(permission) ? widestGrant(roles, permission) : null),
    stepUpUntil: null,
    clock: runtime.clock,
    language: languageOf(member.language) ?? visitor.language ?? undefined,
    database: runtime.database,
    log: runtime.log.child({ requestId }),
    requestId,
    ip: clientAddress(visitor.forwardedFor),
  })
  return { ...ctx, incidentId, memberId, timeZone: member.timeZone }
}
