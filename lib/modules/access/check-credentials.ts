// house: acts before a scope is known: it finds out who somebody is
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { hashPassword, verifyPassword } from '#lib/infra/auth/password.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { deviceOfMember } from '#lib/infra/auth/device-cookie.ts'
import { beginAttempt, passAttempt, takeBackAttempt, type OpenAttempt } from './guesses.ts'
import {
  isStillToCome,
  judgeFactor,
  type AcceptedFactor,
  type FactorRefusal,
  type GivenFactor,
} from './judge-factor.ts'
import { clearFailures, findAccount, renewPasswordHash, type Account } from './sign-in-repository.ts'

/** What somebody types to be recognised; the address is normalised already. */
export interface Credentials extends GivenFactor {
  readonly email: string
  readonly password: string
  /** Address of the caller. */
  readonly address: string | null
  /** The Cookie header, for the device that the account may know; null without one. */
  readonly cookies: string | null
}

/** The member who was recognised, or who was tried. */
export interface TriedMember {
  readonly id: string
  readonly name: string
  readonly email: string
}

/** How it ended. `member` is for the audit entry alone: no answer depends on whether there is one. */
export type CredentialVerdict =
  | {
      readonly verdict: 'right'
      readonly member: TriedMember
      readonly factor: AcceptedFactor
      /** As what the password that was right is stored now. */
      readonly passwordHash: string | undefined
    }
  | {
      readonly verdict: 'wrong' | FactorRefusal
      readonly member: TriedMember | null
      /** True when the account is locked from this attempt on. */
      readonly locks: boolean
    }
  | {
      readonly verdict: 'wait'
      readonly seconds: number
      readonly isLocked: boolean
      readonly member: TriedMember | null
    }

/**
 * A refusal is answered at a whole multiple of this after the question, so that its moment does not tell what was
 * compared on the way. One covers a password hash and what is recorded with room to spare, on a busy machine too.
 */
const ANSWER_EVERY_MS = 500

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

/**
 * Recognises a member by password and, when one is enrolled, by second factor. Wrong attempts are counted per account and
 * per network, or per device where the account knows it, and make these wait. Unknown addresses take the same path: the
 * same words, the same waits, the same work.
 */
export async function checkCredentials(own: Runtime, credentials: Credentials): Promise<CredentialVerdict> {
  const { email, address, cookies } = credentials
  const account = await own.database.asAuth(async (tx) => await findAccount(tx, email))
  const member = account === null ? null : { id: account.id, name: account.name, email: account.email }
  const known = account === null ? null : deviceOfMember(own, cookies, account, own.clock.now())
  const attempt = await beginAttempt(own, { email, address, known })
  if (attempt.kind === 'wait')
    return { verdict: 'wait', seconds: attempt.seconds, isLocked: attempt.isLocked, member }
  if (account === null) {
    await verifyPassword(null, credentials.password)
    return { verdict: 'wrong', member: null, locks: attempt.isLocking }
  }
  return await judge(own, account, attempt, credentials)
}

async function judge(
  own: Runtime,
  account: Account,
  attempt: OpenAttempt,
  credentials: Credentials,
): Promise<CredentialVerdict> {
  const member: TriedMember = { id: account.id, name: account.name, email: account.email }
  const locks = attempt.isLocking
  const password = await verifyPassword(account.passwordHash, credentials.password)
  if (!password.matches || account.state !== 'active') return { verdict: 'wrong', member, locks }
  const judged = await judgeFactor(own, account, credentials)
  if (!judged.isRight) {
    if (isStillToCome(judged.reason)) await takeBackAttempt(own, attempt)
    return { verdict: judged.reason, member, locks }
  }
  const rehashed = password.needsRehash ? await hashPassword(credentials.password) : null
  await passAttempt(own, attempt)
  await own.database.asAuth(async (tx) => {
    await clearFailures(tx, account.id)
    if (rehashed !== null) await renewPasswordHash(tx, account, rehashed)
  })
  const passwordHash = rehashed ?? account.passwordHash ?? undefined
  return { verdict: 'right', member, factor: judged.factor, passwordHash }
}
