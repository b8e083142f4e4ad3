'use client'
import { exploreGrid, type ExploreGrid } from '#components/explore/explore-state.ts'
import { useTimeRange } from '#components/shell/use-time-range.ts'
import type { TimeRange } from '#lib/core/time-range.ts'
import { watchedPart } from './watched-part.ts'

/** When the page of our own health looks. */
export interface HealthTime {
  /** As the address says it. */
  readonly range: TimeRange
  /** The part of it in which something can have been measured, on the grid of its step. */
  readonly grid: ExploreGrid
  /** ISO time at which the charts begin, where that is later than the range does; null where it is not. */
  readonly cutAt: string | null
}

/** The range of the address without the time before anything was measured; it moves on with the clock. */
export function useHealthTime(watchedSince: string | null): HealthTime {
  const { range, fromMs, toMs } = useTimeRange()
  const part = watchedPart({ fromMs, toMs }, watchedSince)
  return { range, grid: exploreGrid(part, null).grid, cutAt: part.fromMs > fromMs ? watchedSince : null }
}
