'use client'
import { useId } from 'react'
import { useText } from '#components/language/use-text.ts'
import { stateText } from '#components/ui/state-text.ts'
import { HatchPattern } from './plot-frame.tsx'
import { stripFinding, type StripPart } from './prepare-heat-strip.ts'
import { MAINTENANCE_PAINT, STATE_BAR, StateMark } from './state-mark.tsx'

/** Properties of `HeatStrip`. */
export interface HeatStripProps {
  /** What it is of: `Merbau`. */
  readonly label: string
  /** Oldest first. */
  readonly parts: readonly StripPart[]
  readonly className?: string
}

/** Part of its place that a bar is wide. */
const SHARE = 0.72

/** One bar per day; each state has its own height or filling. It says itself what it shows, in one sentence. */
export function HeatStrip({ label, parts, className }: HeatStripProps) {
  const t = useText('charts')
  const ui = useText('ui')
  const hatch = useId()
  const width = 100 / Math.max(1, parts.length)
  return (
    <svg
      role="img"
      aria-label={`${label}, ${stripFinding(t, ui, parts)}`}
      width="100%"
      height={STATE_BAR.height}
      className={className}
    >
      <HatchPattern id={hatch} paint={MAINTENANCE_PAINT} />
      {parts.map((part, i) => (
        <StateMark
          key={part.label}
          state={part.state}
          x={`${i * width + (width * (1 - SHARE)) / 2}%`}
          width={`${width * SHARE}%`}
          hatch={hatch}
          text={`${part.label}: ${stateText(ui, part.state)}`}
        />
      ))}
    </svg>
  )
}
