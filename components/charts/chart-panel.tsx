'use client'
import { useMemo, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { chartCsv } from './chart-csv.ts'
import type { ChartOpening } from './chart-cursor.tsx'
import type { ChartInput } from './chart-data.ts'
import { ChartDrawing, drawingSubtitle } from './chart-drawing.tsx'
import type { ChartHeight } from './chart-layout.ts'
import { ChartLegend } from './chart-legend.tsx'
import { useChartReader } from './chart-reader.ts'
import { ChartSheet } from './chart-sheet.tsx'
import { chartTwin } from './chart-twin.ts'
import { prepareChart } from './prepare-chart.ts'
import { TimeChart } from './time-chart.tsx'

/** Properties of `ChartPanel`. */
export interface ChartPanelProps {
  readonly title: string
  /** Keep it the same object while the data are the same: the chart is prepared and drawn again for a new one. */
  readonly input: ChartInput
  /** Where links lead to it: the part of an address after `#`. */
  readonly id?: string
  readonly height?: ChartHeight
  /** What else has to be known to read it: `Even pace drawn as dashes`. */
  readonly note?: string
  /** ISO time of the newest data, given when that is older than its limit. */
  readonly staleSince?: string
  /** What a press on it opens; keep it the same object. */
  readonly opens?: ChartOpening
  /** Below the chart: `Moves with the page metric`. */
  readonly footer?: ReactNode
}

/** Lines, areas or bars over time on a sheet. */
export function ChartPanel({ title, input, height = 'normal', note, opens, ...sheet }: ChartPanelProps) {
  const t = useText('charts')
  const reader = useChartReader()
  const chart = useMemo(() => prepareChart(t, input, reader), [t, input, reader])
  const savable = {
    drawing: <ChartDrawing title={title} subtitle={drawingSubtitle(t, chart, reader)} chart={chart} />,
    csv: () => chartCsv(chart),
  }
  const { grouped, thinned } = chart
  return (
    <ChartSheet
      title={title}
      finding={chart.finding}
      legend={<ChartLegend chart={chart} />}
      notes={[
        ...(thinned === null ? [] : [thinned]),
        ...(grouped === null ? [] : [t(`grouped.${grouped.shows}`, { count: grouped.count })]),
        ...(note === undefined ? [] : [note]),
      ]}
      twin={() => chartTwin(t, chart, reader)}
      savable={savable}
      {...sheet}
    >
      <TimeChart title={title} chart={chart} height={height} opens={opens} />
    </ChartSheet>
  )
}
