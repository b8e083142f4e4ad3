'use client'
import { lazy, Suspense, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import { useZone } from '#components/ui/clock.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { quantityText } from '#components/ui/format-quantity.ts'
import { dayText, secondText, type Zone } from '#components/ui/format-time.ts'
import { Panel } from '#components/ui/panel.tsx'
import { chartCsv } from './chart-csv.ts'
import type { ChartInput } from './chart-data.ts'
import type { ChartHeight } from './chart-layout.ts'
import { ChartStill } from './chart-still.tsx'
import { prepareChart, type PreparedChart } from './prepare-chart.ts'
import { SeriesMark } from './series-mark.tsx'

const ChartLive = lazy(async () => ({ default: (await import('./chart-live.tsx')).ChartLive }))

/** Properties of `ChartPanel`. */
export interface ChartPanelProps {
  readonly title: string
  readonly input: ChartInput
  readonly height?: ChartHeight
  /** How the data were thinned: `10 m buckets, maximum kept`. */
  readonly note?: string
  /** Below the chart: `Moves with the page metric`. */
  readonly footer?: ReactNode
}

const neverChanges = (): (() => void) => () => {}

/** Time series on a sheet, with a legend and the same data as a table. */
export function ChartPanel({ title, input, height = 'normal', note, footer }: ChartPanelProps) {
  const zone = useZone()
  const [isTable, setIsTable] = useState(false)
  const chart = useMemo(() => prepareChart(input, zone), [input, zone])
  return (
    <Panel
      title={title}
      isFlush
      meta={
        <>
          <Legend chart={chart} />
          {note}
          <button
            type="button"
            aria-pressed={isTable}
            className="opens"
            onClick={() => setIsTable((was) => !was)}
          >
            {isTable ? 'Chart' : 'Table'}
          </button>
        </>
      }
    >
      {isTable ? (
        <ChartTable title={title} chart={chart} zone={zone} />
      ) : (
        <figure aria-label={`${title}. ${chart.finding}`} className="px-1 pt-1 pb-2">
          <TimeChart chart={chart} height={height} zone={zone} />
        </figure>
      )}
      {chart.left > 0 ? (
        <p className="px-3.5 pb-2.5 text-small text-fg-3">
          {chart.left} smaller series are not drawn. Narrow the query to see them.
        </p>
      ) : null}
      {footer === undefined ? null : <div className="px-3.5 pb-3 text-small text-fg-3">{footer}</div>}
    </Panel>
  )
}

/** A still drawing first; once the script has come, the same with tooltip and keyboard. Nothing measured stays still. */
function TimeChart({ chart, height, zone }: { chart: PreparedChart; height: ChartHeight; zone: Zone }) {
  const isInBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )
  const still = <ChartStill chart={chart} height={height} />
  const isEmpty = chart.series.every(({ lastText }) => lastText === null)
  return isInBrowser && !isEmpty ? (
    <Suspense fallback={still}>
      <ChartLive chart={chart} height={height} zone={zone} />
    </Suspense>
  ) : (
    still
  )
}

/** The line of each series with its name; a single series is named by the title. */
function Legend({ chart }: { chart: PreparedChart }) {
  if (chart.series.length < 2) return null
  return (
    <ul className="flex flex-wrap gap-x-3.5">
      {chart.series.map(({ id, label, colour }) => (
        <li key={id} className="inline-flex items-center gap-[5px] text-fg-2">
          <SeriesMark colour={colour} />
          {label}
        </li>
      ))}
    </ul>
  )
}

const cellTime = (seconds: number, zone: Zone): string => {
  const at = new Date(seconds * 1000)
  return `${dayText(at, zone)}, ${secondText(at, zone)}`
}

/** The twin of the chart: the same data, newest first. */
function ChartTable({ title, chart, zone }: { title: string; chart: PreparedChart; zone: Zone }) {
  const newestFirst = chart.times.map((time, i) => ({ time, i })).toReversed()
  return (
    <div className="flex flex-col">
      <div className="max-h-72 overflow-auto">
        <table className="w-full border-collapse">
          <caption className="sr-only">
            {title}. {chart.finding}
          </caption>
          <thead className="sticky top-0 bg-panel text-micro text-fg-3">
            <tr>
              <th scope="col" className="px-3.5 py-1.5 text-left font-medium">
                Time, {chart.zone}
              </th>
              {chart.series.map(({ id, label }) => (
                <th key={id} scope="col" className="px-3.5 py-1.5 text-right font-medium">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {newestFirst.map(({ time, i }) => (
              <tr key={time} className="border-t border-line">
                <td className="px-3.5 py-1 font-mono text-small text-fg-3">{cellTime(time, zone)}</td>
                {chart.series.map(({ id, values }) => (
                  <td key={id} className="px-3.5 py-1 text-right">
                    <TableValue value={values[i] ?? null} unit={chart.unit} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="border-t border-line px-2.5 py-1.5">
        <CopyButton text={chartCsv(chart)} label="Copy as CSV" />
      </div>
    </div>
  )
}

function TableValue({ value, unit }: { value: number | null; unit: string }) {
  return value === null ? <span className="text-fg-3">no data</span> : <>{quantityText(value, unit)}</>
}
