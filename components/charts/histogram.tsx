'use client'
import { useMemo, type ReactNode, type SVGProps } from 'react'
import { csvOf } from '#lib/core/csv.ts'
import { useLanguage, useText } from '#components/language/use-text.ts'
import { AxisLabels } from './axis-labels.tsx'
import { CHART_HEIGHTS, percentOf, plotHeight, ROOM, TEXT } from './chart-layout.ts'
import { ChartSheet } from './chart-sheet.tsx'
import { DrawingFrame, SAVED } from './drawing-frame.tsx'
import { prepareHistogram, type HistogramInput, type PreparedHistogram } from './prepare-histogram.ts'

/** Properties of `HistogramPanel`. */
export interface HistogramPanelProps {
  readonly title: string
  /** Keep it the same object while the data are the same. */
  readonly input: HistogramInput
  readonly id?: string
  readonly note?: string
  readonly staleSince?: string
  readonly footer?: ReactNode
}

const FILLED = { width: '100%', height: '100%' } as const

/** How observations are spread over their buckets, on a sheet. */
export function HistogramPanel({ title, input, note, ...sheet }: HistogramPanelProps) {
  const t = useText('charts')
  const language = useLanguage()
  const histogram = useMemo(() => prepareHistogram(t, input, language), [t, input, language])
  return (
    <ChartSheet
      title={title}
      finding={histogram.finding}
      notes={[t('bucket.bars'), ...(note === undefined ? [] : [note])]}
      twin={() => ({
        columns: [t('bucket.bucket'), t('bucket.observations')],
        rows: histogram.bars.map(({ text, countText }) => [text, countText]),
      })}
      savable={{
        drawing: (
          <HistogramDrawing
            title={title}
            subtitle={`${histogram.finding} · ${t('unit', { unit: histogram.unit })}`}
            histogram={histogram}
          />
        ),
        csv: () =>
          csvOf(
            [
              t('bucket.csvAbove', { unit: histogram.unit }),
              t('bucket.csvUpTo', { unit: histogram.unit }),
              'observations',
            ],
            histogram.bars.map(({ from, to, count }) => [from, Number.isFinite(to) ? to : null, count]),
          ),
      }}
      {...sheet}
    >
      <div className="grid h-[236px] grid-cols-[66px_minmax(0,1fr)_28px] grid-rows-[22px_minmax(0,1fr)_24px]">
        <AxisLabels
          ticks={histogram.countAxis.ticks}
          yOf={(count) => yOf(histogram, count)}
          place={{ ...FILLED, className: 'row-start-2 overflow-visible' }}
        />
        <Bars
          histogram={histogram}
          place={{ ...FILLED, className: 'col-start-2 row-start-2 overflow-visible' }}
        />
      </div>
    </ChartSheet>
  )
}

/** Most labels below the bars. */
const MOST_LABELS = 6

interface PartProps {
  readonly histogram: PreparedHistogram
  readonly place: SVGProps<SVGSVGElement>
}

const yOf = ({ countAxis: { max } }: PreparedHistogram, count: number): string =>
  percentOf(max - count, 0, max)
const xOf = ({ bars }: PreparedHistogram, place: number): string => percentOf(place, 0, bars.length)

function Bars({ histogram, place }: PartProps) {
  const { bars, countAxis, total, finding } = histogram
  const every = Math.ceil(bars.length / MOST_LABELS)
  return (
    <svg {...place} aria-hidden="true">
      {total === 0 ? (
        <text x="50%" y="50%" textAnchor="middle" {...TEXT}>
          {finding}
        </text>
      ) : null}
      {countAxis.ticks.map(({ value }, i) => (
        <line
          key={value}
          x1="0"
          x2="100%"
          y1={yOf(histogram, value)}
          y2={yOf(histogram, value)}
          stroke={i === 0 ? 'var(--bw-line-strong)' : 'var(--bw-grid)'}
        />
      ))}
      {bars.map(({ to, count, text, countText }, i) => (
        <rect
          key={to}
          x={xOf(histogram, i + 0.04)}
          width={xOf(histogram, 0.92)}
          y={yOf(histogram, count)}
          height={percentOf(count, 0, countAxis.max)}
          fill="var(--bw-cat-1)"
        >
          <title>{`${text}: ${countText}`}</title>
        </rect>
      ))}
      {bars
        .map(({ to, toText }, i) => ({ to, toText, i }))
        .filter(({ to, i }) => i % every === 0 && Number.isFinite(to))
        .map(({ to, toText, i }) => (
          <text key={to} x={xOf(histogram, i + 1)} y="100%" dy="17" textAnchor="middle" {...TEXT}>
            {toText}
          </text>
        ))}
    </svg>
  )
}

interface DrawingProps {
  readonly title: string
  readonly subtitle: string
  readonly histogram: PreparedHistogram
}

function HistogramDrawing({ title, subtitle, histogram }: DrawingProps) {
  const plot = { y: SAVED.head + ROOM.top, height: plotHeight('normal'), overflow: 'visible' }
  return (
    <DrawingFrame title={title} subtitle={subtitle} legend={[]} height={CHART_HEIGHTS.normal}>
      <AxisLabels
        ticks={histogram.countAxis.ticks}
        yOf={(count) => yOf(histogram, count)}
        place={{ ...plot, x: 0, width: ROOM.left }}
      />
      <Bars
        histogram={histogram}
        place={{ ...plot, x: ROOM.left, width: SAVED.width - ROOM.left - ROOM.right }}
      />
    </DrawingFrame>
  )
}
