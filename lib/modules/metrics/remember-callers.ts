import { DomainError } from '#lib/core/errors.ts'
import type { Authenticate, ReaderCaller, SourceCaller } from './ports.ts'

/** Milliseconds for which an answer is believed: the longest time for which a revoked credential still works. */
const BELIEVED_MS = 4000
const DEADLINE_MS = 2000
const MAX_KNOWN = 10_000

interface Known {
  readonly answer: Promise<SourceCaller | ReaderCaller | null>
  readonly untilMs: number
}

/** The same question with a deadline: no answer in time is `unavailable`, as is one that fails. */
export const askInTime =
  (authenticate: Authenticate): Authenticate =>
  async (...asked) =>
    await withDeadline(authenticate(...asked)).catch((cause: unknown) => {
      throw new DomainError('unavailable', 'Credentials cannot be checked now.', {
        retryAfterSeconds: 1,
        cause,
      })
    })

/**
 * Remembers for seconds who a credential belongs to, so that a sender costs one look-up and not one per request. Equal
 * questions at the same time are asked once. An answer that fails or takes too long is `unavailable` and not remembered.
 */
export function rememberCallers(authenticate: Authenticate, nowMs: () => number): Authenticate {
  const known = new Map<string, Known>()
  const ask = askInTime(authenticate)
  return async (credential, address) => {
    const now = nowMs()
    const before = known.get(credential)
    if (before !== undefined && before.untilMs > now) return await before.answer
    known.delete(credential)
    const [oldest] = known.keys()
    if (known.size >= MAX_KNOWN && oldest !== undefined) known.delete(oldest)
    const answer = ask(credential, address).catch((error: unknown) => {
      known.delete(credential)
      throw error
    })
    known.set(credential, { answer, untilMs: now + BELIEVED_MS })
    return await answer
  }
}

async function withDeadline<T>(work: Promise<T>): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${DEADLINE_MS} ms`)), DEADLINE_MS)
    work.finally(() => clearTimeout(timer)).then(resolve, reject)
  })
}
