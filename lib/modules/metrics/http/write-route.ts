import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '#lib/core/errors.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import { planOf, REQUEST_LIMITS } from '../domain/limits.ts'
import { describeRefusals, REFUSALS, type Outcome } from '../domain/refusal.ts'
import type { Engine } from '../engine.ts'
import type { SourceCaller } from '../ports.ts'
import type { Door } from './door.ts'
import { InFlight } from './in-flight.ts'
import { HttpRefusal } from './refusal-reply.ts'

const PROTOBUF = /^application\/x-protobuf\s*(?:;\s*proto\s*=\s*"?prometheus\.WriteRequest"?\s*)?$/i

const NOTE_EVERY_MS = 60_000

/** What the route works with. */
export interface WriteRouteParts {
  readonly engine: Engine
  readonly door: Door
  readonly log: Logger
}

/**
 * `POST /api/v1/write`: Prometheus remote-write 1.0. In this order: is this engine the leader (503), who sends (401, 403), is it the
 * right kind of body (415) and short enough (413), is there room (429); only then is the body read.
 */
export function addWriteRoute(app: FastifyInstance, { engine, door, log }: WriteRouteParts): void {
  const inFlight = new InFlight()
  const senders = new WeakMap<FastifyRequest, SourceCaller>()

  const admit = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    engine.assertLeading()
    const source = await door.requireSource(request)
    checkKind(request)
    const release = inFlight.reserve(source.sourceId, declaredLength(request))
    if (release === null) throw tooMuchAtOnce()
    reply.raw.once('close', release)
    senders.set(request, source)
  }

  const accept = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const source = senders.get(request)
    if (source === undefined || !(request.body instanceof Uint8Array))
      throw new HttpRefusal(400, 'Not readable', 'The body is missing.')
    const outcome = await engine.write({ ...source, plan: planOf(source.plan) }, request.body)
    if (outcome.refused.size > 0) note(source.sourceId, outcome)
    if (outcome.refused.has('unknown_tenant')) door.note(request, 'scope.foreign', REFUSALS.unknown_tenant)
    await answer(reply, outcome)
  }

  // Counters have them all; the log has one line a minute for a source that goes on and on.
  const notedAt = new Map<string, number>()
  const note = (sourceId: string, { refused }: Outcome): void => {
    const now = performance.now()
    if (now - (notedAt.get(sourceId) ?? Number.NEGATIVE_INFINITY) < NOTE_EVERY_MS) return
    notedAt.set(sourceId, now)
    log.warn({ source: sourceId, refused: Object.fromEntries(refused) }, 'samples of a source are refused')
  }

  app.post('/api/v1/write', { onRequest: admit, bodyLimit: REQUEST_LIMITS.wireBytes }, accept)
}

async function answer(reply: FastifyReply, outcome: Outcome): Promise<void> {
  reply.headers({
    'x-prometheus-remote-write-samples-written': String(outcome.accepted),
    'x-prometheus-remote-write-histograms-written': '0',
    'x-prometheus-remote-write-exemplars-written': '0',
  })
  if (outcome.refused.size === 0) {
    await reply.code(204).send()
    return
  }
  const refused = Object.fromEntries(outcome.refused)
  await reply
    .code(400)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'urn:bailiwick:problem:samples_refused',
        title: 'Some samples were refused',
        status: 400,
        detail: `${outcome.accepted} samples were written. ${describeRefusals(outcome)}`,
        requestId: reply.request.id,
        written: outcome.accepted,
        refused,
      }),
    )
}

function checkKind({ headers }: FastifyRequest): void {
  if (!PROTOBUF.test(headers['content-type'] ?? '')) {
    throw new HttpRefusal(
      415,
      'Not this kind of content',
      'Send remote-write 1.0: "Content-Type: application/x-protobuf", message prometheus.WriteRequest.',
    )
  }
  if (headers['content-encoding']?.toLowerCase() !== 'snappy') {
    throw new HttpRefusal(
      415,
      'Not this encoding',
      'Send the body with "Content-Encoding: snappy" (block format).',
      {
        'accept-encoding': 'snappy',
      },
    )
  }
}

/** The length that the sender announces, or the most that a body may have when it announces none. */
function declaredLength({ headers }: FastifyRequest): number {
  const declared = headers['content-length']
  if (declared === undefined) return REQUEST_LIMITS.wireBytes
  const length = Number(declared)
  if (length <= REQUEST_LIMITS.wireBytes) return length
  throw new HttpRefusal(
    413,
    'Too large',
    `The body has ${length} bytes, at most ${REQUEST_LIMITS.wireBytes} are taken.`,
  )
}

const tooMuchAtOnce = (): DomainError =>
  new DomainError('limit_exceeded', 'Too much from this source is under way; send again in a moment.', {
    retryAfterSeconds: 1,
  })
