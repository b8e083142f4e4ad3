import { useId, type SVGProps } from 'react'
import { AxisLabels } from './axis-labels.tsx'
import {
  ANNOTATION_PAINT,
  endShifts,
  FILL,
  HALO,
  paintOf,
  percentOf,
  TEXT,
  THRESHOLD_PAINT,
  xOf,
  yOf,
  ZONE_OFFSET,
  type ChartHeight,
} from './chart-layout.ts'
import { placeAnnotations, type PlacedAnnotation } from './place-annotations.ts'
import type { PreparedChart } from './prepare-chart.ts'
import { chartBandPath, DRAWING } from './series-paths.ts'

// What stands around the lines. Each part is one SVG that fills the place it is given: a cell of the page's grid, or a
// rectangle in a saved drawing. Colours and sizes are attributes, because a saved drawing has no style sheet.

/** Properties of every part: the chart, and where the part stands. */
export interface PartProps {
  readonly chart: PreparedChart
  readonly place: SVGProps<SVGSVGElement>
}

/** The labels of the values, left of the plot. */
export function ValueLabels({ chart, place }: PartProps) {
  const { ticks } = chart.valueAxis
  return <AxisLabels ticks={ticks} yOf={(value) => yOf(chart, value)} place={place} />
}

/** The labels of the times below the plot, with the zone beside the last one. */
export function TimeLabels({ chart, place }: PartProps) {
  return (
    <svg {...place} aria-hidden="true">
      {chart.timeTicks.map(({ value, label }) => (
        <text key={value} x={xOf(chart, value)} y="17" textAnchor="middle" {...TEXT}>
          {label}
        </text>
      ))}
      <text x="100%" dx={ZONE_OFFSET} y="17" {...TEXT}>
        {chart.zone}
      </text>
    </svg>
  )
}

/** What lies under the lines: the grid, the normal range, and hatching where nothing was measured. */
export function PlotBack({ chart, place }: PartProps) {
  const hatch = useId()
  return (
    <svg {...place} aria-hidden="true">
      <HatchPattern id={hatch} paint="var(--bw-line-strong)" />
      {chart.valueAxis.ticks.map(({ value }, i) => (
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
      {chart.band === null ? null : (
        <svg
          viewBox={`0 0 ${DRAWING.width} ${DRAWING.height}`}
          preserveAspectRatio="none"
          width="100%"
          height="100%"
        >
          <path d={chartBandPath(chart)} fill="var(--bw-fg-3)" fillOpacity={FILL.band} />
        </svg>
      )}
    </svg>
  )
}

/** Diagonal hatching: not measured, or not yet real. */
export function HatchPattern({ id, paint }: { id: string; paint: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0v6" stroke={paint} strokeWidth="1" />
      </pattern>
    </defs>
  )
}

/** What lies over the lines: limits with their names, flags of what happened, where a forecast begins, lengths of gaps. */
export function PlotFront({ chart, place, width }: PartProps & { readonly width: number }) {
  const wide = chart.gaps.filter(({ isWide }) => isWide)
  return (
    <svg {...place} aria-hidden="true">
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
          <text x="4" y={yOf(chart, value)} dy="-5" {...TEXT} {...HALO} fill={THRESHOLD_PAINT[tone]}>
            {label}
          </text>
        </g>
      ))}
      {chart.kind === 'line' || chart.kind === 'area' ? <LonePoints chart={chart} /> : null}
      {chart.forecastFrom === null ? null : (
        <NowLine x={xOf(chart, chart.forecastFrom)} text={chart.nowText} />
      )}
      {placeAnnotations(chart.annotations, chart, width).map((annotation) => (
        <Flag key={`${annotation.at} ${annotation.label}`} chart={chart} annotation={annotation} />
      ))}
      {wide.map(({ from, to, label }) => (
        <text key={from} x={xOf(chart, (from + to) / 2)} y="14" textAnchor="middle" {...TEXT} {...HALO}>
          {label}
        </text>
      ))}
    </svg>
  )
}

/** Values between two holes: a line needs two, a point has to be seen too. */
function LonePoints({ chart }: { chart: PreparedChart }) {
  return chart.series.flatMap(({ id, colour, values }) =>
    chart.times.flatMap((time, i) => {
      const value = values[i] ?? null
      const isLone = (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null
      return value === null || !isLone
        ? []
        : [
            <circle
              key={`${id} ${time}`}
              cx={xOf(chart, time)}
              cy={yOf(chart, value)}
              r="2"
              fill={paintOf(colour)}
            />,
          ]
    }),
  )
}

function NowLine({ x, text }: { x: string; text: string }) {
  return (
    <g>
      <line x1={x} x2={x} y1="0" y2="100%" stroke="var(--bw-fg-3)" strokeDasharray="1 2" />
      <text x={x} dx="4" y="100%" dy="-5" {...TEXT} {...HALO}>
        {text}
      </text>
    </g>
  )
}

const LABEL_SIDES = {
  right: { dx: 11, textAnchor: 'start' },
  left: { dx: -4, textAnchor: 'end' },
} as const

function Flag({ chart, annotation }: { chart: PreparedChart; annotation: PlacedAnnotation }) {
  const { at, label, tone, side } = annotation
  const x = xOf(chart, at)
  const paint = ANNOTATION_PAINT[tone]
  return (
    <g>
      <title>{label}</title>
      <line
        x1={x}
        x2={x}
        y1="-14"
        y2="100%"
        stroke={paint}
        {...(tone === 'incident' ? {} : { strokeDasharray: '2 2' })}
      />
      <svg x={x} y="-16" width="1" height="1" overflow="visible">
        <path d="M0 0h8l-2 4 2 4H0z" fill={paint} />
      </svg>
      {side === 'hidden' ? null : (
        <text x={x} y="-8" {...LABEL_SIDES[side]} {...TEXT} {...HALO} fill={paint}>
          {label}
        </text>
      )}
    </g>
  )
}

/** The newest value of each line at its end, with the name where only two lines have to be told apart. */
export function EndLabels({ chart, place, height }: PartProps & { readonly height: ChartHeight }) {
  const shifts = endShifts(chart, height)
  return (
    <svg {...place} aria-hidden="true">
      {chart.ends.map(({ id, value, text, name, colour }, i) => (
        <g key={id}>
          <circle cx="0" cy={yOf(chart, value)} r="2.6" fill={paintOf(colour)} />
          <text
            x="7"
            y={yOf(chart, value)}
            dy={4 + (shifts[i] ?? 0)}
            fontSize={TEXT.fontSize}
            fontWeight="500"
            fill="var(--bw-fg-1)"
          >
            {text}
          </text>
          {name === null ? null : (
            <text x="7" y={yOf(chart, value)} dy={17 + (shifts[i] ?? 0)} {...TEXT}>
              {name}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}
