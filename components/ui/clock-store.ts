/** A clock that ticks for those who listen, in the time of the server. */
export interface ClockStore {
  /** The server's time in milliseconds since 1970, as well as it is known here. */
  now(): number
  /** Calls `listener` about once a second until the returned function is called. */
  subscribe(listener: () => void): () => void
  /** Learns from a time that the server has just sent. */
  observe(serverNow: number): void
}

/** What a clock store needs from its surroundings; tests give their own. */
export interface ClockParts {
  readonly localNow: () => number
  readonly startTicking: (tick: () => void) => () => void
}

const SECOND = 1000

const browserParts: ClockParts = {
  localNow: () => Date.now(),
  startTicking(tick) {
    const timer = setInterval(tick, SECOND)
    return () => {
      clearInterval(timer)
    }
  },
}

/**
 * Makes a clock that starts at `serverNow`. What the server sends is late by the way it took, never early: of all
 * observations the one furthest ahead of the local clock is nearest to the truth, and it wins.
 */
export function createClockStore(serverNow: number, parts: ClockParts = browserParts): ClockStore {
  const listeners = new Set<() => void>()
  let ahead = serverNow - parts.localNow()
  let stopTicking: (() => void) | null = null
  return {
    now: () => parts.localNow() + ahead,
    observe(seen) {
      ahead = Math.max(ahead, seen - parts.localNow())
    },
    subscribe(listener) {
      listeners.add(listener)
      stopTicking ??= parts.startTicking(() => {
        for (const each of listeners) each()
      })
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stopTicking?.()
        stopTicking = null
      }
    },
  }
}
