import { dashOf, paintOf } from './chart-layout.ts'

/** A short piece of a series' line, for legends and tooltips. */
export function SeriesMark({ colour }: { colour: number }) {
  return (
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
