'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { useZone } from '#components/ui/clock.tsx'
import type { Zone } from '#components/ui/format-time.ts'
import {
  parseTimeRange,
  rangeBetween,
  rangeParams,
  resolveRange,
  type TimeRange,
} from '#lib/core/time-range.ts'
import { useLookedAt } from './refresh.tsx'
import { useChangeSearch } from './use-change-search.ts'

/** The time range of the page in view. */
export interface TimeRangeState {
  readonly range: TimeRange
  /** Its instants, in milliseconds since 1970; they move on in steps that are small against the range. */
  readonly fromMs: number
  readonly toMs: number
  /** The zone in which times are printed. */
  readonly zone: Zone
  /** Puts a range into the address; going back leads to the one before. */
  readonly setRange: (next: TimeRange) => void
  /** Looks at a part, in milliseconds since 1970. */
  readonly zoomTo: (fromMs: number, toMs: number) => void
}

/** Seconds in which the end of a range moves on. */
const STEPS = [300, 60, 30, 15, 5, 1]

/** The largest step of which a range of this length has 120 or more, in milliseconds. */
const lookStep = (lengthMs: number): number =>
  1000 * (STEPS.find((seconds) => lengthMs / 1000 >= seconds * 120) ?? 1)

/** The range of the address: read here by everything that draws or lists by time, so that all of it looks at the same. */
export function useTimeRange(): TimeRangeState {
  const params = useSearchParams()
  const [fromText, toText] = [params.get('from'), params.get('to')]
  const change = useChangeSearch()
  const zone = useZone()
  // A look at the clock once a minute is enough to know how long the range is, and so how often to look at the clock.
  const minute = useLookedAt(60_000)
  const named = useMemo(
    () => parseTimeRange({ get: (name) => (name === 'from' ? fromText : toText) }, minute).range,
    [fromText, toText, minute],
  )
  const whole = resolveRange(named, minute)
  const now = useLookedAt(lookStep(whole.toMs - whole.fromMs))
  const { fromMs, toMs } = resolveRange(named, now)
  const setRange = useCallback(
    (next: TimeRange) => {
      const { from = null, to = null } = rangeParams(next)
      change({ from, to }, 'step')
    },
    [change],
  )
  const zoomTo = useCallback((from: number, to: number) => setRange(rangeBetween(from, to)), [setRange])
  return { range: named, fromMs, toMs, zone, setRange, zoomTo }
}
