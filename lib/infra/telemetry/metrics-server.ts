import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { mayReadMetrics } from './metrics.ts'

/** Pages of a metrics server: path → text in the Prometheus exposition format. */
export type MetricsPages = Readonly<Record<string, () => Promise<string>>>

/** What a metrics server needs. */
export interface MetricsServerOptions {
  readonly port: number
  readonly host?: string
  /** The bearer token that opens the pages; several while the secret is being replaced. */
  readonly token: string | readonly string[]
  readonly pages: MetricsPages
  /** What `/healthz` answers; it needs no token. */
  readonly healthy: () => boolean
}

/** The content type of the text format, version 0.0.4. */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

async function answer(
  options: MetricsServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  if (request.method !== 'GET') {
    response.writeHead(405, { allow: 'GET' }).end()
    return
  }
  if (path === '/healthz') {
    const isHealthy = options.healthy()
    response
      .writeHead(isHealthy ? 200 : 503, { 'content-type': 'application/json' })
      .end(JSON.stringify({ ok: isHealthy }))
    return
  }
  const page = options.pages[path]
  if (page === undefined) {
    response.writeHead(404).end()
    return
  }
  if (!mayReadMetrics(request.headers.authorization, options.token)) {
    response.writeHead(401, { 'www-authenticate': 'Bearer' }).end()
    return
  }
  const text = await page()
  response.writeHead(200, { 'content-type': EXPOSITION_TYPE, 'cache-control': 'no-store' }).end(text)
}

/** Serves the metrics pages of a process that has no HTTP server of its own. Resolves when it listens. */
export async function startMetricsServer(
  options: MetricsServerOptions,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  server.requestTimeout = 10_000
  server.keepAliveTimeout = 5000
  const port = await listening(server, options)
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

async function listening(server: Server, options: MetricsServerOptions): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  server.once('error', reject)
  server.listen(options.port, options.host ?? '127.0.0.1', () => {
    const address = server.address()
    resolve(typeof address === 'object' && address !== null ? address.port : options.port)
  })
  return await promise
}
