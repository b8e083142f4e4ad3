'use client'
import { useTimeRange } from '#components/shell/use-time-range.ts'
import type { TimeRange } from '#lib/core/time-range.ts'
import type { ExploreNotice } from './explore-notice.ts'
import { exploreGrid, type ExploreGrid } from './explore-state.ts'

/** When the explore page looks at. */
export interface ExploreTime {
  readonly range: TimeRange
  readonly grid: ExploreGrid
  /** Why a step could not be used; null when it could. */
  readonly notice: ExploreNotice | null
}

/** The range of the address on the grid of its step; it moves on with the clock, a step at a time. */
export function useExploreTime(stepName: string | null): ExploreTime {
  const { range, fromMs, toMs } = useTimeRange()
  return { range, ...exploreGrid({ fromMs, toMs }, stepName) }
}
