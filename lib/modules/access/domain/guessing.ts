import { delayAfter, FREE_FAILURES, secondsToWait } from './sign-in-delay.ts'

/** From this many in a row an account is locked; its owner opens it again by mail, or waits. */
const LOCKING_FAILURES = 10
/** A lock ends by itself: one without end would let anybody lock anybody out. */
const LOCK_SECONDS = 60 * 60

/** Networks hold many people, so that more is forgiven. */
const FREE_OF_NETWORK = 50
const LONGEST_OF_NETWORK_SECONDS = 15 * 60

/** Failures are forgotten when nobody tried for so long after the last wait ended. */
const FORGET_MS = 24 * 3_600_000
/** Those of a network sooner: tomorrow it may be somebody else's. */
const FORGET_NETWORK_MS = 3_600_000

/** Wrong attempts in a row of one account, device or network. */
export interface Failures {
  readonly failedCount: number
  /** Until when nothing more is looked at; null when nothing has to be waited for. */
  readonly waitsUntil: Date | null
  /** When the last one was counted. */
  readonly seenAt: Date
}

/** How failures are counted: how long they make wait, and when they are forgotten. */
export interface Counting {
  readonly delayAfter: (failures: number) => number
  readonly forgetMs: number
}

/**
 * Seconds that an account waits after so many wrong attempts in a row: 30 after the fifth, doubled with each further one,
 * an hour from the tenth. So at most 10 attempts are looked at in the first hour and one in each later one.
 */
export const accountDelayAfter = (failures: number): number =>
  isLocking(failures) ? LOCK_SECONDS : delayAfter(failures)

/** Seconds that a network waits: two after 51 wrong attempts, whoever they were for, doubled up to a quarter of an hour. */
export function networkDelayAfter(failures: number): number {
  if (failures <= FREE_OF_NETWORK) return 0
  return Math.min(2 ** (failures - FREE_OF_NETWORK), LONGEST_OF_NETWORK_SECONDS)
}

/** How accounts, and devices that an account knows, are counted. */
export const ACCOUNT_COUNTING: Counting = { delayAfter: accountDelayAfter, forgetMs: FORGET_MS }
/** How networks are counted. */
export const NETWORK_COUNTING: Counting = { delayAfter: networkDelayAfter, forgetMs: FORGET_NETWORK_MS }

/** True from the number of wrong attempts at which an account is locked. */
export const isLocking = (failures: number): boolean => failures >= LOCKING_FAILURES

/** What is left of failures now: none, when the last wait ended long ago. */
export function present(failures: Failures, { forgetMs }: Counting, now: Date): Failures {
  const since = failures.waitsUntil ?? failures.seenAt
  const isForgotten = now.getTime() - since.getTime() > forgetMs
  return isForgotten ? { failedCount: 0, waitsUntil: null, seenAt: failures.seenAt } : failures
}

/** The failures with one more, at `now`. */
export function oneMore({ failedCount }: Failures, { delayAfter: delay }: Counting, now: Date): Failures {
  const seconds = delay(failedCount + 1)
  return {
    failedCount: failedCount + 1,
    waitsUntil: seconds === 0 ? null : new Date(now.getTime() + seconds * 1000),
    seenAt: now,
  }
}

/** The failures with one less: an attempt that was right, or neither right nor wrong. A wait of a later one stays. */
export function oneLess(failures: Failures, counted: Failures): Failures {
  const isOwnWait = failures.waitsUntil?.getTime() === counted.waitsUntil?.getTime()
  return {
    ...failures,
    failedCount: Math.max(0, failures.failedCount - 1),
    waitsUntil: isOwnWait ? null : failures.waitsUntil,
  }
}

/**
 * What an unlock leaves: nothing to wait for, and no free attempt. Whoever goes on guessing is locked again after six, so
 * that an owner who opens the account gives the guesser next to nothing.
 */
export const unlocked = (failures: Failures): Failures => ({
  ...failures,
  failedCount: Math.min(failures.failedCount, FREE_FAILURES),
  waitsUntil: null,
})

/** Seconds to wait for the longest of these. */
export const secondsOf = (all: readonly Failures[], now: Date): number =>
  Math.max(0, ...all.map(({ waitsUntil }) => secondsToWait(waitsUntil, now)))
