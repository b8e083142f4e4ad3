import type { ReactNode } from 'react'
import { TEXT } from './chart-layout.ts'

/** Size of a saved drawing, and the height of its head, in pixels. */
export const SAVED = { width: 960, head: 64, pad: 16 } as const

/** An entry of the legend of a saved drawing. */
export interface DrawingKey {
  readonly label: string
  readonly paint: string
  readonly dash?: string | undefined
}

/** Properties of `DrawingFrame`. */
export interface DrawingFrameProps {
  readonly title: string
  /** Range, zone, unit and how the data were thinned. */
  readonly subtitle: string
  readonly legend: readonly DrawingKey[]
  /** Height of what is drawn, without the head. */
  readonly height: number
  readonly children: ReactNode
}

/** Width of a letter of a legend in pixels, and of its mark with the spaces around it. */
const LETTER = 6.2
const KEY_MARK = 38

/** A drawing that stands alone in a file: with title, range, unit, zone and legend. */
export function DrawingFrame({ title, subtitle, legend, height, children }: DrawingFrameProps) {
  const full = SAVED.head + height + SAVED.pad
  const places = legend.map((_, i) =>
    legend.slice(0, i).reduce<number>((x, { label }) => x + KEY_MARK + label.length * LETTER, SAVED.pad),
  )
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={SAVED.width}
      height={full}
      viewBox={`0 0 ${SAVED.width} ${full}`}
      fontFamily="Geist, Arial, Helvetica, sans-serif"
    >
      <rect width="100%" height="100%" fill="var(--bw-panel)" />
      <text x={SAVED.pad} y="24" fontSize="15" fontWeight="600" fill="var(--bw-fg-1)">
        {title}
      </text>
      <text x={SAVED.pad} y="42" {...TEXT}>
        {subtitle}
      </text>
      {legend.map(({ label, paint, dash }, i) => (
        <g key={label}>
          <line
            x1={places[i]}
            x2={(places[i] ?? 0) + 16}
            y1="56"
            y2="56"
            stroke={paint}
            strokeWidth="2"
            strokeDasharray={dash}
          />
          <text x={(places[i] ?? 0) + 22} y="60" fontSize="11" fill="var(--bw-fg-2)">
            {label}
          </text>
        </g>
      ))}
      {children}
    </svg>
  )
}
