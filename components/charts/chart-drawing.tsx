import type { Text } from '#components/language/use-text.ts'
import { momentText } from '#components/ui/format-time.ts'
import { CHART_HEIGHTS, dashOf, paintOf, plotHeight, ROOM } from './chart-layout.ts'
import type { ChartReader } from './chart-reader.ts'
import { DrawingFrame, SAVED } from './drawing-frame.tsx'
import { EndLabels, PlotBack, PlotFront, TimeLabels, ValueLabels } from './plot-frame.tsx'
import type { PreparedChart } from './prepare-chart.ts'
import { SeriesStill } from './series-still.tsx'

const HEIGHT = 'tall'

/** Properties of `ChartDrawing`. A drawing is made outside of the page: its words are handed to it. */
export interface ChartDrawingProps {
  readonly title: string
  readonly subtitle: string
  readonly chart: PreparedChart
}

/** A chart over time as one drawing for a file. */
export function ChartDrawing({ title, subtitle, chart }: ChartDrawingProps) {
  const width = SAVED.width - ROOM.left - ROOM.right
  const high = plotHeight(HEIGHT)
  const top = SAVED.head + ROOM.top
  const plot = { x: ROOM.left, y: top, width, height: high, overflow: 'visible' }
  return (
    <DrawingFrame
      title={title}
      subtitle={subtitle}
      legend={chart.series.map(({ label, colour }) => ({
        label,
        paint: paintOf(colour),
        dash: chart.kind === 'line' || chart.kind === 'area' ? dashOf(colour) : undefined,
      }))}
      height={CHART_HEIGHTS[HEIGHT]}
    >
      <ValueLabels chart={chart} place={{ ...plot, x: 0, width: ROOM.left }} />
      <PlotBack chart={chart} place={plot} />
      <SeriesStill chart={chart} place={plot} />
      <PlotFront chart={chart} place={plot} width={width} />
      <EndLabels
        chart={chart}
        place={{ ...plot, x: SAVED.width - ROOM.right, width: ROOM.right }}
        height={HEIGHT}
      />
      <TimeLabels chart={chart} place={{ ...plot, y: top + high, height: ROOM.bottom }} />
    </DrawingFrame>
  )
}

/** What a saved drawing says under its title: range, zone, unit, and how the data were thinned. */
export function drawingSubtitle(
  t: Text<'charts'>,
  { from, to, unit, thinned, band }: PreparedChart,
  { zone, language }: ChartReader,
): string {
  const time = (seconds: number): string => momentText(new Date(seconds * 1000), zone, language)
  return [
    t('between', { from: time(from), to: time(to) }),
    unit === '' ? t('noUnit') : t('unit', { unit }),
    ...(thinned === null ? [] : [thinned]),
    ...(band === null ? [] : [t('grey', { band: band.label })]),
  ].join(' · ')
}
