'use client'
import { useId, useMemo, type PointerEvent, type ReactNode } from 'react'
import { csvOf } from '#lib/core/csv.ts'
import { useText, type Text } from '#components/language/use-text.ts'
import { STATE_TEXT, StateGlyph } from '#components/ui/state-glyph.tsx'
import { stateText } from '#components/ui/state-text.ts'
import { STATES_WORST_FIRST, stateWord } from '#components/ui/states.ts'
import { useChartGroup } from './chart-group.tsx'
import { percentOf, TEXT, xOf, ZONE_OFFSET } from './chart-layout.ts'
import { useChartReader } from './chart-reader.ts'
import { ChartSheet } from './chart-sheet.tsx'
import { CrossHair } from './cross-hair.tsx'
import { DrawingFrame, SAVED } from './drawing-frame.tsx'
import { HatchPattern } from './plot-frame.tsx'
import {
  prepareStateTimeline,
  type PreparedStateRow,
  type PreparedStateTimeline,
  type StateTimelineInput,
} from './prepare-state-timeline.ts'
import { MAINTENANCE_PAINT, STATE_BAR, StateMark } from './state-mark.tsx'
import type { Twin } from './twin-table.tsx'

/** Properties of `StateTimelinePanel`. */
export interface StateTimelinePanelProps {
  readonly title: string
  /** Keep it the same object while the data are the same. */
  readonly input: StateTimelineInput
  readonly id?: string
  readonly note?: string
  readonly staleSince?: string
  readonly footer?: ReactNode
}

/** What was in which state when, a row for each thing, on a sheet. */
export function StateTimelinePanel({ title, input, note, ...sheet }: StateTimelinePanelProps) {
  const t = useText('charts')
  const reader = useChartReader()
  const timeline = useMemo(() => prepareStateTimeline(t, input, reader), [t, input, reader])
  return (
    <ChartSheet
      title={title}
      finding={timeline.finding}
      legend={<StateLegend timeline={timeline} />}
      notes={note === undefined ? [] : [note]}
      twin={() => twinOf(t, timeline)}
      savable={{
        drawing: <TimelineDrawing title={title} subtitle={subtitleOf(t, timeline)} timeline={timeline} />,
        csv: () => csvOfTimeline(timeline),
      }}
      {...sheet}
    >
      <StateTimeline timeline={timeline} />
    </ChartSheet>
  )
}

/** The rows alone, for sheets that have more on them. What they show is said by the figure around them. */
function StateTimeline({ timeline }: { timeline: PreparedStateTimeline }) {
  const { from, to } = timeline
  const { cursor } = useChartGroup()
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    cursor.move(from + ((event.clientX - left) / Math.max(1, width)) * (to - from))
  }
  return (
    <div className="grid grid-cols-[minmax(72px,auto)_minmax(0,1fr)] gap-x-3 px-2.5 pt-2">
      <ul className="flex flex-col">
        {timeline.rows.map(({ id, label }) => (
          <li key={id} className="h-7 max-w-40 truncate pt-1.5 text-small text-fg-2" title={label}>
            {label}
          </li>
        ))}
      </ul>
      <div
        className="relative mr-16 flex flex-col"
        onPointerMove={move}
        onPointerLeave={() => cursor.move(null)}
      >
        {timeline.rows.map((row) => (
          <div key={row.id} className="h-7 pt-1">
            <StateRow row={row} from={from} to={to} place={{ width: '100%' }} />
          </div>
        ))}
        <svg width="100%" height="100%" className="pointer-events-none absolute inset-0" aria-hidden="true">
          <CrossHair from={from} to={to} />
        </svg>
      </div>
      <svg width="100%" height="24" className="col-start-2 overflow-visible pr-16" aria-hidden="true">
        <TimeMarks timeline={timeline} />
      </svg>
    </div>
  )
}

interface StateRowProps {
  readonly row: PreparedStateRow
  readonly from: number
  readonly to: number
  readonly place: { readonly x?: number; readonly y?: number; readonly width: number | string }
}

function StateRow({ row, from, to, place }: StateRowProps) {
  const hatch = useId()
  return (
    <svg {...place} height={STATE_BAR.height} aria-hidden="true">
      <HatchPattern id={hatch} paint={MAINTENANCE_PAINT} />
      {row.pieces.map((piece) => (
        <StateMark
          key={piece.from}
          state={piece.state}
          x={percentOf(piece.from, from, to)}
          width={percentOf(piece.to - piece.from, 0, to - from)}
          hatch={hatch}
          text={`${row.label}: ${piece.text}`}
        />
      ))}
    </svg>
  )
}

function TimeMarks({ timeline }: { timeline: PreparedStateTimeline }) {
  return (
    <>
      {timeline.timeTicks.map(({ value, label }) => (
        <text key={value} x={xOf(timeline, value)} y="17" textAnchor="middle" {...TEXT}>
          {label}
        </text>
      ))}
      <text x="100%" dx={ZONE_OFFSET} y="17" {...TEXT}>
        {timeline.zone}
      </text>
    </>
  )
}

/** The states that occur, worst first. */
function StateLegend({ timeline }: { timeline: PreparedStateTimeline }) {
  const ui = useText('ui')
  const occurring = new Set(timeline.rows.flatMap(({ pieces }) => pieces.map(({ state }) => state)))
  return (
    <ul className="flex flex-wrap gap-x-3">
      {STATES_WORST_FIRST.filter((state) => occurring.has(state)).map((state) => (
        <li key={state} className={`inline-flex items-center gap-1 ${STATE_TEXT[state]}`}>
          <StateGlyph state={state} size={10} />
          <span className="text-fg-2">{stateText(ui, state)}</span>
        </li>
      ))}
    </ul>
  )
}

const twinOf = (t: Text<'charts'>, timeline: PreparedStateTimeline): Twin => ({
  columns: [t('states.what'), t('states.all')],
  rows: timeline.rows.map(({ label, finding }) => [label, finding]),
})

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString()

// Files have the same words in all languages: programs read them.
const csvOfTimeline = (timeline: PreparedStateTimeline): string =>
  csvOf(
    ['what', 'state', 'from (UTC)', 'to (UTC)'],
    timeline.rows.flatMap(({ label, pieces }) =>
      pieces.map(({ state, from, to }) => [label, stateWord(state), iso(from), iso(to)]),
    ),
  )

const DRAWN = { label: 180, row: 28, right: 60 } as const

/** What a saved drawing says under its title. */
const subtitleOf = (t: Text<'charts'>, { from, to, zone }: PreparedStateTimeline): string =>
  t('states.axis', { from: iso(from), to: iso(to), zone })

interface DrawingProps {
  readonly title: string
  readonly subtitle: string
  readonly timeline: PreparedStateTimeline
}

function TimelineDrawing({ title, subtitle, timeline }: DrawingProps) {
  const height = timeline.rows.length * DRAWN.row
  const width = SAVED.width - DRAWN.label - DRAWN.right
  return (
    <DrawingFrame title={title} subtitle={subtitle} legend={[]} height={height + 24}>
      {timeline.rows.map((row, i) => (
        <g key={row.id}>
          <text x={SAVED.pad} y={SAVED.head + i * DRAWN.row + 18} {...TEXT}>
            {row.label}
          </text>
          <StateRow
            row={row}
            from={timeline.from}
            to={timeline.to}
            place={{ x: DRAWN.label, y: SAVED.head + i * DRAWN.row + 4, width }}
          />
        </g>
      ))}
      <svg x={DRAWN.label} y={SAVED.head + height} width={width} height="24" overflow="visible">
        <TimeMarks timeline={timeline} />
      </svg>
    </DrawingFrame>
  )
}
