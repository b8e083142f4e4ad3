'use client'
import { useEffect, useRef } from 'react'
import { useChartGroup } from './chart-group.tsx'
import { percentOf } from './chart-layout.ts'

/** Properties of `CrossHair`. */
export interface CrossHairProps {
  /** The ends of the time axis in seconds since 1970. */
  readonly from: number
  readonly to: number
  /** The time of the chart's own that is nearest. */
  readonly snap?: (seconds: number) => number
}

/** The line that follows the cross-hair of the group. It moves in the document itself: no chart renders for it. */
export function CrossHair({ from, to, snap }: CrossHairProps) {
  const { cursor } = useChartGroup()
  const line = useRef<SVGLineElement>(null)
  useEffect(() => {
    const draw = (seconds: number | null) => {
      const element = line.current
      if (element === null) return
      const isInside = seconds !== null && seconds >= from && seconds <= to
      element.setAttribute('visibility', isInside ? 'visible' : 'hidden')
      if (!isInside) return
      const x = percentOf(snap?.(seconds) ?? seconds, from, to)
      element.setAttribute('x1', x)
      element.setAttribute('x2', x)
    }
    draw(cursor.read())
    return cursor.subscribe(draw)
  }, [cursor, from, to, snap])
  return <line ref={line} y1="0" y2="100%" visibility="hidden" stroke="var(--bw-line-control)" />
}
