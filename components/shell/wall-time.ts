import { offsetMinutes, type Zone } from '#components/ui/format-time.ts'

const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/
const MINUTE_MS = 60_000

const offsetMs = (ms: number, zone: Zone): number => offsetMinutes(new Date(ms), zone) * MINUTE_MS

/** An instant (milliseconds since 1970) as a field of date and time holds it: `2026-11-20T14:32:07`, on the wall of `zone`. */
export const wallText = (ms: number, zone: Zone): string =>
  new Date(ms + offsetMs(ms, zone)).toISOString().slice(0, 19)

/**
 * The instant at which a clock on the wall of `zone` shows what a field holds, in milliseconds since 1970; null for what is no
 * time. An hour that comes twice is its first one; in an hour that is left out, the clock is taken as it went before.
 */
export function wallMs(text: string, zone: Zone): number | null {
  const asUtc = LOCAL.test(text) ? Date.parse(`${text}Z`) : Number.NaN
  if (Number.isNaN(asUtc)) return null
  // Offsets are less than a day, and change less often than once in two.
  const [before, after] = [offsetMs(asUtc - 86_400_000, zone), offsetMs(asUtc + 86_400_000, zone)]
  const first = [asUtc - before, asUtc - after].find((ms) => wallText(ms, zone) === wallText(asUtc, 'UTC'))
  return first ?? asUtc - before
}
