import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { DomainError, lookingAsTenant, notFound } from '#lib/core/errors.ts'
import { isReading, type Permission } from '#lib/core/permissions.ts'
import { trustParsed } from '#lib/core/unsafe.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import { aboutRefusal } from './about-refusal.ts'
import { Download } from './download.ts'
import { parseInput } from './parse-input.ts'
import { classOf, type RouteClass } from './rate-limit.ts'
import { problemResponse, statusOf } from './problem.ts'
import { readJsonBody } from './read-body.ts'
import { readSearch } from './read-search.ts'

/** Schemas and permission of one route; the API description is made from it. */
export interface RouteDeclaration<
  C extends RequestContext,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> {
  /** What it does, one sentence for the API description. */
  readonly summary: string
  /** Permission in the scope of the request; `public` for routes that work before anybody signed in; `self` for one's own session. */
  readonly permission: Permission | 'self'
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly response: R
  /** The link or code that is tried here, e.g. `invitation`: whoever shows a wrong one is noted as a security event. */
  readonly door?: string
  /** What it counts as for its rate limit; by default what its method may do (`classOf`). */
  readonly rate?: RouteClass
  /** Status of success; 200 unless said otherwise. */
  readonly status?: 200 | 201 | 202
  readonly handler: (ctx: C, input: RouteInput<P, Q, B>, exchange: Exchange) => Promise<z.input<R>>
}

/** What a route may know of the request beside its input, and say beside its answer: for the ways in. */
export interface Exchange {
  readonly headers: Headers
  /** Adds a Set-Cookie header to the answer; nothing is set when the route throws. */
  readonly setCookie: (line: string) => void
}

function exchangeOf({ headers }: Request): Exchange & { readonly cookies: readonly string[] } {
  const cookies: string[] = []
  return { headers, cookies, setCookie: (line) => cookies.push(line) }
}

function answerOf(body: unknown, status: number, cookies: readonly string[]): Response {
  const response = toResponse(body, status)
  for (const line of cookies) response.headers.append('set-cookie', line)
  return response
}

/** The parsed input of a route. */
export interface RouteInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly params: z.output<P>
  readonly query: z.output<Q>
  readonly body: z.output<B>
}

/** A Next.js route handler that carries its declaration. */
export interface RouteHandler {
  (
    request: Request,
    context: { params: Promise<Record<string, string | string[] | undefined>> },
  ): Promise<Response>
  readonly declaration: AnyDeclaration
}

/** A declaration without its type parameters. */
export interface AnyDeclaration {
  readonly summary: string
  readonly permission: Permission | 'self' | 'public'
  readonly params: z.ZodType | null
  readonly query: z.ZodType | null
  readonly body: z.ZodType | null
  readonly response: z.ZodType
  readonly status: number
  readonly rate: RouteClass | null
}

/** What routes need of their process. */
export interface RouteRuntime<C extends RequestContext> {
  /** Who asks, in which scope. Throws `unauthenticated`, `forbidden` (cross-site) or `not_found` (scope out of reach). */
  readonly contextOf: (request: Request, requestId: string) => Promise<C>
  readonly log: () => Logger
  /** Throws `limit_exceeded` when whoever asks has asked too often. */
  readonly admit?: (ctx: C, kind: RouteClass, request: Request) => Promise<void>
  /** Told about somebody who lacks a permission, so that it stands on record. */
  readonly onDenied?: (ctx: C, refusal: { route: string; permission: string }) => Promise<void>
  /** Told about a request that was allowed, e.g. to note the use of a key. */
  readonly onAllowed?: (ctx: C) => Promise<void>
  /** Told what somebody who was recognised was refused, and why. */
  readonly onRefused?: (ctx: C, refused: Refused) => Promise<void>
  /** Told about every request that was answered, for metrics. */
  readonly observe?: (answered: { method: string; status: number; seconds: number }) => void
}

/** A request that was refused once it was known who asks. */
export interface Refused {
  readonly error: unknown
  readonly request: Request
  /** The `door` of the route. */
  readonly door: string | undefined
}

const LOG_LEVEL = (status: number): 'error' | 'warn' | 'info' => {
  if (status >= 500) return 'error'
  return status === 401 || status === 404 ? 'info' : 'warn'
}

/** The refusal of HEAD where GET hands out an export: that is written down as taken, and none was. */
const exportsAreNotLookedAt = (): Response => new Response(null, { status: 405, headers: { allow: 'GET' } })

/** What HEAD answers, which Next runs as GET and whose body it never reads: a file behind it would stay open. */
async function withoutBody(response: Response): Promise<Response> {
  await response.body?.cancel()
  return new Response(null, response)
}

async function answer(
  runtime: Pick<RouteRuntime<RequestContext>, 'log' | 'observe'>,
  request: Request,
  run: (requestId: string) => Promise<Response>,
): Promise<Response> {
  const begun = performance.now()
  const { method } = request
  const answered = await answerSafely(runtime, request, run)
  const response = method === 'HEAD' ? await withoutBody(answered) : answered
  runtime.observe?.({ method, status: response.status, seconds: (performance.now() - begun) / 1000 })
  return response
}

async function answerSafely(
  runtime: Pick<RouteRuntime<RequestContext>, 'log'>,
  request: Request,
  run: (requestId: string) => Promise<Response>,
): Promise<Response> {
  const requestId = randomUUID()
  try {
    const response = await run(requestId)
    response.headers.set('x-request-id', requestId)
    response.headers.set('cache-control', 'private, no-store')
    return response
  } catch (error) {
    const status = error instanceof DomainError ? statusOf(error.code) : 500
    runtime.log()[LOG_LEVEL(status)]({ requestId, status, ...aboutRefusal(error) }, 'request refused')
    return problemResponse(error, requestId, request)
  }
}

async function readInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  declared: { params?: P | undefined; query?: Q | undefined; body?: B | undefined },
  request: Request,
  rawParams: Record<string, string | string[] | undefined>,
): Promise<{ params: unknown; query: unknown; body: unknown }> {
  const { scope: _scope, ...search } = readSearch(request.url)
  let params: unknown = {}
  if (declared.params !== undefined) {
    // A malformed id is an id that names nothing: the same answer as for somebody else's.
    const parsed = declared.params.safeParse(rawParams)
    if (!parsed.success) throw notFound()
    params = parsed.data
  }
  return {
    params,
    query: declared.query === undefined ? {} : parseInput(declared.query, search),
    body: declared.body === undefined ? {} : parseInput(declared.body, await readJsonBody(request)),
  }
}

/**
 * Makes `defineRoute` for a process. A route declares permission and schemas; authentication, authorisation, parsing,
 * problems, request id and logging are here and nowhere else.
 */
export function createDefineRoute<C extends RequestContext>(runtime: RouteRuntime<C>) {
  return function defineRoute<
    P extends z.ZodType,
    Q extends z.ZodType,
    B extends z.ZodType,
    R extends z.ZodType,
  >(route: RouteDeclaration<C, P, Q, B, R>): RouteHandler {
    const declaration = describe(route)
    const handle = async (
      request: Request,
      context: { params: Promise<Record<string, string | string[] | undefined>> },
    ): Promise<Response> =>
      await answer(runtime, request, async (requestId) => {
        if (request.method === 'HEAD' && route.rate === 'export') return exportsAreNotLookedAt()
        const ctx = await runtime.contextOf(request, requestId)
        await runtime.admit?.(ctx, classOf(declaration, request.method), request)
        return await noted(runtime, { ctx, request, route }, async () => {
          refuseWhileLooking(ctx, request, route.permission)
          if (route.permission !== 'self') authorizeRoute(ctx, route.permission, isAsking(request, route))
          const input = await readInput(route, request, await context.params)
          // parseInput returned the outputs of exactly these schemas.
          const exchange = exchangeOf(request)
          const result = await route.handler(ctx, trustParsed<RouteInput<P, Q, B>>(input), exchange)
          return answerOf(route.response.parse(result), route.status ?? 200, exchange.cookies)
        })
      })
    return Object.assign(handle, { declaration })
  }
}

/** Runs a request and has it put on record when somebody was refused, or came with a key. */
async function noted<C extends RequestContext>(
  runtime: RouteRuntime<C>,
  asked: {
    readonly ctx: C
    readonly request: Request
    readonly route: { readonly permission: string; readonly door?: string }
  },
  run: () => Promise<Response>,
): Promise<Response> {
  const { ctx, request, route } = asked
  try {
    const response = await run()
    await runtime.onAllowed?.(ctx)
    return response
  } catch (error) {
    if (error instanceof DomainError && error.code === 'forbidden') {
      // The pattern of the route, not its ids: a list of refusals must not be a list of guesses.
      const path = new URL(request.url).pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '{id}')
      const refusal = { route: `${request.method} ${path}`.slice(0, 200), permission: route.permission }
      await runtime.onDenied?.(ctx, refusal)
    }
    await runtime.onRefused?.(ctx, { error, request, door: route.door })
    throw error
  }
}

const toResponse = (body: unknown, status: number): Response => {
  if (body instanceof Response) return body
  return body instanceof Download ? body.toResponse(status) : Response.json(body, { status })
}

/** Whoever looks as a tenant only looks: by GET, or by a question that is asked by POST for its length. */
function refuseWhileLooking(ctx: RequestContext, { method }: Request, permission: Permission | 'self'): void {
  if (ctx.viewAs === undefined || method === 'GET' || method === 'HEAD') return
  if (!permission.endsWith(':query')) throw lookingAsTenant()
}

/** What only asks: by GET, or an export by POST, whose filter is its body. */
const isAsking = ({ method }: Request, { rate }: { readonly rate?: RouteClass }): boolean =>
  method === 'GET' || rate === 'export'

/** A verb checks again with the object at hand; here only the plain refusal, so that input is not even read. */
function authorizeRoute(ctx: RequestContext, permission: Permission, asks: boolean): void {
  // A list may be declared with the permission to change it; the verb knows whether it is only read here.
  const isOnlyLooking = ctx.viewAs !== undefined || (ctx.readOnly === true && asks)
  if (isOnlyLooking && !isReading(permission)) return
  authorize(ctx, permission, { own: true, asking: true })
}

function describe(route: {
  summary: string
  permission: Permission | 'self' | 'public'
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  response: z.ZodType
  status?: number
  rate?: RouteClass
}): AnyDeclaration {
  return {
    summary: route.summary,
    permission: route.permission,
    params: route.params ?? null,
    query: route.query ?? null,
    body: route.body ?? null,
    response: route.response,
    status: route.status ?? 200,
    rate: route.rate ?? null,
  }
}

/** A route that works before anybody signed in: set-up, invitations, links from a page. Its context has no permission. */
export type PublicDeclaration<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> = Omit<RouteDeclaration<RequestContext, P, Q, B, R>, 'permission'>

/** What public routes need of their process: `contextOf` refuses cross-site requests and gives a visitor's context. */
export type PublicRuntime = RouteRuntime<RequestContext>

/** Makes `definePublicRoute` for a process. */
export function createDefinePublicRoute(runtime: PublicRuntime) {
  return function definePublicRoute<
    P extends z.ZodType,
    Q extends z.ZodType,
    B extends z.ZodType,
    R extends z.ZodType,
  >(route: PublicDeclaration<P, Q, B, R>): RouteHandler {
    const declaration = describe({ ...route, permission: 'public' })
    const handle = async (
      request: Request,
      context: { params: Promise<Record<string, string | string[] | undefined>> },
    ): Promise<Response> =>
      await answer(runtime, request, async (requestId) => {
        const ctx = await runtime.contextOf(request, requestId)
        await runtime.admit?.(ctx, classOf(declaration, request.method), request)
        try {
          const input = await readInput(route, request, await context.params)
          const exchange = exchangeOf(request)
          const result = await route.handler(ctx, trustParsed<RouteInput<P, Q, B>>(input), exchange)
          return answerOf(route.response.parse(result), route.status ?? 200, exchange.cookies)
        } catch (error) {
          await runtime.onRefused?.(ctx, { error, request, door: route.door })
          throw error
        }
      })
    return Object.assign(handle, { declaration })
  }
}
