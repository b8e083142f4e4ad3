import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '#lib/core/errors.ts'
import { problemOf } from '#lib/infra/http/problem.ts'
import { MalformedRequest, RequestTooLarge } from '../domain/remote-write/malformed.ts'

/** A refusal that HTTP has a status for and the domain has no word for. */
export class HttpRefusal extends Error {
  readonly status: number
  readonly title: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, title: string, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail)
    this.name = 'HttpRefusal'
    this.status = status
    this.title = title
    this.headers = headers
  }
}

/** The refusal of somebody whose credential is missing, unknown or ended. */
export const badCredential = (detail: string): HttpRefusal =>
  new HttpRefusal(401, 'Not signed in', detail, { 'www-authenticate': 'Bearer realm="bailiwick"' })

/** What a refusal says over HTTP, whoever threw it. */
export interface RefusalAnswer {
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly headers: Readonly<Record<string, string>>
  /** True for what nobody foresaw: it is logged with its stack, and the caller learns nothing but an id. */
  readonly isOurFault: boolean
}

/** Finds status, title and reason for anything that was thrown while a request was handled. */
export function refusalOf(error: unknown, requestId: string): RefusalAnswer {
  if (error instanceof HttpRefusal) {
    return {
      status: error.status,
      title: error.title,
      detail: error.message,
      headers: error.headers,
      isOurFault: false,
    }
  }
  if (error instanceof RequestTooLarge) return plain(413, 'Too large', error.message)
  if (error instanceof MalformedRequest) return plain(400, 'Not readable', error.message)
  const framework = frameworkRefusal(error)
  if (framework !== null) return framework
  const { status, title, detail } = problemOf(error, requestId)
  const retryAfter = error instanceof DomainError ? error.retryAfterSeconds : undefined
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retryAfter))) }
  return { status, title, detail, headers, isOurFault: !(error instanceof DomainError) }
}

/** Answers with a problem as RFC 9457 describes it. */
export async function replyWithProblem(reply: FastifyReply, error: unknown): Promise<void> {
  const requestId = reply.request.id
  const { status, title, detail, headers } = refusalOf(error, requestId)
  await reply
    .code(status)
    .headers(headers)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status, detail, requestId }))
}

/** What is still taken of a request that was answered before it had come in whole; a body of legal size fits. */
const MAX_DRAINED_BYTES = 6 * 1024 * 1024
const MAX_DRAIN_MS = 3000

/**
 * When a request is answered before its body has come in: takes what may still come of a small one, so that the connection
 * stays good; of a large one only a part, then nothing more, and cuts the connection a moment later, when the client has had
 * the time to read the answer. Without this a refused upload would be read to its end, however long it is.
 */
export function limitDrain({ raw }: FastifyRequest, reply: FastifyReply): void {
  // Node throws the rest of a body away by itself, without end, unless somebody has begun to read it.
  reply.raw.once('prefinish', () => {
    raw.read(0)
  })
  reply.raw.once('finish', () => {
    if (raw.complete) return
    const timer = setTimeout(() => raw.socket.destroy(), MAX_DRAIN_MS)
    let drained = 0
    raw.on('data', (chunk: Uint8Array) => {
      drained += chunk.length
      if (drained > MAX_DRAINED_BYTES) raw.pause()
    })
    raw.once('end', () => clearTimeout(timer))
    raw.once('close', () => clearTimeout(timer))
    raw.resume()
  })
}

/**
 * Takes back the `connection: close` that the framework gives a request which it refuses half-way: with it Node cuts the connection
 * as soon as the answer is out, and a sender that still writes is reset before it has read why. `limitDrain` ends such a request.
 */
export function leaveOpenWhileUnread({ raw }: FastifyRequest, reply: FastifyReply): void {
  if (!raw.complete) reply.removeHeader('connection')
}

const plain = (status: number, title: string, detail: string): RefusalAnswer => ({
  status,
  title,
  detail,
  headers: {},
  isOurFault: false,
})

/** Refusals by the web framework itself carry a status and a code that begins with FST. */
function frameworkRefusal(error: unknown): RefusalAnswer | null {
  if (!(error instanceof Error) || !('statusCode' in error) || !('code' in error)) return null
  const { statusCode, code } = error
  if (typeof statusCode !== 'number' || typeof code !== 'string') return null
  if (statusCode < 400 || statusCode >= 500 || !code.startsWith('FST_')) return null
  return plain(statusCode, statusCode === 413 ? 'Too large' : 'Not readable', error.message)
}
