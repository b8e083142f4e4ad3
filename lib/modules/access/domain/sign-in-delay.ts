/** Wrong attempts that cost nothing but the attempt. */
export const FREE_FAILURES = 4
const FIRST_DELAY_SECONDS = 30
/** The longest wait: a lock without end would let anybody lock anybody out. */
const LONGEST_DELAY_SECONDS = 15 * 60

/**
 * Seconds to wait after so many wrong attempts in a row: 30 after the fifth, doubled with each further one, at most
 * 15 minutes. So at most 13 attempts are looked at in the first hour and 4 in each later one.
 */
export function delayAfter(failures: number): number {
  if (failures <= FREE_FAILURES) return 0
  return Math.min(FIRST_DELAY_SECONDS * 2 ** (failures - FREE_FAILURES - 1), LONGEST_DELAY_SECONDS)
}

/** Until when an account waits after so many wrong attempts, the last of them at `now`; null when it need not wait. */
export function lockedUntil(failures: number, now: Date): Date | null {
  const seconds = delayAfter(failures)
  return seconds === 0 ? null : new Date(now.getTime() + seconds * 1000)
}

/** Whole seconds still to wait, at least 1; 0 when nothing has to be waited for. */
export function secondsToWait(until: Date | null, now: Date): number {
  if (until === null || until <= now) return 0
  return Math.ceil((until.getTime() - now.getTime()) / 1000)
}
