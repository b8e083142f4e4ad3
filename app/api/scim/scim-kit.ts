import { randomUUID } from 'node:crypto'
import { admit } from '#app/api/admit.ts'
import { noteBadCredential, noteRefusalBesideRoutes, notingStrangers } from '#app/api/note-refusal.ts'
import { DomainError } from '#lib/core/errors.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { isCanaryToken } from '#lib/infra/auth/canary-token.ts'
import { lookupScimToken } from '#lib/infra/auth/scim-token.ts'
import { suspensionOf } from '#lib/infra/auth/suspension.ts'
import { ShutOutError } from '#lib/infra/context/access.ts'
import { httpContext, provisioningContext } from '#lib/infra/context/http-context.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { statusOf } from '#lib/infra/http/problem.ts'
import { readJsonBody } from '#lib/infra/http/read-body.ts'
import { readSearch } from '#lib/infra/http/read-search.ts'
import { webMetrics } from '#lib/infra/http/web-metrics.ts'
import { canonicalNames } from '#lib/modules/scim/domain/attribute-names.ts'
import { project, wantedOf, type Wanted } from '#lib/modules/scim/domain/projection.ts'
import { ScimError, scimErrorBody, scimNotFound } from '#lib/modules/scim/domain/scim-error.ts'
import { takesAway } from '#lib/modules/scim/domain/takes-away.ts'

/** The status of what the standard has and we do not. */
const NOT_OFFERED = 501

const MEDIA_TYPE = 'application/scim+json'
const BODY_TYPES = [MEDIA_TYPE, 'application/json']

/** What a SCIM route gets. */
export interface ScimRequest {
  /** The id in the path, in lower case; empty for routes without one. */
  readonly id: string
  /** The rest of a path that is none of ours, part by part. */
  readonly rest: readonly string[]
  readonly query: Readonly<Record<string, string>>
  /** The JSON of the body, with attributes under the names of the standard; `{}` for GET and DELETE. */
  readonly body: unknown
}

/** What a SCIM route answers: a resource with its status, or nothing (204). */
export type ScimAnswer =
  | { readonly status: 200; readonly resource: object }
  | { readonly status: 201; readonly resource: { readonly meta: { readonly location: string } } }
  | { readonly status: 204 }

interface RouteContext {
  /** Nothing, and no empty object, for a route without an id in its path. */
  readonly params: Promise<{ readonly id?: string; readonly rest?: readonly string[] } | undefined>
}

/** Schemes are compared without case (RFC 9110 §11.1). */
const bearerOf = (request: Request): string =>
  /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''

async function contextOf(own: Runtime, request: Request, requestId: string): Promise<RequestContext> {
  // The canary job reads here as it reads everywhere: with its own token, which only looks. A provisioning token of a canary
  // would be a row that lets somebody write.
  if (isCanaryToken(bearerOf(request)))
    return await notingStrangers(request, requestId, async () => await httpContext(request, own, requestId))
  const identity = await lookupScimToken(own, bearerOf(request))
  if (identity === null) {
    await noteBadCredential(request, requestId)
    throw new ScimError(401, null, 'Send the token of this connection as Authorization: Bearer bw_scim_….')
  }
  const forwardedFor = request.headers.get('x-forwarded-for')
  return provisioningContext(own, identity, { forwardedFor, requestId })
}

/** Throws ShutOutError where the tenant of the token is suspended. */
async function refuseSuspended({ scope, actor }: RequestContext, own: Runtime): Promise<void> {
  if (scope.kind !== 'tenant') return
  const notice = await suspensionOf(own.database, scope.tenantId)
  if (notice !== undefined) throw new ShutOutError(notice, actor, scope)
}

function asScimError(error: unknown, requestId: string): ScimError {
  if (error instanceof ScimError) return error
  if (!(error instanceof DomainError))
    return new ScimError(500, null, `Our fault, recorded under ${requestId}.`)
  const status = statusOf(error.code)
  const scimType = error.code === 'conflict' ? 'uniqueness' : status === 400 ? 'invalidSyntax' : null
  return new ScimError(status, scimType, error.message)
}

function refusal(own: Runtime, error: unknown, requestId: string): Response {
  const refused = asScimError(error, requestId)
  const { status } = refused
  // What is expected is told to the caller in their own words; the log keeps what kind it was.
  if (status >= 500 && status !== NOT_OFFERED)
    own.log.error({ requestId, status, err: error }, 'SCIM request failed')
  else own.log.info({ requestId, status, scimType: refused.scimType }, 'SCIM request refused')
  const retryAfter = error instanceof DomainError ? error.retryAfterSeconds : undefined
  const headers = {
    ...(retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfter)) }),
    // RFC 9110 §11.6.1.
    ...(status === 401 ? { 'www-authenticate': 'Bearer realm="SCIM"' } : {}),
  }
  return Response.json(scimErrorBody(refused), { status, headers })
}

/** Notes what a token was refused for want of a permission. */
async function notingRefused<T>(ctx: RequestContext, request: Request, handle: () => Promise<T>): Promise<T> {
  try {
    return await handle()
  } catch (error) {
    await noteRefusalBesideRoutes(ctx, { error, request })
    throw error
  }
}

/** With the attributes that are wanted; null for what has none to choose from. */
function respond(answer: ScimAnswer, wanted: Wanted | null): Response {
  if (answer.status === 204) return new Response(null, { status: 204 })
  const { status, resource } = answer
  const headers = status === 201 ? { location: answer.resource.meta.location } : {}
  return Response.json(wanted === null ? resource : project(resource, wanted), { status, headers })
}

/**
 * Declares a SCIM route: the bearer of a token, in the scope of that token and with its few permissions. Errors are those
 * of RFC 7644 §3.12. Cookies are not looked at, so that no other site can make a browser ask. A route about a kind of
 * `resource` answers with the attributes that the query wants, and of a suspended tenant takes only what takes access away.
 */
export function scimRoute(
  handle: (ctx: RequestContext, request: ScimRequest) => Promise<ScimAnswer>,
  resource: 'user' | 'group' | null = null,
) {
  return async (request: Request, { params }: RouteContext): Promise<Response> => {
    const own = runtime()
    const begun = performance.now()
    const requestId = randomUUID()
    let response: Response
    try {
      const ctx = await contextOf(own, request, requestId)
      await admit(ctx, request.method === 'GET' ? 'reading' : 'writing', request)
      const { id: given = '', rest = [] } = (await params) ?? {}
      // Ids have no case; names of schemas and kinds are read by those who know them.
      const id = resource === null ? given : given.toLowerCase()
      const hasBody = ['POST', 'PUT', 'PATCH'].includes(request.method)
      const body = hasBody ? canonicalNames(await readJsonBody(request, BODY_TYPES)) : {}
      if (!takesAway(resource, request.method, body))
        await notingStrangers(request, requestId, async () => await refuseSuspended(ctx, own))
      const query = readSearch(request.url)
      response = respond(
        await notingRefused(ctx, request, async () => await handle(ctx, { id, rest, query, body })),
        resource === null ? null : wantedOf(query),
      )
    } catch (error) {
      response = refusal(own, error, requestId)
    }
    if (response.body !== null) response.headers.set('content-type', MEDIA_TYPE)
    response.headers.set('x-request-id', requestId)
    response.headers.set('cache-control', 'private, no-store')
    const seconds = (performance.now() - begun) / 1000
    webMetrics().observe({ method: request.method, status: response.status, seconds })
    return response
  }
}

/**
 * Declares what POST to the place of one resource does: nothing, but that `.search` there is a list whose query is the body
 * (RFC 7644 §3.4.3).
 */
export const scimSearch = (list: (ctx: RequestContext, input: unknown) => Promise<object>) =>
  scimRoute(async (ctx, { id, body }) => {
    if (id !== '.search') throw new ScimError(405, null, 'Change a resource by PUT or PATCH.')
    return { status: 200, resource: project(await list(ctx, body), wantedOf(isRecord(body) ? body : {})) }
  })

/** Declares what all else under our address answers: that the standard has it and we do not, or that nothing is there. */
export const scimElsewhere = scimRoute(async (_ctx, { rest }) => {
  const [first = ''] = rest
  if (['bulk', 'me', '.search'].includes(first.toLowerCase()))
    throw new ScimError(NOT_OFFERED, null, `${first} is not offered; ask /Users or /Groups.`)
  throw await Promise.resolve(scimNotFound())
})
