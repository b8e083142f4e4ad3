import type { LiveEvent } from './live-event.ts'

/** The last events of a process, for a page that opens its stream a moment after it was made. */
export interface RecentEvents {
  /** Keeps an event that came at `at` (milliseconds since 1970). */
  note(event: LiveEvent, at: number): void
  /** Forgets everything: nobody listened before `at`, so nothing before it can be told. */
  restart(at: number): void
  /** What came at `since` or later, oldest first; null when not all of it is known any more. */
  after(since: number): readonly LiveEvent[] | null
}

/** A page on a slow network opens its stream so long after it was made, in milliseconds; a slower one reads again. */
const KEEP_MS = 30_000

/** Events kept at most: about 0.2 kB each. When more came in the time, an early page reads everything again. */
const MOST = 2000

/** Keeps the last events, those of half a minute and 2,000 at most. It knows nothing before the first `restart`. */
export function makeRecentEvents(most = MOST): RecentEvents {
  let kept: { readonly event: LiveEvent; readonly at: number }[] = []
  let knownSince = Number.POSITIVE_INFINITY
  return {
    note(event, at) {
      kept.push({ event, at })
      // Cut in bulk: an event costs the same however many are kept.
      if (kept.length < most * 2 && (kept[0]?.at ?? at) > at - KEEP_MS * 2) return
      const cut = Math.max(
        kept.length - most,
        kept.findIndex((one) => one.at >= at - KEEP_MS),
      )
      knownSince = Math.max(knownSince, (kept[cut - 1]?.at ?? knownSince - 1) + 1)
      kept = kept.slice(cut)
    },
    restart(at) {
      kept = []
      knownSince = at
    },
    after(since) {
      if (since < knownSince) return null
      return kept.flatMap(({ event, at }) => (at >= since ? [event] : []))
    },
  }
}
