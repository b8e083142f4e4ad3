/** Remembers the ids of accepted messages for as long as they could be accepted again. */
export interface ReplayGuard {
  /** True the first time an id is seen; false when it is a repetition. */
  accept(id: string, now: Date): boolean
}

/** Twice the tolerance of a timestamp, because it may lie as far in the future as in the past. */
const WINDOW_MS = 2 * 300 * 1000

/** Makes a guard that holds at most `limit` ids; when it is full it accepts nothing more until the oldest are forgotten. */
export function createReplayGuard(limit = 10_000): ReplayGuard {
  const seen = new Map<string, number>()
  const forget = (before: number): void => {
    for (const [id, at] of seen) {
      if (at >= before) return // a Map keeps the order in which ids came
      seen.delete(id)
    }
  }
  return {
    accept(id, now) {
      forget(now.getTime() - WINDOW_MS)
      if (seen.has(id) || seen.size >= limit) return false
      seen.set(id, now.getTime())
      return true
    },
  }
}
