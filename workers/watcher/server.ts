import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { EXPOSITION_TYPE } from '#lib/infra/telemetry/metrics-server.ts'
import { mayReadMetrics } from '#lib/infra/telemetry/metrics.ts'
import { HEARTBEAT_PATH } from '#lib/modules/health/domain/heartbeat.ts'

/** What the watcher answers with. */
export interface WatcherPages {
  /** Judges a heartbeat by headers and raw body; the status to answer with. */
  hear(headers: IncomingMessage['headers'], body: Uint8Array): number
  metricsPage(): Promise<string>
  /** A value for JSON. */
  status(): object
}

/** Where it listens, and who may read. */
export interface WatcherServerOptions {
  readonly host: string
  readonly port: number
  /** The bearer token for `/metrics` and `/status`. */
  readonly token: string | readonly string[]
  readonly pages: WatcherPages
}

/** Bytes of a heartbeat. */
const MAX_BODY_BYTES = 4096
const JSON_TYPE = { 'content-type': 'application/json', 'cache-control': 'no-store' }

/** The body, or null when it is too long. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) return null
    size += chunk.length
    if (size > MAX_BODY_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function answerHeartbeat(
  pages: WatcherPages,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    response.writeHead(405, { allow: 'POST' }).end()
    return
  }
  const body = await readBody(request)
  response.writeHead(body === null ? 413 : pages.hear(request.headers, body), { connection: 'close' }).end()
}

async function answer(
  options: WatcherServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pages, token } = options
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  if (path === HEARTBEAT_PATH) {
    await answerHeartbeat(pages, request, response)
  } else if (path === '/healthz') {
    response.writeHead(200, JSON_TYPE).end('{"ok":true}')
  } else if (path !== '/metrics' && path !== '/status') {
    response.writeHead(404).end()
  } else if (!mayReadMetrics(request.headers.authorization, token)) {
    response.writeHead(401, { 'www-authenticate': 'Bearer' }).end()
  } else if (path === '/status') {
    response.writeHead(200, JSON_TYPE).end(JSON.stringify(pages.status()))
  } else {
    response.writeHead(200, { 'content-type': EXPOSITION_TYPE }).end(await pages.metricsPage())
  }
}

async function listening(server: Server, host: string, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  server.once('error', reject)
  server.listen(port, host, () => {
    const address = server.address()
    resolve(typeof address === 'object' && address !== null ? address.port : port)
  })
  return await promise
}

/** Starts the HTTP server of the watcher; rejects when the port is taken. */
export async function startWatcherServer(
  options: WatcherServerOptions,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch(() => {
      response.destroy()
    })
  })
  server.headersTimeout = 5000
  server.requestTimeout = 5000
  server.keepAliveTimeout = 5000
  const port = await listening(server, options.host, options.port)
  return {
    port,
    async close() {
      const closed = Promise.withResolvers<boolean>()
      server.close(() => closed.resolve(true))
      server.closeAllConnections()
      await closed.promise
    },
  }
}
