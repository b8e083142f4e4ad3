'use client'
import { useText } from '#components/language/use-text.ts'
import { classNames } from '#components/ui/class-names.ts'
import type { DayStripView } from '#lib/modules/dashboards/schemas.ts'

type Mark = DayStripView['marks'][number]

/** Pixels from one day to the next, and how wide a bar is. */
const PITCH = 3
const BAR = 2
const HEIGHT = 18

/** Shape before colour: down stands above the row, degraded is cut to half, an unknown day is hollow. */
const SHAPES: Record<Mark, { readonly top: number; readonly bottom: number; readonly look: string }> = {
  down: { top: 0, bottom: HEIGHT, look: 'fill-down-fill' },
  degraded: { top: 11, bottom: HEIGHT, look: 'fill-degraded-fill' },
  calm: { top: 4, bottom: HEIGHT, look: 'fill-line-strong' },
  unknown: { top: 4.5, bottom: HEIGHT - 0.5, look: 'fill-none stroke-line-strong' },
}
const MARKS: readonly Mark[] = ['calm', 'unknown', 'degraded', 'down']

/** All bars of one mark as one path: ninety days are four elements, however many strips a page has. */
const pathOf = (marks: DayStripView['marks'], mark: Mark): string => {
  const { top, bottom } = SHAPES[mark]
  const [left, width] = mark === 'unknown' ? [0.5, BAR - 1] : [0, BAR]
  return marks
    .map((each, i) => (each === mark ? `M${i * PITCH + left} ${top}h${width}V${bottom}h-${width}z` : ''))
    .join('')
}

/** Properties of `DayStrip`. */
export interface DayStripProps {
  readonly strip: DayStripView
  readonly className?: string
}

/** The last days, one bar each, oldest left: what incidents there were. Narrower where there is no room; on a phone as wide as its row. What is around it says it. */
export function DayStrip({ strip, className }: DayStripProps) {
  const width = strip.marks.length * PITCH - (PITCH - BAR)
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      preserveAspectRatio="none"
      className={classNames('block min-w-16 max-w-full max-sm:w-full', className)}
    >
      {MARKS.map((mark) => (
        <path
          key={mark}
          d={pathOf(strip.marks, mark)}
          strokeWidth="1"
          strokeDasharray={mark === 'unknown' ? '2 1.5' : undefined}
          className={SHAPES[mark].look}
        />
      ))}
    </svg>
  )
}

/** The marks with their colours as SVG paints: files have no classes. */
export const MARK_PAINTS = [
  { mark: 'calm', paint: 'var(--bw-line-strong)' },
  { mark: 'degraded', paint: 'var(--bw-degraded-fill)' },
  { mark: 'down', paint: 'var(--bw-down-fill)' },
  { mark: 'unknown', paint: 'var(--bw-line-strong)' },
] as const satisfies readonly { readonly mark: Mark; readonly paint: string }[]

/** The bars of a strip for a file: as wide as the drawing around them. */
export function DayBars({ strip }: { readonly strip: DayStripView }) {
  const width = strip.marks.length * PITCH - (PITCH - BAR)
  return (
    <svg width="100%" height="100%" viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none">
      {MARK_PAINTS.map(({ mark, paint }) => (
        <path
          key={mark}
          d={pathOf(strip.marks, mark)}
          strokeDasharray={mark === 'unknown' ? '2 1.5' : undefined}
          fill={mark === 'unknown' ? 'none' : paint}
          stroke={mark === 'unknown' ? paint : 'none'}
        />
      ))}
    </svg>
  )
}

/** What the bars mean. */
export function DayStripLegend() {
  const t = useText('dashboards')
  return (
    <>
      <LegendItem mark="calm">{t('legend.calm')}</LegendItem>
      <LegendItem mark="degraded">{t('legend.degraded')}</LegendItem>
      <LegendItem mark="down">{t('legend.down')}</LegendItem>
      <LegendItem mark="unknown">{t('legend.unknown')}</LegendItem>
    </>
  )
}

function LegendItem({ mark, children }: { mark: Mark; children: string }) {
  const { top, bottom, look } = SHAPES[mark]
  return (
    <span className="inline-flex items-center gap-[5px] max-sm:hidden">
      <svg width="5" height="12" viewBox={`0 0 5 ${HEIGHT}`} aria-hidden="true">
        <path d={`M0.5 ${top}h4V${bottom}h-4z`} strokeWidth="1" className={look} />
      </svg>
      {children}
    </span>
  )
}
