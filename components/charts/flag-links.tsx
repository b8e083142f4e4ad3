'use client'
import { AppLink } from '#components/ui/app-link.tsx'
import { xOf } from './chart-layout.ts'
import { placeAnnotations } from './place-annotations.ts'
import type { PreparedChart } from './prepare-chart.ts'

/** Height of the row of flags above the plot, and the least width of one, in pixels. */
const ROW = 22
const LEAST = 24

/**
 * What the flags of a chart lead to, above the cross-hair. For pointers alone: with a stop of the keyboard for each flag of each
 * chart nobody would reach the end of the page, and the page says the same in a list.
 */
export function FlagLinks({ chart, width }: { chart: PreparedChart; width: number }) {
  if (chart.annotations.every(({ href }) => href === undefined)) return null
  return (
    <svg
      width="100%"
      height="100%"
      className="pointer-events-none absolute inset-0 overflow-visible"
      aria-hidden="true"
    >
      {placeAnnotations(chart.annotations, chart, width).map(({ at, label, side, room, href }) => {
        const wide = side === 'hidden' ? LEAST : Math.max(LEAST, room)
        return href === undefined ? null : (
          <svg key={`${at} ${label}`} x={xOf(chart, at)} overflow="visible">
            <AppLink href={href} tabIndex={-1}>
              <title>{label}</title>
              <rect
                x={side === 'left' ? 8 - wide : 0}
                y={-ROW}
                width={wide}
                height={ROW}
                fill="transparent"
                className="pointer-events-auto"
              />
            </AppLink>
          </svg>
        )
      })}
    </svg>
  )
}
