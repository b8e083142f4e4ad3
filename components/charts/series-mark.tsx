import type { ChartKind } from './chart-data.ts'
import { dashOf, paintOf } from './chart-layout.ts'

/** A short piece of a series' line, or a square of its area, for legends and tooltips. */
export function SeriesMark({ colour, kind }: { colour: number; kind: ChartKind }) {
  return kind === 'bar' || kind === 'stack' ? (
    <svg width="8" height="8" aria-hidden="true" className="shrink-0">
      <rect width="8" height="8" rx="1" fill={paintOf(colour)} />
    </svg>
  ) : (
    <svg width="16" height="8" aria-hidden="true" className="shrink-0">
      <line
        x1="0"
        x2="16"
        y1="4"
        y2="4"
        stroke={paintOf(colour)}
        strokeWidth="1.8"
        strokeDasharray={dashOf(colour)}
      />
    </svg>
  )
}
