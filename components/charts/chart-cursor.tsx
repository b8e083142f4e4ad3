'use client'
import { useCallback, useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useText, type Text } from '#components/language/use-text.ts'
import { paintOf, xOf, yOf } from './chart-layout.ts'
import { useChartReader } from './chart-reader.ts'
import { ChartTooltip } from './chart-tooltip.tsx'
import { useChartGroup, type ChartGroupFacts } from './chart-group.tsx'
import { CrossHair } from './cross-hair.tsx'
import { cursorAct, nearestIndex, stepByKey, zoomRange } from './cursor-steps.ts'
import type { PreparedChart } from './prepare-chart.ts'
import { readAloud } from './tooltip-rows.ts'

/** What a press on a chart opens. */
export interface ChartOpening {
  /** In words that follow “opens”: `the query in explore around this time`. */
  readonly what: string
  /** Opens it for a time in seconds since 1970. */
  readonly open: (seconds: number) => void
}

/** Properties of `ChartCursor`. */
export interface ChartCursorProps {
  readonly title: string
  readonly chart: PreparedChart
  readonly opens?: ChartOpening | undefined
  /** Called when somebody points at the chart or comes to it by keyboard. */
  readonly onTurn: () => void
}

/** Pixels that a pressed pointer has to move before it draws a stretch. */
const BRUSH_PX = 5

/** Which keys do what, for those who hear it. */
const hintOf = (t: Text<'charts'>, canZoom: boolean, opens: ChartOpening | undefined): string =>
  [
    t('keys.move'),
    ...(opens === undefined ? [] : [t('keys.open', { what: opens.what })]),
    ...(canZoom ? [t('keys.zoom')] : []),
  ].join(' ')

/**
 * The cross-hair over a plot, its tooltip, and the brush. It lies on top of the chart and never makes it render again:
 * the line is moved in the document itself, only the tooltip is React's.
 */
export function ChartCursor({ title, chart, opens, onTurn }: ChartCursorProps) {
  const t = useText('charts')
  const reader = useChartReader()
  const hint = useId()
  const newest = chart.times.length - 1
  const { index, stretch, handlers, canZoom } = useCursor(chart, opens)
  const snap = useCallback((seconds: number) => chart.times[nearestIndex(chart, seconds)] ?? seconds, [chart])
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t('valuesOf', { title })}
      aria-describedby={hint}
      aria-valuemin={0}
      aria-valuemax={newest}
      aria-valuenow={index ?? newest}
      aria-valuetext={readAloud(t, chart, index ?? newest, reader)}
      className={`absolute inset-0 touch-pan-y ${canZoom ? 'cursor-crosshair' : ''}`}
      onPointerEnter={onTurn}
      onFocus={onTurn}
      {...handlers}
    >
      <svg width="100%" height="100%" className="absolute inset-0 overflow-visible" aria-hidden="true">
        <rect
          ref={stretch}
          y="0"
          height="100%"
          visibility="hidden"
          fill="var(--bw-accent)"
          fillOpacity="0.14"
        />
        <CrossHair from={chart.from} to={chart.to} snap={snap} />
        {index === null ? null : <Dots chart={chart} index={index} />}
      </svg>
      <span id={hint} className="sr-only">
        {hintOf(t, canZoom, opens)}
      </span>
      {index === null ? null : (
        <ChartTooltip chart={chart} index={index} reader={reader} opens={opens?.what} />
      )}
    </div>
  )
}

/** Where the cross-hair of this chart stands, and the stretch that is being drawn. */
function useCursor(chart: PreparedChart, opens: ChartOpening | undefined) {
  const { cursor, onZoom } = useChartGroup()
  const [index, setIndex] = useState<number | null>(null)
  const { stretch, brush } = useBrush(chart, onZoom)
  const show = (next: number | null) => {
    setIndex(next)
    cursor.move(next === null ? null : (chart.times[next] ?? null))
  }
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const seconds = secondsAt(event, chart)
    show(nearestIndex(chart, seconds))
    brush.draw(seconds)
  }
  const handlers = {
    onPointerMove: follow,
    onPointerLeave: () => {
      if (!brush.isOn()) show(null)
    },
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      if (event.pointerType === 'touch') follow(event)
      else if (event.button === 0) {
        event.currentTarget.setPointerCapture(event.pointerId)
        brush.begin(secondsAt(event, chart))
      }
    },
    onPointerUp: (event: PointerEvent<HTMLDivElement>) => {
      const { width } = event.currentTarget.getBoundingClientRect()
      const least = (BRUSH_PX / Math.max(1, width)) * (chart.to - chart.from)
      const at = chart.times[nearestIndex(chart, secondsAt(event, chart))]
      // A press that hardly moved drew no stretch: it was meant for what stands there.
      if (brush.end(secondsAt(event, chart), least) === 'pressed' && at !== undefined) opens?.open(at)
    },
    onPointerCancel: brush.drop,
    onKeyDown: (event: KeyboardEvent) => {
      const next = stepByKey(event.key, event.shiftKey, { index, count: chart.times.length })
      const place = { isShown: index !== null, canOpen: opens !== undefined, canZoom: onZoom !== undefined }
      const act = cursorAct(event.key, { ...place, isMarking: brush.isOn() })
      if (next === null && act === null) return
      event.preventDefault()
      const here = chart.times[next ?? index ?? 0] ?? chart.to
      if (next !== null) {
        show(next)
        brush.draw(here)
      } else if (act === 'open') opens?.open(here)
      else if (act === 'mark') brush.mark(here)
      else {
        brush.drop()
        show(null)
      }
    },
    onBlur: () => {
      brush.drop()
      show(null)
    },
  }
  return { index, stretch, handlers, canZoom: onZoom !== undefined }
}

/** Draws a stretch of the range and asks to look closer at it. Times are in seconds since 1970. */
function useBrush(chart: PreparedChart, onZoom: ChartGroupFacts['onZoom']) {
  const stretch = useRef<SVGRectElement>(null)
  const start = useRef<number | null>(null)
  const draw = (end: number | null) => {
    drawStretch(stretch.current, chart, start.current, end)
  }
  const drop = () => {
    start.current = null
    draw(null)
  }
  const end = (seconds: number, leastSeconds: number): 'drawn' | 'pressed' | null => {
    const from = start.current
    drop()
    if (from === null) return null
    if (Math.abs(seconds - from) < leastSeconds) return 'pressed'
    const range = zoomRange(chart, from, seconds)
    if (range !== null) onZoom?.(range.fromMs, range.toMs)
    return 'drawn'
  }
  const brush = {
    isOn: () => start.current !== null,
    begin: (seconds: number) => {
      start.current = seconds
    },
    // Where nothing can be looked at closer, a press is remembered and no stretch is drawn.
    draw: onZoom === undefined ? () => {} : draw,
    drop,
    /** Zooms, unless it was hardly moved; null when nothing had begun. */
    end,
    /** Marks one end by a key, and then the other one. */
    mark: (seconds: number) => {
      if (start.current === null) start.current = seconds
      else end(seconds, 0)
    },
  }
  return { stretch, brush }
}

function secondsAt(event: PointerEvent<HTMLDivElement>, { from, to }: PreparedChart): number {
  const { left, width } = event.currentTarget.getBoundingClientRect()
  const share = Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width)))
  return from + share * (to - from)
}

function drawStretch(
  element: SVGRectElement | null,
  chart: PreparedChart,
  one: number | null,
  other: number | null,
): void {
  if (element === null) return
  element.setAttribute('visibility', one === null || other === null ? 'hidden' : 'visible')
  if (one === null || other === null) return
  element.setAttribute('x', xOf(chart, Math.min(one, other)))
  element.setAttribute('width', xOf({ from: 0, to: chart.to - chart.from }, Math.abs(other - one)))
}

/** Where each series stands at the time of the cross-hair. */
function Dots({ chart, index }: { chart: PreparedChart; index: number }) {
  const x = xOf(chart, chart.times[index] ?? chart.from)
  return chart.series.map(({ id, colour, spans }) => {
    const span = spans[index] ?? null
    return span === null ? null : (
      <circle
        key={id}
        cx={x}
        cy={yOf(chart, span[1])}
        r="3"
        fill={paintOf(colour)}
        stroke="var(--bw-panel)"
        strokeWidth="1"
      />
    )
  })
}
