import type { PreparedChart } from './prepare-chart.ts'

/** Steps that a key with Shift goes at once. */
const FAR = 10

/** The place in the grid nearest to `seconds`. */
export function nearestIndex(
  { times, step }: Pick<PreparedChart, 'times' | 'step'>,
  seconds: number,
): number {
  const index = Math.round((seconds - (times[0] ?? 0)) / step)
  return Math.min(times.length - 1, Math.max(0, index))
}

/**
 * Where a key moves the cross-hair: arrows by one time, with Shift by ten, Home and End to the ends. The first key puts
 * it on the newest time. Null for a key that moves nothing.
 */
export function stepByKey(
  key: string,
  isFar: boolean,
  { index, count }: { readonly index: number | null; readonly count: number },
): number | null {
  const last = count - 1
  const by = isFar ? FAR : 1
  switch (key) {
    case 'Home':
      return 0
    case 'End':
      return last
    case 'ArrowLeft':
    case 'ArrowDown':
      return index === null ? last : Math.max(0, index - by)
    case 'ArrowRight':
    case 'ArrowUp':
      return index === null ? last : Math.min(last, index + by)
    default:
      return null
  }
}

/** What a key does at the cross-hair, apart from moving it. */
export type CursorAct = 'open' | 'mark' | 'leave'

/** How a chart stands when a key is pressed. */
export interface CursorPlace {
  /** Whether the cross-hair stands anywhere. */
  readonly isShown: boolean
  readonly canOpen: boolean
  readonly canZoom: boolean
  /** One end of a stretch is marked. */
  readonly isMarking: boolean
}

/** Enter opens, and ends a stretch that has begun; Space marks its ends, as Enter does where nothing can be opened. */
export function cursorAct(key: string, place: CursorPlace): CursorAct | null {
  if (!place.isShown) return null
  if (key === 'Escape') return 'leave'
  if (key !== 'Enter' && key !== ' ') return null
  if (key === 'Enter' && place.canOpen && !place.isMarking) return 'open'
  return place.canZoom ? 'mark' : null
}

/** Fewest steps that can be looked at closer. */
const LEAST_STEPS = 2

/**
 * The range between two ends in milliseconds since 1970, whichever came first; null for one that is too short to be
 * meant.
 */
export function zoomRange(
  { from, to, step }: Pick<PreparedChart, 'from' | 'to' | 'step'>,
  one: number,
  other: number,
): { readonly fromMs: number; readonly toMs: number } | null {
  const low = Math.max(from, Math.min(one, other))
  const high = Math.min(to, Math.max(one, other))
  if (high - low < LEAST_STEPS * step) return null
  return { fromMs: Math.round(low) * 1000, toMs: Math.round(high) * 1000 }
}
