/** Source of the present moment; everything that needs "now" takes one of these, so that tests can choose it. */
export interface Clock {
  /** The present moment in UTC. */
  now(): Date
}

/** The clock of the machine. Its distance to the database's clock is watched by `lib/infra/db/clock-skew.ts`. */
export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands at `at` until it is moved: for tests and for replays of history. */
export function manualClock(at: Date): Clock & { advance(ms: number): void; set(to: Date): void } {
  let current = at.getTime()
  return {
    now: () => new Date(current),
    advance(ms) {
      current += ms
    },
    set(to) {
      current = to.getTime()
    },
  }
}
