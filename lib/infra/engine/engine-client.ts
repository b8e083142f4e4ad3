import { systemClock, type Clock } from '#lib/core/clock.ts'
import { DomainError, invalidField } from '#lib/core/errors.ts'
import type { Scope } from '#lib/core/scope.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { createKeyring } from '#lib/infra/auth/keys.ts'
import { mintScopeToken } from '#lib/infra/auth/scope-token.ts'
import { config, required } from '#lib/infra/config/index.ts'

/** Milliseconds after which the engine counts as not answering; it gives up on a query itself after ten seconds. */
const TIMEOUT_MS = 12_000

/** The parameters of a query by their names in Prometheus' HTTP API; what is undefined is left out. */
export type EngineParameters = Readonly<Record<string, string | undefined>>

/** Asks the engine in a scope, on behalf of whoever may do that. */
export interface EngineClient {
  /**
   * Asks `/api/v1/query` or `/api/v1/query_range` and returns the body of the answer. Throws `invalid_input` with the
   * engine's own words for a query that it refuses, `limit_exceeded`, and `unavailable` when it does not answer.
   */
  ask(scope: Scope, endpoint: 'query' | 'query_range', parameters: EngineParameters): Promise<unknown>
}

/** What a client is made of. */
export interface EngineClientParts {
  /** The address of the engine, without a slash at its end. */
  readonly url: string
  /** The key that signs what the web process may ask. */
  readonly key: Uint8Array
  readonly clock: Clock
  readonly timeoutMs?: number
}

const unavailable = (reason: string, retryAfterSeconds = 5, cause?: unknown): DomainError =>
  new DomainError('unavailable', `Metrics cannot be asked for now: ${reason}`, { retryAfterSeconds, cause })

/** Makes a client of the engine. */
export function createEngineClient({
  url,
  key,
  clock,
  timeoutMs = TIMEOUT_MS,
}: EngineClientParts): EngineClient {
  return {
    async ask(scope, endpoint, parameters) {
      const token = mintScopeToken(key, { scope, permissions: ['metrics:query'] }, clock.now())
      const given = Object.entries(parameters).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      )
      const response = await post(`${url}/api/v1/${endpoint}`, token, new URLSearchParams(given), timeoutMs)
      if (response.status === 200) return response.body
      throw refusalOf(response)
    },
  }
}

interface EngineResponse {
  readonly status: number
  readonly retryAfterSeconds: number | undefined
  readonly body: unknown
}

async function post(
  url: string,
  token: string,
  form: URLSearchParams,
  timeoutMs: number,
): Promise<EngineResponse> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
    return {
      status: response.status,
      retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
      body: await response.json(),
    }
  } catch (cause) {
    throw unavailable('the engine does not answer. Try again in a moment.', 5, cause)
  }
}

/** A refusal of the engine in our own words for errors. The engine names the parameter and what is wrong with it. */
function refusalOf({ status, retryAfterSeconds, body }: EngineResponse): Error {
  const reason = readReason(body)
  switch (status) {
    case 400:
    case 422: {
      const [, name = 'query', problem = reason] = /^invalid parameter "(\w+)": ([^]*)$/.exec(reason) ?? []
      return invalidField(name, problem)
    }
    case 429:
      return new DomainError('limit_exceeded', reason, { retryAfterSeconds: retryAfterSeconds ?? 5 })
    case 503:
      return unavailable(reason, retryAfterSeconds)
    default:
      return new Error(`the engine answered ${status}: ${reason}`)
  }
}

/** The words of an error in Prometheus' shape or of a problem (RFC 9457). */
function readReason(body: unknown): string {
  const error = isRecord(body) ? (body['error'] ?? body['detail']) : undefined
  return typeof error === 'string' ? error : 'the engine gave no reason.'
}

let shared: EngineClient | undefined

/** The client of this process, made from its settings at the first use. */
export function engineClient(): EngineClient {
  shared ??= createEngineClient({
    url: config().ENGINE_URL,
    key: createKeyring(required('BAILIWICK_SECRET')).scopeToken,
    clock: systemClock,
  })
  return shared
}
