/** When something is done later: replaced in tests, so that hours pass in no time. */
export interface Scheduler {
  /** Calls `act` once after `ms` milliseconds, unless the returned function is called before. */
  after(ms: number, act: () => void): () => void
  /** Calls `act` once after what happens in this turn of the event loop. */
  soon(act: () => void): void
}

/** The longest time that a timer of Node can wait. */
const LONGEST_MS = 2_147_483_647

/** The timers of the process; none of them keeps it alive. */
export const systemScheduler: Scheduler = {
  after(ms, act) {
    const timer = setTimeout(act, Math.min(Math.max(0, ms), LONGEST_MS))
    timer.unref()
    return () => clearTimeout(timer)
  },
  soon(act) {
    setImmediate(act)
  },
}
