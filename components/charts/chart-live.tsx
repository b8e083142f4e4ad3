'use client'
import { useId } from 'react'
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { clockText, type Zone } from '#components/ui/format-time.ts'
import {
  ANNOTATION_PAINT,
  CHART_HEIGHTS,
  dashOf,
  endShifts,
  HALO,
  paintOf,
  ROOM,
  THRESHOLD_PAINT,
  ZONE_OFFSET,
  type ChartHeight,
} from './chart-layout.ts'
import { HatchPattern } from './chart-still.tsx'
import type { PreparedChart, PreparedSeries } from './prepare-chart.ts'
import { SeriesMark } from './series-mark.tsx'
import { tooltipRows } from './tooltip-rows.ts'

/** Properties of `ChartLive`. */
export interface ChartLiveProps {
  readonly chart: PreparedChart
  readonly height: ChartHeight
  readonly zone: Zone
}

/** A row of Recharts: the time in seconds, and the value of each series under its place (`v0`, `v1` …). */
type Row = Readonly<Record<string, number | null>>

const rowsOf = (chart: PreparedChart): Row[] =>
  chart.times.map((at, i) => ({
    at,
    ...Object.fromEntries(chart.series.map(({ values }, place) => [`v${place}`, values[i] ?? null])),
  }))

const TICK = { fontSize: 11, fill: 'var(--bw-axis)' }

/** The chart with tooltip and keyboard. Only ever imported lazily: Recharts is 100 kB of script. */
export function ChartLive({ chart, height, zone }: ChartLiveProps) {
  const hatch = useId()
  return (
    <ResponsiveContainer width="100%" height={CHART_HEIGHTS[height]}>
      <ComposedChart
        data={rowsOf(chart)}
        margin={{ top: ROOM.top, right: ROOM.right, bottom: 0, left: 0 }}
        title={chart.finding}
      >
        <HatchPattern id={hatch} />
        <CartesianGrid vertical={false} stroke="var(--bw-grid)" />
        {axes(chart)}
        <text x="100%" dx={ZONE_OFFSET - ROOM.right} y={CHART_HEIGHTS[height] - 8} {...TICK}>
          {chart.zone}
        </text>
        {chart.gaps.map(({ from, to, label, isWide }) => (
          <ReferenceArea
            key={from}
            x1={from}
            x2={to}
            fill={`url(#${hatch})`}
            fillOpacity={1}
            {...(isWide ? { label: { value: label, position: 'insideTop', ...TICK, ...HALO } } : {})}
          />
        ))}
        {chart.series.map((series, place) => lineOf(chart.kind, series, place))}
        {limits(chart)}
        {ends(chart, height)}
        <Tooltip
          isAnimationActive={false}
          filterNull={false}
          cursor={{ stroke: 'var(--bw-line-control)' }}
          content={<TooltipBox chart={chart} zone={zone} />}
        />
      </ComposedChart>
    </ResponsiveContainer>
  )
}

// Functions, not components: Recharts looks for its own elements among the children of the chart.

function axes(chart: PreparedChart) {
  const values = new Map(chart.valueAxis.ticks.map(({ value, label }) => [value, label]))
  const times = new Map(chart.timeTicks.map(({ value, label }) => [value, label]))
  return (
    <>
      <XAxis
        type="number"
        dataKey="at"
        domain={[chart.from, chart.to]}
        ticks={chart.timeTicks.map(({ value }) => value)}
        tickFormatter={(value: number) => times.get(value) ?? ''}
        height={ROOM.bottom}
        interval={0}
        tickLine={false}
        axisLine={{ stroke: 'var(--bw-line-strong)' }}
        tick={TICK}
      />
      <YAxis
        type="number"
        domain={[chart.valueAxis.min, chart.valueAxis.max]}
        ticks={chart.valueAxis.ticks.map(({ value }) => value)}
        tickFormatter={(value: number) => values.get(value) ?? ''}
        width={ROOM.left}
        interval={0}
        tickLine={false}
        axisLine={false}
        tick={TICK}
      />
    </>
  )
}

function lineOf(kind: PreparedChart['kind'], series: PreparedSeries, place: number) {
  const paint = paintOf(series.colour)
  const dash = dashOf(series.colour)
  const shared = {
    type: 'linear',
    dataKey: `v${place}`,
    name: series.label,
    stroke: paint,
    strokeWidth: 1.6,
    isAnimationActive: false,
    connectNulls: false,
    dot: false,
    activeDot: { r: 3, strokeWidth: 0 },
    ...(dash === undefined ? {} : { strokeDasharray: dash }),
  } as const
  return kind === 'area' ? (
    <Area key={series.id} {...shared} fill={paint} fillOpacity={0.12} />
  ) : (
    <Line key={series.id} {...shared} />
  )
}

function limits(chart: PreparedChart) {
  return (
    <>
      {chart.thresholds.map(({ value, label, tone }) => (
        <ReferenceLine
          key={label}
          y={value}
          stroke={THRESHOLD_PAINT[tone]}
          strokeDasharray="4 3"
          label={{
            value: label,
            position: 'insideBottomLeft',
            fontSize: 11,
            fill: THRESHOLD_PAINT[tone],
            ...HALO,
          }}
        />
      ))}
      {chart.annotations.map(({ at, label, tone }) => (
        <ReferenceLine
          key={`${at} ${label}`}
          x={at}
          stroke={ANNOTATION_PAINT[tone]}
          {...(tone === 'incident' ? {} : { strokeDasharray: '2 2' })}
          label={{ value: label, position: 'top', fontSize: 11, fill: ANNOTATION_PAINT[tone] }}
        />
      ))}
    </>
  )
}

function ends(chart: PreparedChart, height: ChartHeight) {
  const shifts = endShifts(chart, height)
  return chart.ends.map(({ id, value, text, colour }, i) => (
    <ReferenceDot
      key={id}
      x={chart.to}
      y={value}
      shape={<EndMark text={text} shift={shifts[i] ?? 0} paint={paintOf(colour)} />}
    />
  ))
}

interface EndMarkProps {
  readonly cx?: number
  readonly cy?: number
  readonly text: string
  readonly shift: number
  readonly paint: string
}

/** `cx` and `cy` come from Recharts. */
function EndMark({ cx = 0, cy = 0, text, shift, paint }: EndMarkProps) {
  return (
    <g>
      <circle cx={cx} cy={cy} r="2.6" fill={paint} />
      <text x={cx + 7} y={cy} dy={4 + shift} fontSize="11" fontWeight="500" fill="var(--bw-fg-1)">
        {text}
      </text>
    </g>
  )
}

/** What Recharts adds to the element that it is given: whether a time is pointed at, and which. */
interface TooltipBoxProps {
  readonly chart: PreparedChart
  readonly zone: Zone
  readonly active?: boolean
  readonly label?: string | number
}

function TooltipBox({ chart, zone, active = false, label }: TooltipBoxProps) {
  if (!active) return null
  const { at, rows } = tooltipRows(chart, Number(label))
  return (
    <div className="rounded-panel bg-overlay px-3 py-2 text-small text-fg-1 shadow-pop">
      <p className="text-fg-3">{clockText(new Date(at * 1000), zone)}</p>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="flex items-center gap-2">
            <SeriesMark colour={row.colour} />
            <span className="text-fg-2">{row.label}</span>
            <span className="ml-auto pl-3 font-medium">{row.text}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
