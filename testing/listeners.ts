import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { isIPv6, type AddressInfo } from 'node:net'

/** A web server of a test, which counts whoever connects. */
export interface TestListener {
  readonly host: string
  readonly port: number
  /** `http://host:port`, or https. */
  readonly origin: string
  /** Connections so far, whether or not a request came over them. */
  connections(): number
  /** Requests so far, in their order. */
  readonly requests: readonly IncomingMessage[]
  close(): Promise<void>
}

/** Where a listener listens; loopback and a free port unless said otherwise. */
export interface ListenOptions {
  readonly host?: string
  readonly port?: number
  /** Serves https with this certificate. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

async function bound(server: Server, host: string, port: number): Promise<AddressInfo> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the listener has no port')
  return address
}

/** Starts a web server for a test. */
export async function startListener(
  handler: RequestListener,
  { host = '127.0.0.1', port = 0, tls }: ListenOptions = {},
): Promise<TestListener> {
  const server = tls === undefined ? createServer() : createTlsServer(tls)
  const requests: IncomingMessage[] = []
  let connections = 0
  server.on('connection', () => {
    connections += 1
  })
  server.on('request', (request, response) => {
    requests.push(request)
    handler(request, response)
  })
  const address = await bound(server, host, port)
  const name = isIPv6(host) ? `[${host}]` : host
  return {
    host,
    port: address.port,
    origin: `${tls === undefined ? 'http' : 'https'}://${name}:${address.port}`,
    connections: () => connections,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

/** Reads the body of a request as text. */
export async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** Counts the sockets that this process opens while `work` runs, to anywhere: Node.js tells of each before it connects. */
export async function countSockets(work: () => Promise<void>): Promise<number> {
  let sockets = 0
  const count = (): void => {
    sockets += 1
  }
  subscribe('net.client.socket', count)
  try {
    await work()
  } finally {
    unsubscribe('net.client.socket', count)
  }
  return sockets
}

/**
 * Two addresses of this machine that no other machine reaches. Linux and Windows answer on all of 127.0.0.0/8, macOS
 * on 127.0.0.1 alone.
 */
export const twoLoopbacks = (): readonly [string, string] =>
  process.platform === 'darwin' ? ['127.0.0.1', '::1'] : ['127.0.0.1', '127.0.0.2']
