import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Clock } from '#lib/core/clock.ts'
import { DomainError, SuspendedError } from '#lib/core/errors.ts'
import { networkKey, unmapped } from '#lib/core/network.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { credentialFault, parseCredential } from '#lib/infra/auth/credential.ts'
import { actorLabel } from '#lib/infra/context/request-context.ts'
import { createRateLimiter, tooManyRequests, type RateLimiter } from '#lib/infra/http/rate-limit.ts'
import type { SecurityKind } from '#lib/modules/security/domain/kinds.ts'
import type { DoorRefusal, NoteRefusal } from '../door-notes.ts'
import { WrongCallers } from '../domain/wrong-callers.ts'
import type { Authenticate, ReaderCaller, SourceCaller } from '../ports.ts'
import { badCredential, type HttpRefusal } from './refusal-reply.ts'

/** Classes of the engine's routes: `ingest` is counted per source, `query` per key, `status` per network. */
export type EngineClass = 'ingest' | 'query' | 'status'

/** Requests per minute by class, for one subject; as many may come at once. */
export type EngineRates = Readonly<Record<EngineClass, number>>

/** What the door is made of. */
export interface DoorParts {
  readonly authenticate: Authenticate
  readonly clock: Clock
  readonly rates: EngineRates
  readonly note: NoteRefusal
}

type Caller = SourceCaller | ReaderCaller

/** Credentials remembered as good from a network; beyond it the one used longest ago is looked up as a new one. */
const MOST_GOOD = 10_000
/** Credentials of a network that waits which are looked up at once. */
const MOST_LOOKED_AT = 2

/**
 * The one way into the engine: who asks, how often they may, and what becomes known of refusals. Wrong credentials are
 * counted by network; while a network waits, credentials that were good from there before go on as ever, and of others
 * nothing is told but the wait (ADR 0017).
 */
export class Door {
  readonly #parts: DoorParts
  readonly #limiter: RateLimiter<EngineClass>
  readonly #wrong = new WrongCallers()
  readonly #good = new Set<string>()
  readonly #lookedAt = new Map<string, number>()
  readonly #callers = new WeakMap<FastifyRequest, Caller>()

  constructor(parts: DoorParts) {
    this.#parts = parts
    this.#limiter = createRateLimiter(parts.rates)
  }

  /** The source that sends this request. Throws 401 for an unknown credential, `forbidden` for one that may only read. */
  async requireSource(request: FastifyRequest): Promise<SourceCaller> {
    const caller = await this.#callerOf(request)
    if (caller.kind !== 'source')
      throw new DomainError(
        'forbidden',
        'This credential may read; sending needs the credential of a source.',
      )
    this.#admit('ingest', caller.sourceId)
    return caller
  }

  /** Who asks a question. Throws 401 for an unknown credential, `forbidden` for a source or without `metrics:query`. */
  async requireReader(request: FastifyRequest): Promise<ReaderCaller> {
    const caller = await this.#callerOf(request)
    if (caller.kind === 'source') {
      throw new DomainError(
        'forbidden',
        'A source may only send; asking needs an API key with metrics:query.',
      )
    }
    // The web process counts its own, by member.
    if (caller.key !== undefined) this.#admit('query', caller.key.id)
    if (caller.permissions.includes('metrics:query')) return caller
    throw new DomainError(
      'forbidden',
      'This needs the permission metrics:query, which the credential does not have.',
    )
  }

  /** Lets somebody ask how the engine is, or throws `limit_exceeded`. */
  admitStatus(request: FastifyRequest): void {
    this.#admit('status', networkKey(request.ip))
  }

  /** Notes what a caller who is known was refused: too much at once, the wrong kind of credential, a suspended tenant. */
  noteRefused(request: FastifyRequest, error: unknown): void {
    if (!(error instanceof DomainError)) return
    const kind = KINDS[error.code]
    if (kind !== undefined) this.note(request, kind, error.message)
  }

  /** Notes a refusal of this request, beside the caller if they are known. */
  note(request: FastifyRequest, kind: SecurityKind, reason: string): void {
    const caller = this.#callers.get(request)
    const about = caller === undefined ? {} : ownerAndActor(caller)
    const subject = about.actor === undefined ? networkKey(request.ip) : actorLabel(about.actor).id
    this.#parts.note({ ...this.#seen(request, reason), kind, subject: `${subject}|${reason}`, ...about })
  }

  #admit(kind: EngineClass, subject: string): void {
    // The time of the process, which nobody sets back.
    const admission = this.#limiter.take(kind, subject, performance.now())
    if (!admission.isAllowed)
      throw tooManyRequests(kind, this.#limiter.limits[kind], admission.retryAfterSeconds)
  }

  async #callerOf(request: FastifyRequest): Promise<Caller> {
    const credential = credentialOf(request)
    const fault = credentialFault(credential)
    if (fault !== null) throw this.#refuse(request, credential, fault)
    const network = networkKey(request.ip)
    const shownThere = `${network}|${markOf(credential)}`
    const seconds = this.#good.has(shownThere) ? 0 : this.#secondsToWait(network, credential)
    const caller =
      seconds === 0
        ? await this.#parts.authenticate(credential, unmapped(request.ip))
        : await this.#lookWhileWaiting(network, credential, request.ip)
    if (caller === null) {
      this.#good.delete(shownThere)
      if (seconds > 0) throw this.#refuseUnseen(request, seconds)
      throw this.#refuse(request, credential, 'The credential is unknown, was revoked or has expired.')
    }
    if (parseCredential(credential) !== null) this.#remember(shownThere)
    this.#callers.set(request, caller)
    if (caller.suspension !== undefined) throw new SuspendedError(caller.suspension)
    return caller
  }

  /** The tokens of the web process prove themselves and cost no look-up: they wait for nobody. */
  #secondsToWait(network: string, credential: string): number {
    return parseCredential(credential) === null
      ? 0
      : this.#wrong.secondsToWait(network, this.#parts.clock.now())
  }

  /** Looks for a credential that this network showed before, a few at a time: a flood gets no more of the database. */
  async #lookWhileWaiting(network: string, credential: string, ip: string): Promise<Caller | null> {
    const underWay = this.#lookedAt.get(network) ?? 0
    if (underWay >= MOST_LOOKED_AT) {
      throw new DomainError('unavailable', 'Too much is asked from this network; send again in a moment.', {
        retryAfterSeconds: 1,
      })
    }
    this.#lookedAt.set(network, underWay + 1)
    try {
      return await this.#parts.authenticate(credential, unmapped(ip), { isKnownThere: true })
    } finally {
      const left = (this.#lookedAt.get(network) ?? 1) - 1
      if (left === 0) this.#lookedAt.delete(network)
      else this.#lookedAt.set(network, left)
    }
  }

  #remember(shownThere: string): void {
    this.#good.delete(shownThere)
    this.#good.add(shownThere)
    const [oldest] = this.#good
    if (this.#good.size > MOST_GOOD && oldest !== undefined) this.#good.delete(oldest)
  }

  /** Counts and notes a wrong credential. */
  #refuse(request: FastifyRequest, credential: string, detail: string): HttpRefusal {
    const network = networkKey(request.ip)
    const mark = markOf(credential)
    this.#wrong.count(network, mark, this.#parts.clock.now())
    const isWhole = parseCredential(credential) !== null
    this.#parts.note({
      ...this.#seen(request, 'nobody has this credential'),
      kind: 'key.bad',
      // Whole ones may be somebody's that ended; of all others the network alone tells them apart.
      subject: isWhole ? `${network}|${mark}` : network,
      ...(isWhole ? { credential } : {}),
    })
    return badCredential(detail)
  }

  #refuseUnseen(request: FastifyRequest, seconds: number): DomainError {
    const reason = 'too many wrong credentials from this network'
    this.#parts.note({
      ...this.#seen(request, reason),
      kind: 'request.rate-limited',
      subject: `${networkKey(request.ip)}|${reason}`,
    })
    return new DomainError(
      'limit_exceeded',
      `Too many wrong credentials came from this network. Credentials that it used before go on; try again in ${seconds} seconds.`,
      { retryAfterSeconds: seconds },
    )
  }

  #seen(request: FastifyRequest, reason: string): Omit<DoorRefusal, 'kind' | 'subject'> {
    return {
      ip: unmapped(request.ip),
      userAgent: request.headers['user-agent'] ?? null,
      requestId: request.id,
      details: { door: 'engine', method: request.method, path: request.routeOptions.url ?? '', reason },
    }
  }
}

const KINDS: Readonly<Partial<Record<DomainError['code'], SecurityKind>>> = {
  limit_exceeded: 'request.rate-limited',
  forbidden: 'request.forbidden',
  suspended: 'request.suspended',
}

function ownerAndActor(caller: Caller): Pick<DoorRefusal, 'owner' | 'actor'> {
  if (caller.kind === 'source') {
    const { sourceId: id, name = id, platformId, tenantId } = caller
    return { owner: { platformId, tenantId }, actor: { kind: 'source', id, name } }
  }
  const { key, scope } = caller
  return { owner: ownerOf(scope), ...(key === undefined ? {} : { actor: { kind: 'api_key', ...key } }) }
}

/** By what credentials are told apart in memory. */
const markOf = (credential: string): string => createHash('sha256').update(credential).digest('base64url')

/**
 * The credential of a request: a bearer token, or the password of basic authentication, which is all that some senders offer.
 * Throws the 401 that says what is missing.
 */
function credentialOf(request: FastifyRequest): string {
  const header = request.headers.authorization
  if (header === undefined) throw badCredential('Send the credential as "Authorization: Bearer …".')
  const [, scheme = '', value = ''] = /^(\w+) +(\S+) *$/.exec(header) ?? []
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() === 'basic') {
    const text = Buffer.from(value, 'base64').toString('utf8')
    const password = text.slice(text.indexOf(':') + 1)
    if (password !== '') return password
  }
  throw badCredential('The Authorization header holds neither a bearer token nor basic authentication.')
}
