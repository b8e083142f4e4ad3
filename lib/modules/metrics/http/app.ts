import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { fastify, type FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'
import type { Clock } from '#lib/core/clock.ts'
import type { IsTrusted } from '#lib/infra/config/trusted-proxies.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import type { Engine } from '../engine.ts'
import type { Door } from './door.ts'
import { addHealthRoutes } from './health-routes.ts'
import { addQueryRoutes } from './query-routes.ts'
import {
  HttpRefusal,
  leaveOpenWhileUnread,
  limitDrain,
  refusalOf,
  replyWithProblem,
} from './refusal-reply.ts'
import { addWriteRoute } from './write-route.ts'

/** What the engine's HTTP server is made of. */
export interface EngineAppParts {
  readonly engine: Engine
  readonly door: Door
  readonly registry: Registry
  /** The bearer token that our own scraper shows for `/metrics`. */
  readonly metricsToken: string
  /** Whose `X-Forwarded-For` is believed. */
  readonly isTrustedProxy: IsTrusted
  readonly clock: Clock
  readonly log: Logger
}

/** Milliseconds for a request to come in whole, headers and body: slower ones are cut off. */
const RECEIVE_MS = 10_000
const CHECK_EVERY_MS = 1000
const KEEP_ALIVE_MS = 75_000
const FORM_BYTES = 1024 * 1024

/** The engine's HTTP server, not yet listening: ingest, the Prometheus query API and health. */
export function createEngineApp(parts: EngineAppParts): FastifyInstance {
  const { engine, door, registry, clock, log } = parts
  const app = fastify({
    logger: false,
    trustProxy: (address) => parts.isTrustedProxy(address),
    genReqId: () => randomUUID(),
    bodyLimit: FORM_BYTES,
    requestTimeout: RECEIVE_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: {
      requestTimeout: RECEIVE_MS,
      headersTimeout: RECEIVE_MS,
      connectionsCheckingInterval: CHECK_EVERY_MS,
    },
    clientErrorHandler: answerClientError,
    forceCloseConnections: 'idle',
  })
  // Bodies stay bytes; each route says what it takes.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', (request, reply, done) => {
    limitDrain(request, reply)
    done()
  })
  app.addHook('onSend', (request, reply, _payload, done) => {
    leaveOpenWhileUnread(request, reply)
    done()
  })
  app.setNotFoundHandler(async (_request, reply) => {
    await replyWithProblem(
      reply,
      new HttpRefusal(404, 'Nothing here', 'There is no such address on the engine.'),
    )
  })
  app.setErrorHandler(async (error, request, reply) => {
    const { status, isOurFault } = refusalOf(error, request.id)
    const about = { requestId: request.id, path: request.routeOptions.url, status }
    if (isOurFault) log.error({ ...about, err: error }, 'request failed')
    else log.debug(about, 'request refused') // why is told to the caller, with what they sent
    door.noteRefused(request, error)
    await replyWithProblem(reply, error)
  })
  addWriteRoute(app, { engine, door, log })
  addQueryRoutes(app, { engine, door, clock })
  addHealthRoutes(app, { engine, door, registry, metricsToken: parts.metricsToken })
  return app
}

/** Answers what never became a request: cut off by time, or not HTTP. */
function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const isSlow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
  const status = isSlow ? 408 : 400
  const title = isSlow ? 'Too slow' : 'Not readable'
  const detail = isSlow
    ? `The request did not come in whole within ${RECEIVE_MS / 1000} seconds.`
    : 'This is not HTTP.'
  const body = JSON.stringify({ type: 'about:blank', title, status, detail })
  const reason = isSlow ? 'Request Timeout' : 'Bad Request'
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nconnection: close\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
