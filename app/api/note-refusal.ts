import { randomUUID } from 'node:crypto'
import { admit, admitRefused } from './admit.ts'
import { patternOf } from './page-pattern.ts'
import { DomainError, EscalationError, type ErrorCode } from '#lib/core/errors.ts'
import { findEndedCredential } from '#lib/infra/auth/ended-credential.ts'
import { networkKey } from '#lib/core/network.ts'
import { ownerOf, type Owner } from '#lib/core/scope.ts'
import { ScopeOutOfReachError, ShutOutError } from '#lib/infra/context/access.ts'
import { visitorContext } from '#lib/infra/context/http-context.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime } from '#lib/infra/context/runtime.ts'
import type { Refused } from '#lib/infra/http/define-route.ts'
import { noteDenied, noteRefused } from '#lib/modules/audit/index.ts'
import { homeOf } from '#lib/modules/security/domain/home.ts'
import { noteSecurityEvent } from '#lib/modules/security/index.ts'

const codeOf = (error: unknown): ErrorCode | null => (error instanceof DomainError ? error.code : null)

/**
 * An id as it is noted: its last digits alone. What somebody types may be the id of somebody else, and the feed is read by
 * people who must not learn those.
 */
const withoutIds = (text: string): string =>
  text.replaceAll(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{8}([\da-f]{4})/gi, '…$1')

/** What was asked for: without the query, whose values are the caller's own, and without the link of a page, which is one. */
const askedOf = (request: Request) => ({
  method: request.method,
  path: withoutIds(new URL(request.url).pathname.replace(/^\/p\/.+/, '/p/…')),
})

const agentOf = (request: Request): string | null => request.headers.get('user-agent')

/** Notes what somebody was refused: a permission that they lack, or a link or code that is not good. */
export async function noteRefusal(ctx: RequestContext, { error, request, door }: Refused): Promise<void> {
  // Canaries ask for everything on purpose, and are excluded from every count.
  if (!(error instanceof DomainError) || ctx.readOnly === true) return
  if (door !== undefined && isWrongToken(error, door)) {
    await noteSecurityEvent(ctx, {
      kind: 'token.bad',
      userAgent: agentOf(request),
      details: { door, reason: error.message, ...askedOf(request) },
    })
    await tokenOnRecord(ctx, door, error.message)
  } else if (error.code === 'forbidden') {
    await noteSecurityEvent(ctx, {
      kind: error instanceof EscalationError ? 'role.escalation' : 'request.forbidden',
      userAgent: agentOf(request),
      details: { reason: error.message, ...askedOf(request) },
    })
  }
}

/** What is noted beside a request does not decide it: the answer stays as it is when the entry cannot be written. */
export async function kept(note: () => Promise<void>): Promise<void> {
  try {
    await note()
  } catch (error) {
    runtime().log.error({ err: error }, 'a refusal or the use of a key could not be put on record')
  }
}

/**
 * Notes a refusal of what is no route of the API: a page, the stream of an open page, provisioning. For want of a permission it
 * goes into the audit chain as well, as that of a route does.
 */
export async function noteRefusalBesideRoutes(
  ctx: RequestContext,
  { error, request }: Omit<Refused, 'door'>,
): Promise<void> {
  await noteRefusal(ctx, { error, request, door: undefined })
  if (codeOf(error) !== 'forbidden' || !(error instanceof DomainError) || ctx.readOnly === true) return
  const path = patternOf(new URL(request.url).pathname)
  const route = `${request.method} ${path}`.slice(0, 200)
  await kept(async () => await noteDenied(ctx, { route, reason: error.message }))
}

/** The one door whose token is a code; at the others a wrong code is a wrong second factor, which is noted there. */
const SET_UP = 'set-up code'

/** Unknown, used, expired or somebody else's, or nothing that could be one; other faulty fields are no attempt. */
const isWrongToken = ({ code, faults }: DomainError, door: string): boolean =>
  ['not_found', 'precondition_failed', 'forbidden'].includes(code) ||
  faults.some(({ field }) => field === 'token' || (field === 'code' && door === SET_UP))

/**
 * Runs what finds out who asks, and notes a bad credential, a scope out of reach, a tenant that is suspended and a request
 * from another site.
 */
export async function notingStrangers<T>(
  request: Request,
  requestId: string,
  identify: () => T | Promise<T>,
): Promise<T> {
  try {
    return await identify()
  } catch (error) {
    await noteStranger(error, request, requestId)
    throw error
  }
}

/** Notes a link that opens nothing. Its path is the link, and is not noted. Throws `limit_exceeded` above the rate. */
export async function noteBadLink(request: Request, door: string, reason: string): Promise<void> {
  const stranger = strangerOf(request, randomUUID())
  await admitRefused(stranger, request)
  await noteSecurityEvent(stranger, {
    kind: 'token.bad',
    userAgent: agentOf(request),
    details: { door, reason, method: request.method },
  })
  await tokenOnRecord(stranger, door, reason)
}

/** Puts a link or a code that opens nothing into the audit chain, once an hour for a door and a network. */
const tokenOnRecord = async (ctx: RequestContext, door: string, reason: string): Promise<void> =>
  await kept(
    async () =>
      await noteRefused(ctx, {
        matter: `${door} ${networkKey(ctx.ip)}`,
        action: 'token.refuse',
        target: { kind: 'door', id: door },
        details: { reason },
      }),
  )

/**
 * Notes that somebody brought the id of a provider that is not there or not active; all else the provider's scope notes.
 * Throws `limit_exceeded` above the rate.
 */
export async function noteUnknownProvider(ctx: RequestContext, request: Request): Promise<void> {
  await admitRefused(ctx, request)
  await noteSecurityEvent(ctx, {
    kind: 'provider.refused',
    userAgent: agentOf(request),
    details: { ...askedOf(request), reason: 'there is no active provider with this id' },
  })
  const matter = `provider ${networkKey(ctx.ip)}`
  await onRecord(ctx, request, { matter, reason: 'there is no active provider with this id' })
}

/**
 * Notes what a page was refused, as its routes would: a scope out of reach or suspended, and a permission of whoever is known.
 * Above the rate it notes nothing, and the page says what it says.
 */
export async function noteRefusedPage(
  request: Request,
  error: unknown,
  ctx: RequestContext | undefined,
): Promise<void> {
  try {
    if (error instanceof ScopeOutOfReachError) await noteForeignScope(error, request, randomUUID())
    else if (error instanceof ShutOutError) await noteShutOut(error, request, randomUUID())
    else if (ctx !== undefined) {
      await admit(ctx, 'reading', request)
      await noteRefusalBesideRoutes(ctx, { error, request })
    }
  } catch (limit) {
    if (codeOf(limit) !== 'limit_exceeded') throw limit
  }
}

/** Everything here is counted in memory before it writes: whoever may open nothing may not keep the database busy either. */
async function noteStranger(error: unknown, request: Request, requestId: string): Promise<void> {
  const code = codeOf(error)
  if (error instanceof ScopeOutOfReachError) await noteForeignScope(error, request, requestId)
  else if (error instanceof ShutOutError) await noteShutOut(error, request, requestId)
  else if (code === 'unauthenticated') await noteBadCredential(request, requestId)
  else if (code === 'forbidden') await noteCrossSite(request, requestId)
}

async function noteCrossSite(request: Request, requestId: string): Promise<void> {
  const stranger = strangerOf(request, requestId)
  await admitRefused(stranger, request)
  await noteSecurityEvent(stranger, {
    kind: 'request.cross-site',
    userAgent: agentOf(request),
    details: { ...askedOf(request), origin: request.headers.get('origin') },
  })
  const matter = `cross-site ${networkKey(stranger.ip)}`
  await onRecord(stranger, request, { matter, reason: 'it came from a page of another site' })
}

const strangerOf = (request: Request, requestId: string): RequestContext =>
  visitorContext(runtime(), { forwardedFor: request.headers.get('x-forwarded-for'), requestId })

/** Notes a member, a key or a SCIM token that a suspended tenant refuses. A page that goes on asking is one event an hour, which counts. */
async function noteShutOut(
  { actor, scope, message }: ShutOutError,
  request: Request,
  requestId: string,
): Promise<void> {
  const known = { ...strangerOf(request, requestId), actor }
  await admit(known, 'reading', request)
  await noteSecurityEvent(known, {
    kind: 'request.suspended',
    userAgent: agentOf(request),
    details: { ...askedOf(request), reason: message },
    owner: ownerOf(scope),
  })
  await onRecord(known, request, {
    matter: 'suspended',
    reason: 'the tenant is suspended',
    owner: ownerOf(scope),
  })
}

/** A refusal of a request as a whole. */
interface Turned {
  /** What is equal for those that are one entry within an hour. */
  readonly matter: string
  readonly reason: string
  readonly details?: Readonly<Record<string, string | null>>
  readonly owner?: Owner
}

/**
 * Puts denied access into the audit chain, once an hour: what is denied before a scope is open stands in the chain of whoever
 * asked, and never in that of the scope asked for, whose people are not to learn who tried.
 */
async function onRecord(
  ctx: RequestContext,
  request: Request,
  { matter, reason, details, owner }: Turned,
): Promise<void> {
  const { method, path } = askedOf(request)
  const route = `${method} ${path}`.slice(0, 200)
  await kept(
    async () =>
      await noteRefused(ctx, {
        matter,
        action: 'access.deny',
        target: { kind: 'route', id: route },
        details: { reason, ...details },
        ...(owner === undefined ? {} : { owner }),
      }),
  )
}

async function noteForeignScope(
  { actor, home, reach }: ScopeOutOfReachError,
  request: Request,
  requestId: string,
): Promise<void> {
  const asked = withoutIds(new URL(request.url).searchParams.get('scope') ?? '')
  const known = { ...strangerOf(request, requestId), actor }
  await admit(known, 'reading', request)
  await noteSecurityEvent(known, {
    kind: 'scope.foreign',
    userAgent: agentOf(request),
    details: { ...askedOf(request), asked },
    ...(home === null ? {} : { owner: ownerOf(home) }),
  })
  const owner = homeOf(reach.map((scope) => ownerOf(scope)))
  const reason = 'no role reaches the scope that was asked for, or there is none'
  await onRecord(known, request, { matter: 'foreign scope', reason, details: { asked }, owner })
}

/**
 * Notes a key, a SCIM token or any other bearer that opens nothing; a cookie whose session ended is no attempt. Throws
 * `limit_exceeded` for a network that brings too many.
 */
export async function noteBadCredential(request: Request, requestId: string): Promise<void> {
  const authorization = request.headers.get('authorization')
  if (authorization === null) return
  const stranger = strangerOf(request, requestId)
  await admitRefused(stranger, request)
  const credential = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? ''
  const ended = await findEndedCredential(runtime(), credential)
  await noteSecurityEvent(stranger, {
    kind: ended === null ? 'key.bad' : 'key.ended',
    userAgent: agentOf(request),
    details: {
      ...askedOf(request),
      reason: ended?.why ?? 'nobody has this credential',
      // Only its first letters, which say what it claims to be: a mistyped credential is nearly a secret.
      ...(ended === null ? { form: formOf(credential) } : { credential: ended.name, credentialId: ended.id }),
    },
    ...(ended === null ? {} : { owner: ended.owner }),
  })
  const network = networkKey(stranger.ip)
  await kept(
    async () =>
      await noteRefused(stranger, {
        matter: ended === null ? `credential ${network}` : `credential ${ended.id}`,
        isOurs: ended !== null,
        action: 'credential.refuse',
        target: {
          kind: 'credential',
          ...(ended === null ? { id: 'unknown' } : { id: ended.id, name: ended.name }),
        },
        details:
          ended === null
            ? { reason: 'nobody has this credential', form: formOf(credential) }
            : { reason: ended.why },
        ...(ended === null ? {} : { owner: ended.owner }),
      }),
  )
}

const formOf = (credential: string): string => /^bw[a-z]?_[a-z]{3,4}_/.exec(credential)?.[0] ?? 'unknown'
