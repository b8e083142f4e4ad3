'use client'
import { useMemo, type ReactNode } from 'react'
import { useZone } from '#components/ui/clock.tsx'
import { chartCsv } from './chart-csv.ts'
import type { ChartOpening } from './chart-cursor.tsx'
import type { ChartInput } from './chart-data.ts'
import { ChartDrawing } from './chart-drawing.tsx'
import type { ChartHeight } from './chart-layout.ts'
import { ChartLegend } from './chart-legend.tsx'
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
  const zone = useZone()
  const chart = useMemo(() => prepareChart(input, zone), [input, zone])
  const savable = {
    drawing: <ChartDrawing title={title} chart={chart} zone={zone} />,
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
        ...(grouped === null ? [] : [`${grouped.count} smaller series drawn as one: their ${grouped.shows}`]),
        ...(note === undefined ? [] : [note]),
      ]}
      twin={() => chartTwin(chart, zone)}
      savable={savable}
      {...sheet}
    >
      <TimeChart title={title} chart={chart} height={height} zone={zone} opens={opens} />
    </ChartSheet>
  )
}
