import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as live from '#app/api/live/route.ts'
import { findRoutes, findScimRoutes, type Answering } from './routes-on-disk.ts'

/** The routes of the API behind a real port, without Next.js: what stands between a request and its handler is not tested here. */
export interface ServedRoutes {
  readonly origin: string
  close(): Promise<void>
}

const patternOf = ({ path }: Answering): RegExp =>
  new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)

async function toRequest(message: IncomingMessage, to: ServerResponse): Promise<Request> {
  const chunks: Uint8Array[] = []
  for await (const chunk of message) if (chunk instanceof Uint8Array) chunks.push(chunk)
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, [value].flat().join(', '))
  }
  const stopping = new AbortController()
  to.once('close', () => stopping.abort())
  const { method = 'GET', url = '/' } = message
  const body = method === 'GET' ? null : Buffer.concat(chunks)
  return new Request(`http://localhost:3000${url}`, { method, headers, body, signal: stopping.signal })
}

async function reply(response: Response, to: ServerResponse): Promise<void> {
  to.writeHead(response.status, Object.fromEntries(response.headers))
  if (response.body === null) {
    to.end()
    return
  }
  for await (const chunk of response.body) to.write(chunk)
  to.end()
}

/** Serves every route of app/api/v1, those of provisioning and the live stream on a free port of the loopback address. */
export async function serveRoutes(): Promise<ServedRoutes> {
  const found: Answering[] = [...(await findRoutes()), ...(await findScimRoutes())]
  const routes = found.map((route) => ({ route, pattern: patternOf(route) }))
  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (pathname === '/api/live') return await live.GET(request)
    for (const { route, pattern } of routes) {
      const match = route.method === request.method ? pattern.exec(pathname) : null
      if (match !== null) return await route.handle(request, { params: Promise.resolve({ ...match.groups }) })
    }
    // A page is not missing here, nobody serves it.
    const status = request.headers.get('accept') === 'text/html' ? 501 : 404
    return new Response('there is nothing here', { status })
  }
  const server = createServer((message, to) => {
    const work = async (): Promise<void> => await reply(await answer(await toRequest(message, to)), to)
    work().catch(() => to.destroy())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = isAddress(address) ? address.port : 0
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

const isAddress = (address: string | AddressInfo | null): address is AddressInfo =>
  address !== null && typeof address !== 'string'
