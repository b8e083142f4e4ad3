import type { Dispatcher } from 'undici'
import { pinnedAgent } from './pinned-agent.ts'
import { readLimited } from './read-body.ts'
import type { Target } from './target.ts'

/** One request to one checked target. */
export interface Exchange {
  readonly target: Target
  /** The checked addresses of the target. */
  readonly addresses: readonly string[]
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | null
  readonly maxBodyBytes: number
  readonly connectMs: number
  readonly gunzip: boolean
  readonly ca: readonly string[]
  /** Ends everything; carries the limit of time. */
  readonly signal: AbortSignal
}

/** What came back, with lower-case header names. A header that was sent several times is joined with `, `. */
export interface OutgoingResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** True when the body was longer than the limit and was cut there. */
  readonly isTruncated: boolean
  /** The checked addresses of which one answered. */
  readonly addresses: readonly string[]
}

const joined = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )

/** Sends one request over a connection of its own and reads the answer within the limits; follows nothing. */
export async function exchange(what: Exchange): Promise<OutgoingResponse> {
  const { target, signal } = what
  const agent = pinnedAgent(what)
  try {
    const response = await agent.request({
      origin: target.url.origin,
      path: target.url.pathname + target.url.search,
      method: what.method,
      headers: { ...what.headers, 'accept-encoding': what.gunzip ? 'gzip' : 'identity' },
      body: what.body,
      signal,
      reset: true,
      headersTimeout: 0, // the signal is the one limit of time, and exact
      bodyTimeout: 0,
    })
    response.body.on('error', () => undefined) // cutting a body short is no failure of the process
    const headers = joined(response.headers)
    const encoding = what.gunzip ? (headers['content-encoding'] ?? '').trim().toLowerCase() : ''
    const { bytes, isTruncated } = await readLimited(response.body, what.maxBodyBytes, encoding)
    return { status: response.statusCode, headers, body: bytes, isTruncated, addresses: what.addresses }
  } finally {
    await agent.destroy()
  }
}
