// house: acts before a scope is known: it finds out who somebody is
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { hashPassword, verifyPassword } from '#lib/infra/auth/password.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { reserveAttempt, withdrawAttempt, type Attempt } from './attempts.ts'
import {
  isStillToCome,
  judgeFactor,
  type AcceptedFactor,
  type FactorRefusal,
  type GivenFactor,
} from './judge-factor.ts'
import { changePasswordHash, clearFailures, findAccount, type Account } from './sign-in-repository.ts'
import { unknownAccounts } from './unknown-accounts.ts'

/** What somebody types to be recognised; the address is normalised already. */
export interface Credentials extends GivenFactor {
  readonly email: string
  readonly password: string
}

/** The member who was recognised, or who was tried. */
export interface TriedMember {
  readonly id: string
  readonly name: string
  readonly email: string
}

/** How it ended. `member` is for the audit entry alone: no answer depends on whether there is one. */
export type CredentialVerdict =
  | { readonly verdict: 'right'; readonly member: TriedMember; readonly factor: AcceptedFactor }
  | { readonly verdict: 'wrong' | FactorRefusal; readonly member: TriedMember | null }
  | { readonly verdict: 'wait'; readonly seconds: number }

/**
 * A refusal is answered at a whole multiple of this after the question, so that its moment does not tell what was
 * compared on the way. One covers a password hash and the audit entry with room to spare.
 */
const ANSWER_EVERY_MS = 250

async function untilNextAnswer(began: number): Promise<void> {
  const elapsed = performance.now() - began
  await sleep(Math.ceil(elapsed / ANSWER_EVERY_MS) * ANSWER_EVERY_MS - elapsed)
}

/** Runs `ask` and holds a refusal back until the next moment for answers. */
export async function answeredEvenly<T>(
  ask: () => Promise<T>,
  isRefusal: (verdict: T) => boolean,
): Promise<T> {
  const began = performance.now()
  const verdict = await ask()
  if (isRefusal(verdict)) await untilNextAnswer(began)
  return verdict
}

type Reserved = { readonly account: Account; readonly attempt: Attempt } | null

async function reserve(own: Runtime, email: string, now: Date): Promise<Reserved> {
  return await own.database.asAuth(async (tx) => {
    const account = await findAccount(tx, email)
    if (account === null) return null
    return {
      account,
      attempt: await reserveAttempt(tx, account, now, async () => await findAccount(tx, email)),
    }
  })
}

/**
 * Recognises a member by password and, when one is enrolled, by second factor. Wrong attempts are counted per account
 * and make it wait. Unknown addresses take the same path: the same words, the same waits, the same work.
 */
export async function checkCredentials(own: Runtime, credentials: Credentials): Promise<CredentialVerdict> {
  const now = own.clock.now()
  const reserved = await reserve(own, credentials.email, now)
  if (reserved === null) {
    const seconds = unknownAccounts(own).attempt(credentials.email, now)
    if (seconds > 0) return { verdict: 'wait', seconds }
    await verifyPassword(null, credentials.password)
    return { verdict: 'wrong', member: null }
  }
  const { account, attempt } = reserved
  if (attempt.kind === 'wait') return { verdict: 'wait', seconds: attempt.seconds }
  return await judge(own, account, attempt, credentials)
}

async function judge(
  own: Runtime,
  account: Account,
  attempt: Extract<Attempt, { kind: 'open' }>,
  credentials: Credentials,
): Promise<CredentialVerdict> {
  const member: TriedMember = { id: account.id, name: account.name, email: account.email }
  const password = await verifyPassword(account.passwordHash, credentials.password)
  if (!password.matches || account.state !== 'active') return { verdict: 'wrong', member }
  const judged = await judgeFactor(own, account, credentials)
  if (!judged.isRight) {
    if (isStillToCome(judged.reason)) {
      await own.database.asAuth(async (tx) => await withdrawAttempt(tx, account.id, attempt))
    }
    return { verdict: judged.reason, member }
  }
  const rehashed = password.needsRehash ? await hashPassword(credentials.password) : null
  await own.database.asAuth(async (tx) => {
    await clearFailures(tx, account.id)
    if (rehashed !== null) await changePasswordHash(tx, account.id, rehashed)
  })
  return { verdict: 'right', member, factor: judged.factor }
}
