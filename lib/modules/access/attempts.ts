// house: acts before a scope is known: it belongs to finding out who somebody is
import type { Tx } from '#lib/infra/db/index.ts'
import { DomainError } from '#lib/core/errors.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { lockedUntil, secondsToWait } from './domain/sign-in-delay.ts'
import { findAccountById, moveFailures, type Account, type Failures } from './sign-in-repository.ts'

/** An attempt that may be looked at, counted as wrong until it proves right; or the seconds to wait instead. */
export type Attempt =
  | { readonly kind: 'open'; readonly before: Failures; readonly after: Failures }
  | { readonly kind: 'wait'; readonly seconds: number }

/** Failures are forgotten when nobody tried for so long after the last wait ended. */
const FORGET_MS = 24 * 3_600_000
/** Parallel guesses race for the next count; whoever loses so often waits like after a lock. */
const MAX_RACES = 20

function present(account: Failures, now: Date): Failures {
  const { lockedUntil: until } = account
  const isForgotten = until !== null && now.getTime() - until.getTime() > FORGET_MS
  return isForgotten ? { failedCount: 0, lockedUntil: null } : account
}

/**
 * Counts an attempt before anything is compared. Guesses sent at once are counted one by one, so that no more of them
 * are looked at than one after another would be. `reread` fetches the account again after a lost race.
 */
export async function reserveAttempt(
  tx: Tx,
  account: Account,
  now: Date,
  reread: () => Promise<Account | null>,
): Promise<Attempt> {
  let current = account
  for (let race = 0; race < MAX_RACES; race += 1) {
    const seconds = secondsToWait(current.lockedUntil, now)
    if (seconds > 0) return { kind: 'wait', seconds }
    const before = present(current, now)
    const failedCount = before.failedCount + 1
    const after = { failedCount, lockedUntil: lockedUntil(failedCount, now) }
    if (await moveFailures(tx, current.id, current.failedCount, after)) return { kind: 'open', before, after }
    const again = await reread()
    if (again === null) break
    current = again
  }
  return { kind: 'wait', seconds: 1 }
}

/**
 * Counts an attempt of somebody who is known by a session or by a link from the own mailbox, to show once more who they
 * are; throws `limit_exceeded` while they have to wait. Guesses of others at the same account (`guesses.ts`) do not make
 * them wait.
 */
export async function reserveOwnAttempt(own: Runtime, memberId: string): Promise<Account> {
  return await own.database.asAuth(async (auth) => {
    const account = await findAccountById(auth, memberId)
    if (account === null) throw new DomainError('unauthenticated', 'Sign in first.')
    const attempt = await reserveAttempt(
      auth,
      account,
      own.clock.now(),
      async () => await findAccountById(auth, memberId),
    )
    if (attempt.kind === 'open') return account
    const { seconds } = attempt
    throw new DomainError('limit_exceeded', `Too many wrong attempts. Try again in ${seconds} seconds.`, {
      retryAfterSeconds: seconds,
    })
  })
}
