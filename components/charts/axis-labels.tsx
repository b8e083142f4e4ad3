'use client'
import type { SVGProps } from 'react'
import { ROOM, TEXT } from './chart-layout.ts'

/** Properties of `AxisLabels`. */
export interface AxisLabelsProps {
  readonly ticks: readonly { readonly value: number; readonly label: string }[]
  /** Where a value lies, from the top. */
  readonly yOf: (value: number) => string
  readonly place: SVGProps<SVGSVGElement>
}

/** The labels of the values, left of a plot. */
export function AxisLabels({ ticks, yOf, place }: AxisLabelsProps) {
  return (
    <svg {...place} aria-hidden="true">
      {ticks.map(({ value, label }) => (
        <text key={value} x={ROOM.left - 8} y={yOf(value)} dy="4" textAnchor="end" {...TEXT}>
          {label}
        </text>
      ))}
    </svg>
  )
}
