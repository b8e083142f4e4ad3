import { TEXT } from '#components/charts/chart-layout.ts'
import { DrawingFrame, SAVED } from '#components/charts/drawing-frame.tsx'
import type { Text } from '#components/language/use-text.ts'
import { DayBars, MARK_PAINTS } from './day-strip.tsx'
import { dayStripWords } from './day-strip-words.ts'
import type { NamedStrip } from './day-strip-twin.ts'

const DRAWN = { label: 200, row: 32 } as const

/** Properties of `DayStripsDrawing`. */
export interface DayStripsDrawingProps {
  readonly t: Text<'dashboards'>
  readonly title: string
  readonly strips: readonly NamedStrip[]
}

/** Strips of days as they stand in a file: a row for each, with what it shows in words below its name. */
export function DayStripsDrawing({ t, title, strips }: DayStripsDrawingProps) {
  const [only, ...others] = strips
  const width = SAVED.width - DRAWN.label - SAVED.pad
  return (
    <DrawingFrame
      title={title}
      subtitle={only === undefined || others.length > 0 ? t('strip.utc') : dayStripWords(t, only.strip)}
      legend={MARK_PAINTS.map(({ mark, paint }) => ({ label: t(`legend.${mark}`), paint }))}
      height={strips.length * DRAWN.row}
    >
      {strips.map(({ label, strip }, i) => (
        <g key={label}>
          <text x={SAVED.pad} y={SAVED.head + i * DRAWN.row + 24} {...TEXT}>
            {label.length > 30 ? `${label.slice(0, 29)}…` : label}
          </text>
          <svg x={DRAWN.label} y={SAVED.head + i * DRAWN.row + 10} width={width} height="18">
            <DayBars strip={strip} />
          </svg>
        </g>
      ))}
    </DrawingFrame>
  )
}
