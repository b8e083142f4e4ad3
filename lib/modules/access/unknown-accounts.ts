import { hmac } from '#lib/infra/auth/keys.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { lockedUntil, secondsToWait } from './domain/sign-in-delay.ts'

/** Addresses remembered at once; beyond it the oldest is forgotten. */
const CAPACITY = 10_000

/** Makes addresses without an account wait like those with one: otherwise the wait would tell who is a member. */
export interface UnknownAccounts {
  /** Counts an attempt; the seconds to wait instead, or 0 when it is to be answered. */
  attempt(email: string, now: Date): number
}

/** Remembers addresses by their HMAC, never themselves: people type passwords into the wrong field. */
export function createUnknownAccounts(pepper: Uint8Array, capacity: number = CAPACITY): UnknownAccounts {
  const failures = new Map<string, { count: number; until: Date | null }>()
  return {
    attempt(email, now) {
      const key = Buffer.from(hmac(pepper, `unknown|${email}`)).toString('base64')
      const known = failures.get(key) ?? { count: 0, until: null }
      const seconds = secondsToWait(known.until, now)
      if (seconds > 0) return seconds
      const count = known.count + 1
      failures.delete(key)
      failures.set(key, { count, until: lockedUntil(count, now) })
      const [oldest] = failures.keys()
      if (failures.size > capacity && oldest !== undefined) failures.delete(oldest)
      return 0
    },
  }
}

const byRuntime = new WeakMap<Runtime, UnknownAccounts>()

/** The memory of this process. */
export function unknownAccounts(own: Runtime): UnknownAccounts {
  const known = byRuntime.get(own)
  if (known !== undefined) return known
  const made = createUnknownAccounts(own.keyring.pepper)
  byRuntime.set(own, made)
  return made
}
