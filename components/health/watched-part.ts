import type { ResolvedRange } from '#lib/core/time-range.ts'

/** The shortest that a cut range becomes, in milliseconds: a rate looks back so far, and one minute has nothing to draw. */
const SHORTEST_MS = 300_000

/**
 * A range without what lies before anything was measured: hatched as missing it would look like an outage. One that ends before that
 * stays as it is, because somebody asked for it.
 */
export function watchedPart({ fromMs, toMs }: ResolvedRange, watchedSince: string | null): ResolvedRange {
  if (watchedSince === null) return { fromMs, toMs }
  const beganMs = Date.parse(watchedSince)
  if (toMs <= beganMs) return { fromMs, toMs }
  return { fromMs: Math.max(fromMs, Math.min(beganMs, toMs - SHORTEST_MS)), toMs }
}
