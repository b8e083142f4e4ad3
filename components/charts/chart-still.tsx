import { useId } from 'react'
import type { Annotation } from './chart-data.ts'
import {
  ANNOTATION_PAINT,
  dashOf,
  endShifts,
  HALO,
  paintOf,
  percentOf,
  ROOM,
  THRESHOLD_PAINT,
  ZONE_OFFSET,
  type ChartHeight,
} from './chart-layout.ts'
import { areaPath, linePath, type Spot } from './paths.ts'
import type { PreparedChart, PreparedSeries } from './prepare-chart.ts'

const BOX: Record<ChartHeight, string> = { short: 'h-[132px]', normal: 'h-[236px]', tall: 'h-[320px]' }
const MARK = 'fill-axis text-[11px]'

/** Size of the drawing inside which lines are stretched to the plot. */
const WIDE = 1000
const HIGH = 100

/**
 * The chart of the first paint, drawn on the server: same room, same axes, without script and without style attributes.
 * What it shows is said by the figure around it.
 */
export function ChartStill({ chart, height }: { chart: PreparedChart; height: ChartHeight }) {
  return (
    <div
      className={`grid grid-cols-[58px_minmax(0,1fr)_68px] grid-rows-[22px_minmax(0,1fr)_24px] ${BOX[height]}`}
      aria-hidden="true"
    >
      <ValueLabels chart={chart} />
      <Plot chart={chart} />
      <LastValues chart={chart} height={height} />
      <TimeLabels chart={chart} />
    </div>
  )
}

const yOf = (chart: PreparedChart, value: number): string =>
  percentOf(chart.valueAxis.max - value, 0, chart.valueAxis.max - chart.valueAxis.min)
const xOf = (chart: PreparedChart, seconds: number): string => percentOf(seconds, chart.from, chart.to)

function ValueLabels({ chart }: { chart: PreparedChart }) {
  return (
    <svg width="100%" height="100%" className="row-start-2 overflow-visible" aria-hidden="true">
      {chart.valueAxis.ticks.map(({ value, label }) => (
        <text key={label} x={ROOM.left - 8} y={yOf(chart, value)} dy="4" textAnchor="end" className={MARK}>
          {label}
        </text>
      ))}
    </svg>
  )
}

function TimeLabels({ chart }: { chart: PreparedChart }) {
  return (
    <svg width="100%" height="100%" className="col-start-2 row-start-3 overflow-visible" aria-hidden="true">
      {chart.timeTicks.map(({ value, label }) => (
        <text key={value} x={xOf(chart, value)} y="17" textAnchor="middle" className={MARK}>
          {label}
        </text>
      ))}
      <text x="100%" dx={ZONE_OFFSET} y="17" className={MARK}>
        {chart.zone}
      </text>
    </svg>
  )
}

function Plot({ chart }: { chart: PreparedChart }) {
  const hatch = useId()
  const { ticks } = chart.valueAxis
  return (
    <svg width="100%" height="100%" className="col-start-2 row-start-2 overflow-visible" aria-hidden="true">
      <HatchPattern id={hatch} />
      {ticks.map(({ value }, i) => (
        <line
          key={value}
          x1="0"
          x2="100%"
          y1={yOf(chart, value)}
          y2={yOf(chart, value)}
          stroke={i === 0 ? 'var(--bw-line-strong)' : 'var(--bw-grid)'}
        />
      ))}
      {chart.gaps.map(({ from, to }) => (
        <rect
          key={from}
          x={xOf(chart, from)}
          width={percentOf(to - from, 0, chart.to - chart.from)}
          y="0"
          height="100%"
          fill={`url(#${hatch})`}
        />
      ))}
      <Lines chart={chart} />
      {chart.thresholds.map(({ value, label, tone }) => (
        <g key={label}>
          <line
            x1="0"
            x2="100%"
            y1={yOf(chart, value)}
            y2={yOf(chart, value)}
            stroke={THRESHOLD_PAINT[tone]}
            strokeDasharray="4 3"
          />
          <text
            x="4"
            y={yOf(chart, value)}
            dy="-5"
            className="text-[11px]"
            fill={THRESHOLD_PAINT[tone]}
            {...HALO}
          >
            {label}
          </text>
        </g>
      ))}
      {chart.annotations.map((annotation) => (
        <AnnotationMark key={`${annotation.at} ${annotation.label}`} chart={chart} annotation={annotation} />
      ))}
      <GapLabels chart={chart} />
    </svg>
  )
}

/** Diagonal hatching: what lies under it was not measured. */
export function HatchPattern({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0v6" stroke="var(--bw-line-strong)" strokeWidth="1" />
      </pattern>
    </defs>
  )
}

/** Gaps that are wide enough for it say how long they are. */
function GapLabels({ chart }: { chart: PreparedChart }) {
  const wide = chart.gaps.filter(({ isWide }) => isWide)
  return (
    <>
      {wide.map(({ from, to, label }) => (
        <text
          key={from}
          x={xOf(chart, (from + to) / 2)}
          y="14"
          textAnchor="middle"
          className={MARK}
          {...HALO}
        >
          {label}
        </text>
      ))}
    </>
  )
}

function AnnotationMark({ chart, annotation }: { chart: PreparedChart; annotation: Annotation }) {
  const x = xOf(chart, annotation.at)
  const paint = ANNOTATION_PAINT[annotation.tone]
  return (
    <g>
      <line
        x1={x}
        x2={x}
        y1="0"
        y2="100%"
        stroke={paint}
        {...(annotation.tone === 'incident' ? {} : { strokeDasharray: '2 2' })}
      />
      <text x={x} y="-6" textAnchor="middle" className="text-[11px]" fill={paint}>
        {annotation.label}
      </text>
    </g>
  )
}

function Lines({ chart }: { chart: PreparedChart }) {
  return (
    <svg
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      preserveAspectRatio="none"
      width="100%"
      height="100%"
      className="overflow-visible"
    >
      {chart.series.map((series) => {
        const spots = spotsOf(chart, series)
        return (
          <g key={series.id}>
            {chart.kind === 'area' ? (
              <path d={areaPath(spots, HIGH)} fill={paintOf(series.colour)} fillOpacity="0.12" />
            ) : null}
            <path
              d={linePath(spots)}
              fill="none"
              stroke={paintOf(series.colour)}
              strokeWidth="1.6"
              strokeLinejoin="round"
              strokeLinecap="round"
              strokeDasharray={dashOf(series.colour)}
              vectorEffect="non-scaling-stroke"
            />
          </g>
        )
      })}
    </svg>
  )
}

function spotsOf(chart: PreparedChart, series: PreparedSeries): readonly Spot[] {
  const { min, max } = chart.valueAxis
  return chart.times.map((time, i) => {
    const value = series.values[i] ?? null
    if (value === null) return null
    return [((time - chart.from) / (chart.to - chart.from)) * WIDE, ((max - value) / (max - min)) * HIGH]
  })
}

/** The newest value of each line, at its end. */
function LastValues({ chart, height }: { chart: PreparedChart; height: ChartHeight }) {
  const shifts = endShifts(chart, height)
  return (
    <svg width="100%" height="100%" className="col-start-3 row-start-2 overflow-visible" aria-hidden="true">
      {chart.ends.map(({ id, value, text, colour }, i) => (
        <g key={id}>
          <circle cx="0" cy={yOf(chart, value)} r="2.6" fill={paintOf(colour)} />
          <text
            x="7"
            y={yOf(chart, value)}
            dy={4 + (shifts[i] ?? 0)}
            className="fill-fg-1 text-[11px] font-medium"
          >
            {text}
          </text>
        </g>
      ))}
    </svg>
  )
}
