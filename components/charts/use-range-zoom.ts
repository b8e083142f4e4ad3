'use client'
import { useCallback, useRef } from 'react'
import { useTimeRange } from '#components/shell/use-time-range.ts'
import { DEFAULT_RANGE, type TimeRange } from '#lib/core/time-range.ts'

/** Zooms the time range of the page, for `ChartGroup`: a stretch goes into the address, and back what was before. */
export function useRangeZoom(): {
  readonly onZoom: (fromMs: number, toMs: number) => void
  readonly onZoomBack: () => void
} {
  const { range, setRange, zoomTo } = useTimeRange()
  const before = useRef<TimeRange[]>([])
  const onZoom = useCallback(
    (fromMs: number, toMs: number) => {
      before.current.push(range)
      zoomTo(fromMs, toMs)
    },
    [range, zoomTo],
  )
  // After a reload nobody knows what was before: the usual range it is.
  const onZoomBack = useCallback(() => setRange(before.current.pop() ?? DEFAULT_RANGE), [setRange])
  return { onZoom, onZoomBack }
}
