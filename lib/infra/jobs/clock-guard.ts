import type { Clock } from '#lib/core/clock.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import type { SqlPool } from './sql-pool.ts'

/** How far a process's clock may be from the database's: leases and due times are compared across both. */
export const LARGEST_SKEW_MS = 2000

/** Watches the distance between the clock of this process and the database's. */
export interface ClockGuard {
  /** False until the first comparison, and while the clocks are too far apart: then nothing may be claimed. */
  isTrusted(): boolean
  /** Seconds by which this process is ahead of the database at the last comparison; null before the first. */
  skewSeconds(): number | null
  /** Compares now. A database that does not answer changes nothing. */
  check(): Promise<void>
  /** Ends the regular comparison. */
  close(): void
}

/** What a guard needs. */
export interface ClockGuardOptions {
  readonly pool: SqlPool
  readonly clock: Clock
  readonly log: Logger
  readonly everyMs?: number
  /** Told when trust begins and ends. */
  readonly onChange?: (trusted: boolean) => void
}

/**
 * The skew that is certain, in milliseconds, ahead positive: the database answered at some moment between the two
 * readings, so half of the round trip is given the benefit of the doubt.
 */
export function certainSkew(sentMs: number, receivedMs: number, databaseMs: number): number {
  const skew = (sentMs + receivedMs) / 2 - databaseMs
  const doubt = (receivedMs - sentMs) / 2
  return Math.sign(skew) * Math.max(0, Math.abs(skew) - doubt)
}

/** Starts to compare the clocks once a minute; the first comparison is the caller's, by `check`. */
export function watchClock(options: ClockGuardOptions): ClockGuard {
  const { pool, clock, log } = options
  let skewMs: number | null = null
  let trusted = false
  const check = async (): Promise<void> => {
    const sent = clock.now().getTime()
    const { rows } = await pool.query<{ ms: number }>(
      `select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
    )
    const databaseMs = rows[0]?.ms
    if (databaseMs === undefined) return
    skewMs = certainSkew(sent, clock.now().getTime(), databaseMs)
    const now = Math.abs(skewMs) <= LARGEST_SKEW_MS
    if (now !== trusted) options.onChange?.(now)
    trusted = now
    if (trusted) return
    const seconds = (Math.abs(skewMs) / 1000).toFixed(1)
    const where = skewMs > 0 ? 'ahead of' : 'behind'
    log.error(
      { skewMs },
      `this clock is ${seconds} s ${where} the database's: nothing is claimed until they are at most ${LARGEST_SKEW_MS / 1000} s apart; check the time synchronisation of both machines`,
    )
  }
  const timer = setInterval(() => {
    check().catch((error: unknown) => log.warn({ err: error }, 'the clocks could not be compared'))
  }, options.everyMs ?? 60_000)
  timer.unref()
  return {
    isTrusted: () => trusted,
    skewSeconds: () => (skewMs === null ? null : skewMs / 1000),
    check,
    close: () => clearInterval(timer),
  }
}
