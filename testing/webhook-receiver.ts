import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** A call as it arrived: headers and the exact bytes of the body, which the signature covers. */
export interface Call {
  readonly at: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A receiver of webhooks on loopback. */
export interface WebhookReceiver {
  readonly port: number
  readonly url: string
  readonly calls: readonly Call[]
  waitFor(matches: (call: Call) => boolean, limitMs?: number): Promise<Call>
  close(): Promise<void>
}

/** Starts a receiver on a free port (or the given one) that answers 204 to everything. */
export async function openWebhookReceiver(port = 0): Promise<WebhookReceiver> {
  const calls: Call[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      )
      calls.push({ at: Date.now(), headers, body: Buffer.concat(chunks).toString() })
      response.writeHead(204).end()
    })
  })
  const listening = Promise.withResolvers<number>()
  server.listen(port, '127.0.0.1', () => {
    const address = server.address()
    listening.resolve(typeof address === 'object' && address !== null ? address.port : 0)
  })
  const taken = await listening.promise
  return {
    port: taken,
    url: `http://127.0.0.1:${taken}/hook`,
    calls,
    async waitFor(matches, limitMs = 30_000) {
      const limit = performance.now() + limitMs
      for (;;) {
        const found = calls.find(matches)
        if (found !== undefined) return found
        if (performance.now() > limit)
          throw new Error(
            `no such call within ${limitMs} ms; there are ${calls.length}: ${calls.map(({ body }) => body.slice(0, 80)).join(' | ')}`,
          )
        await sleep(50)
      }
    },
    async close() {
      const closed = Promise.withResolvers<boolean>()
      server.close(() => closed.resolve(true))
      server.closeAllConnections()
      await closed.promise
    },
  }
}
