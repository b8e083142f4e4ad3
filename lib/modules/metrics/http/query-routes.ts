import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '#lib/core/errors.ts'
import type { Clock } from '#lib/core/clock.ts'
import { PromqlError, toApiError, toApiResponse, type ApiResponse } from '#lib/promql/index.ts'
import { BadParameter, readInstantParams, readRangeParams } from '../domain/query/query-params.ts'
import type { Engine } from '../engine.ts'
import type { ReaderCaller } from '../ports.ts'
import type { Door } from './door.ts'
import { HttpRefusal, refusalOf } from './refusal-reply.ts'

/** What the routes work with. */
export interface QueryRouteParts {
  readonly engine: Engine
  readonly door: Door
  readonly clock: Clock
}

const FORM = /^application\/x-www-form-urlencoded\s*(?:;|$)/i

const STATUS: Readonly<Record<PromqlError['kind'], number>> = {
  parse: 400,
  unsupported: 400,
  execution: 422,
  limit: 422,
  cancelled: 503,
}

const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: 'bad_data',
  401: 'unauthorized',
  403: 'forbidden',
  413: 'bad_data',
  415: 'bad_data',
  429: 'too_many_requests',
  503: 'unavailable',
}

/**
 * `GET` and `POST /api/v1/query` and `/api/v1/query_range` as in Prometheus' HTTP API, within the scope of whoever asks. Errors have the
 * API's own shape, so that Grafana and promtool show them.
 */
export function addQueryRoutes(app: FastifyInstance, { engine, door, clock }: QueryRouteParts): void {
  const readers = new WeakMap<FastifyRequest, ReaderCaller>()
  const admit = async (request: FastifyRequest): Promise<void> => {
    readers.set(request, await door.requireReader(request))
  }
  const route = (
    path: string,
    answer: (scope: ReaderCaller['scope'], params: URLSearchParams) => Promise<ApiResponse>,
  ): void => {
    app.route({
      method: ['GET', 'POST'],
      url: path,
      onRequest: admit,
      errorHandler: (error, request, reply) => {
        door.noteRefused(request, error)
        replyWithError(reply, error, request.id)
      },
      handler: async (request, reply) => {
        const reader = readers.get(request)
        if (reader === undefined) throw new TypeError('the request was not admitted')
        const body = await answer(reader.scope, paramsOf(request))
        await reply.header('cache-control', 'no-store').type('application/json').send(JSON.stringify(body))
      },
    })
  }

  route('/api/v1/query', async (scope, params) => {
    const { query, timeMs, timeoutMs } = readInstantParams(params, clock.now().getTime())
    return toApiResponse(await engine.queryInstant(scope, query, { timeMs, timeoutMs }), query)
  })
  route('/api/v1/query_range', async (scope, params) => {
    const { query, ...range } = readRangeParams(params)
    return toApiResponse(await engine.queryRange(scope, query, range), query)
  })
}

/** Parameters of the address and, for a form, of the body; the body's win. */
function paramsOf(request: FastifyRequest): URLSearchParams {
  const { search } = new URL(request.url, 'http://engine.invalid')
  const params = new URLSearchParams(search)
  if (!(request.body instanceof Uint8Array) || request.body.length === 0) return params
  if (!FORM.test(request.headers['content-type'] ?? '')) {
    throw new HttpRefusal(
      415,
      'Not this kind of content',
      'Send the parameters as application/x-www-form-urlencoded.',
    )
  }
  for (const [name, value] of new URLSearchParams(Buffer.from(request.body).toString('utf8')))
    params.set(name, value)
  return params
}

function replyWithError(reply: FastifyReply, error: unknown, requestId: string): void {
  if (error instanceof PromqlError) {
    reply
      .code(STATUS[error.kind])
      .type('application/json')
      .send(JSON.stringify(toApiError(error)))
    return
  }
  const isParameter = error instanceof BadParameter
  const refusal = refusalOf(isParameter ? new DomainError('invalid_input', error.message) : error, requestId)
  // What nobody foresaw goes to the handler of the whole server, which logs it.
  if (refusal.isOurFault) throw error
  const errorType = ERROR_TYPES[refusal.status] ?? 'internal'
  reply
    .code(refusal.status)
    .headers(refusal.headers)
    .type('application/json')
    .send(JSON.stringify({ status: 'error', errorType, error: refusal.detail }))
}
