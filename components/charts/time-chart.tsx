'use client'
import {
  memo,
  startTransition,
  Suspense,
  useCallback,
  useEffect,
  useRef,
  useState,
  type RefObject,
} from 'react'
import { FetchBoundary } from '#components/ui/fetch-boundary.tsx'
import { fetched } from '#components/ui/fetched.tsx'
import { ChartCursor, type ChartOpening } from './chart-cursor.tsx'
import { ASSUMED_WIDTH, plotHeight, type ChartHeight } from './chart-layout.ts'
import { FlagLinks } from './flag-links.tsx'
import { EndLabels, PlotBack, PlotFront, TimeLabels, ValueLabels } from './plot-frame.tsx'
import type { PreparedChart } from './prepare-chart.ts'
import { SeriesStill } from './series-still.tsx'

const SeriesLive = fetched(async () => (await import('./series-live.tsx')).SeriesLive)

const BOX: Record<ChartHeight, string> = { short: 'h-[132px]', normal: 'h-[236px]', tall: 'h-[320px]' }

/** Properties of `TimeChart`. */
export interface TimeChartProps {
  readonly title: string
  readonly chart: PreparedChart
  readonly height: ChartHeight
  readonly opens?: ChartOpening | undefined
}

const cell = (place: string) => ({
  className: `${place} overflow-visible`,
  width: '100%',
  height: '100%',
})
const VALUES = cell('row-start-2')
const ENDS = cell('col-start-3 row-start-2')
const TIMES = cell('col-start-2 row-start-3')
const PLOT = { ...VALUES, className: 'absolute inset-0 overflow-visible' }

/**
 * A chart over time without the sheet around it: a still picture, drawn on the server too, and the cross-hair on top.
 * Recharts, the largest script that there is, takes the place of the picture once somebody turns to the chart. What it
 * shows is said by the figure around it.
 */
export const TimeChart = memo(function TimeChart({ title, chart, height, opens }: TimeChartProps) {
  const plot = useRef<HTMLDivElement>(null)
  const width = useWidth(plot)
  const [isTurnedTo, setIsTurnedTo] = useState(false)
  // Not urgent: the picture stands there already, and stays until the script has come.
  const turn = useCallback(() => startTransition(() => setIsTurnedTo(true)), [])
  const still = <SeriesStill chart={chart} place={PLOT} />
  const isEmpty = chart.series.every(({ lastText }) => lastText === null)
  return (
    <div
      className={`grid grid-cols-[66px_minmax(0,1fr)_68px] grid-rows-[22px_minmax(0,1fr)_24px] ${BOX[height]}`}
    >
      <ValueLabels chart={chart} place={VALUES} />
      <div ref={plot} className="relative col-start-2 row-start-2">
        <PlotBack chart={chart} place={PLOT} />
        {width !== null && isTurnedTo ? (
          // Where Recharts does not come, the still picture stays, and it lacks nothing.
          <FetchBoundary renderInstead={() => still}>
            <Suspense fallback={still}>
              <div aria-hidden="true" className="absolute inset-0">
                <SeriesLive chart={chart} width={width} height={plotHeight(height)} />
              </div>
            </Suspense>
          </FetchBoundary>
        ) : (
          still
        )}
        <PlotFront chart={chart} place={PLOT} width={width ?? ASSUMED_WIDTH} />
        {isEmpty ? null : <ChartCursor title={title} chart={chart} opens={opens} onTurn={turn} />}
        <FlagLinks chart={chart} width={width ?? ASSUMED_WIDTH} />
      </div>
      <EndLabels chart={chart} place={ENDS} height={height} />
      <TimeLabels chart={chart} place={TIMES} />
    </div>
  )
})

/** The width of the plot in pixels; null before it is measured. */
function useWidth(plot: RefObject<HTMLDivElement | null>): number | null {
  const [width, setWidth] = useState<number | null>(null)
  useEffect(() => {
    const element = plot.current
    if (element === null) return
    const sizes = new ResizeObserver(([entry]) => {
      const next = Math.round(entry?.contentRect.width ?? 0)
      if (next > 0) startTransition(() => setWidth(next))
    })
    sizes.observe(element)
    return () => {
      sizes.disconnect()
    }
  }, [plot])
  return width
}
