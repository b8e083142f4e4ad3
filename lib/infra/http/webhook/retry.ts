/**
 * Seconds before each try of one message, counted from the try before it: at once, then over about three days. The
 * schedule that Standard Webhooks proposes.
 */
export const WEBHOOK_RETRY_SECONDS: readonly number[] = [
  0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400,
]

/** How far a delay is spread so that receivers which come back are not hit by everybody at once: a tenth either way. */
const JITTER = 0.1

/**
 * Seconds to wait after `tries` tries have failed, or null when the schedule is over. `random` lies in [0, 1); what the
 * receiver asked for by Retry-After is kept when it is longer.
 */
export function webhookRetryDelay(
  tries: number,
  random: number,
  retryAfterSeconds: number | null = null,
): number | null {
  const base = WEBHOOK_RETRY_SECONDS[tries]
  if (base === undefined) return null
  return Math.max(base * (1 - JITTER + 2 * JITTER * random), retryAfterSeconds ?? 0)
}

/** The longest Retry-After that is honoured, seconds. */
const MAX_RETRY_AFTER = 86_400

/** Seconds that a Retry-After header asks for (a number, or a date of RFC 9110); null when absent or unreadable. */
export function parseRetryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null
  const at = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : Math.ceil((at - now.getTime()) / 1000)
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), MAX_RETRY_AFTER)
}
