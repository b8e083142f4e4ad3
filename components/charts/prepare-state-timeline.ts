import type { Text } from '#components/language/use-text.ts'
import { formatSeconds } from '#lib/core/duration.ts'
import { clockText, zoneLabel } from '#components/ui/format-time.ts'
import { stateText } from '#components/ui/state-text.ts'
import { STATES_WORST_FIRST, worstState, type HealthState } from '#components/ui/states.ts'
import type { ChartReader } from './chart-reader.ts'
import { timeTicks, type Tick } from './ticks.ts'

/** For how long something was in a state. Seconds since 1970; null is until now. */
export interface StateSpan {
  readonly from: number
  readonly to: number | null
  readonly state: HealthState
}

/** What a state timeline is made of. Spans may overlap, and may leave holes. */
export interface StateTimelineInput {
  readonly from: number
  readonly to: number
  readonly rows: readonly {
    readonly id: string
    readonly label: string
    readonly spans: readonly StateSpan[]
  }[]
}

/** A stretch in one state, without a hole to its neighbours. */
export interface StatePiece {
  readonly from: number
  readonly to: number
  readonly state: HealthState
  /** `Down, 12 m, from 14:06:00 UTC+8`. */
  readonly text: string
}

/** One row of the timeline. */
export interface PreparedStateRow {
  readonly id: string
  readonly label: string
  readonly pieces: readonly StatePiece[]
  /** `Down 12 m, healthy 5 h 48 m`. */
  readonly finding: string
}

/** Everything that a state timeline draws. */
export interface PreparedStateTimeline {
  readonly from: number
  readonly to: number
  readonly rows: readonly PreparedStateRow[]
  readonly timeTicks: readonly Tick[]
  readonly zone: string
  readonly finding: string
}

/** Turns spans into pieces that cover the range: the worst state wins where they overlap, a hole is no data. */
export function prepareStateTimeline(
  t: Text<'charts'>,
  { from, to, rows }: StateTimelineInput,
  reader: ChartReader,
): PreparedStateTimeline {
  const prepared = rows.map(({ id, label, spans }): PreparedStateRow => {
    const pieces = piecesOf(spans, from, to).map((piece) => ({ ...piece, text: pieceText(t, piece, reader) }))
    return { id, label, pieces, finding: rowFinding(pieces, reader) }
  })
  return {
    from,
    to,
    rows: prepared,
    timeTicks: timeTicks(from, to, reader),
    zone: zoneLabel(new Date(to * 1000), reader.zone),
    finding:
      prepared.length === 0
        ? t('states.nothing')
        : prepared.map(({ label, finding }) => `${label}: ${finding}`).join('. '),
  }
}

function piecesOf(
  spans: readonly StateSpan[],
  from: number,
  to: number,
): readonly Omit<StatePiece, 'text'>[] {
  const inside = (seconds: number): number => Math.min(to, Math.max(from, seconds))
  const clipped = spans
    .map((span) => ({ state: span.state, from: inside(span.from), to: inside(span.to ?? to) }))
    .filter((span) => span.to > span.from)
  const edges = [...new Set([from, to, ...clipped.flatMap((span) => [span.from, span.to])])].toSorted(
    (a, b) => a - b,
  )
  const merged: { from: number; to: number; state: HealthState }[] = []
  for (const [i, start] of edges.slice(0, -1).entries()) {
    const end = edges[i + 1] ?? to
    const state = worstState(
      clipped.filter((span) => span.from <= start && span.to >= end).map((span) => span.state),
    )
    const last = merged.at(-1)
    if (last?.state === state) last.to = end
    else merged.push({ from: start, to: end, state })
  }
  return merged
}

const pieceText = (
  t: Text<'charts'>,
  { state, from, to }: Omit<StatePiece, 'text'>,
  { ui, zone }: ChartReader,
): string =>
  t('states.piece', {
    state: stateText(ui, state),
    time: formatSeconds(to - from),
    at: clockText(new Date(from * 1000), zone),
  })

/** How long in which state, the worst first. */
function rowFinding(pieces: readonly StatePiece[], { ui }: ChartReader): string {
  return STATES_WORST_FIRST.flatMap((state) => {
    const seconds = pieces
      .filter((piece) => piece.state === state)
      .reduce((sum, piece) => sum + piece.to - piece.from, 0)
    return seconds === 0 ? [] : [`${stateText(ui, state)} ${formatSeconds(seconds)}`]
  }).join(', ')
}
