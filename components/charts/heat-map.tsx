'use client'
import { useMemo, type ReactNode, type SVGProps } from 'react'
import { csvOf } from '#lib/core/csv.ts'
import { useText, type Text } from '#components/language/use-text.ts'
import { quantityText } from '#components/ui/format-quantity.ts'
import { momentText, secondText } from '#components/ui/format-time.ts'
import { CHART_HEIGHTS, percentOf, plotHeight, ROOM, TEXT, xOf, ZONE_OFFSET } from './chart-layout.ts'
import { useChartReader, type ChartReader } from './chart-reader.ts'
import { ChartSheet } from './chart-sheet.tsx'
import { CrossHair } from './cross-hair.tsx'
import { DrawingFrame, SAVED } from './drawing-frame.tsx'
import { HEAT_LEVELS, prepareHeatMap, type HeatMapInput, type PreparedHeatMap } from './prepare-heat-map.ts'
import type { Twin } from './twin-table.tsx'

/** Properties of `HeatMapPanel`. */
export interface HeatMapPanelProps {
  readonly title: string
  /** Keep it the same object while the data are the same. */
  readonly input: HeatMapInput
  readonly id?: string
  readonly note?: string
  readonly staleSince?: string
  readonly footer?: ReactNode
}

const PLOT = { className: 'col-start-2 row-start-1 overflow-visible', width: '100%', height: '100%' }
const LABELS = { className: 'row-start-1 overflow-visible', width: '100%', height: '100%' }
const TIMES = { className: 'col-start-2 row-start-2 overflow-visible', width: '100%', height: '100%' }
const LEVELS = Array.from({ length: HEAT_LEVELS }, (_, i) => i + 1)

/** How observations are spread over their buckets as time goes by, on a sheet. */
export function HeatMapPanel({ title, input, note, ...sheet }: HeatMapPanelProps) {
  const t = useText('charts')
  const reader = useChartReader()
  const map = useMemo(() => prepareHeatMap(t, input, reader), [t, input, reader])
  return (
    <ChartSheet
      title={title}
      finding={map.finding}
      legend={map.most === 0 ? null : <Scale most={quantityText(map.most, 'count', reader.language)} />}
      notes={note === undefined ? [] : [note]}
      twin={() => twinOf(t, map, reader)}
      savable={{
        drawing: <HeatMapDrawing title={title} subtitle={subtitleOf(t, map, reader)} map={map} />,
        csv: () => csvOfMap(map),
      }}
      {...sheet}
    >
      <div className="grid h-[236px] grid-cols-[84px_minmax(0,1fr)_60px] grid-rows-[minmax(0,1fr)_24px] pt-2">
        <BucketLabels map={map} place={LABELS} />
        <Cells map={map} place={PLOT} />
        <svg {...PLOT} aria-hidden="true">
          <CrossHair from={map.from} to={map.to} />
        </svg>
        <Times map={map} place={TIMES} />
      </div>
    </ChartSheet>
  )
}

interface PartProps {
  readonly map: PreparedHeatMap
  readonly place: SVGProps<SVGSVGElement>
}

const yOf = ({ rows }: PreparedHeatMap, row: number): string => percentOf(rows.length - row, 0, rows.length)

function BucketLabels({ map, place }: PartProps) {
  return (
    <svg {...place} aria-hidden="true">
      {map.rows.map(({ label }, row) => (
        <text key={label} x="76" y={yOf(map, row + 0.5)} dy="4" textAnchor="end" {...TEXT}>
          {label}
        </text>
      ))}
    </svg>
  )
}

/** One path for each step of the scale: thousands of cells are seven elements. */
function Cells({ map, place }: PartProps) {
  const columns = map.times.length
  const cells = (level: number | null): string =>
    map.rows
      .flatMap(({ levels }, row) =>
        levels.map((each, i) => (each === level ? `M${i} ${map.rows.length - row - 1}h1v1h-1z` : '')),
      )
      .join('')
  return (
    <svg
      {...place}
      viewBox={`0 0 ${columns} ${map.rows.length}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {LEVELS.map((level) => (
        <path key={level} d={cells(level)} fill={`var(--bw-seq-${level})`} />
      ))}
      <path d={cells(null)} fill="var(--bw-unknown-soft)" />
    </svg>
  )
}

function Times({ map, place }: PartProps) {
  return (
    <svg {...place} aria-hidden="true">
      {map.timeTicks.map(({ value, label }) => (
        <text key={value} x={xOf(map, value)} y="17" textAnchor="middle" {...TEXT}>
          {label}
        </text>
      ))}
      <text x="100%" dx={ZONE_OFFSET - 6} y="17" {...TEXT}>
        {map.zone}
      </text>
    </svg>
  )
}

/** From one observation to the most that a cell has. */
function Scale({ most }: { most: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      1
      <svg width="56" height="8" aria-hidden="true">
        {LEVELS.map((level, i) => (
          <rect key={level} x={i * 8} width="8" height="8" fill={`var(--bw-seq-${level})`} />
        ))}
      </svg>
      {most}
    </span>
  )
}

const twinOf = (t: Text<'charts'>, map: PreparedHeatMap, { zone, language }: ChartReader): Twin => ({
  columns: [t('timeIn', { zone: map.zone }), ...map.rows.map(({ label }) => label)],
  rows: map.times
    .map((time, i) => [
      secondText(new Date(time * 1000), zone),
      ...map.rows.map(({ counts }) => {
        const count = counts[i] ?? null
        return count === null ? null : quantityText(count, 'count', language)
      }),
    ])
    .toReversed(),
})

const csvOfMap = (map: PreparedHeatMap): string =>
  csvOf(
    ['time (UTC)', ...map.rows.map(({ label }) => label)],
    map.times.map((time, i) => [
      new Date(time * 1000).toISOString(),
      ...map.rows.map(({ counts }) => counts[i] ?? null),
    ]),
  )

/** What a saved drawing says under its title. */
function subtitleOf(t: Text<'charts'>, map: PreparedHeatMap, { zone, language }: ChartReader): string {
  const time = (seconds: number): string => momentText(new Date(seconds * 1000), zone, language)
  return `${t('between', { from: time(map.from), to: time(map.to) })} · ${map.finding}`
}

interface DrawingProps {
  readonly title: string
  readonly subtitle: string
  readonly map: PreparedHeatMap
}

function HeatMapDrawing({ title, subtitle, map }: DrawingProps) {
  const height = plotHeight('tall')
  const plot = { x: 84, y: SAVED.head, width: SAVED.width - 84 - ROOM.right, height, overflow: 'visible' }
  return (
    <DrawingFrame title={title} subtitle={subtitle} legend={[]} height={CHART_HEIGHTS.tall}>
      <BucketLabels map={map} place={{ ...plot, x: 0, width: 84 }} />
      <Cells map={map} place={plot} />
      <Times map={map} place={{ ...plot, y: SAVED.head + height, height: ROOM.bottom }} />
    </DrawingFrame>
  )
}
