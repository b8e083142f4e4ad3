import type { HealthState } from '#components/ui/states.ts'

/** Height of a bar of states in pixels. Down rises above the row, all others leave that room free. */
export const STATE_BAR = { height: 20, rise: 4 } as const

const { height: HEIGHT, rise: RISE } = STATE_BAR
const ROW = HEIGHT - RISE

interface Looks {
  readonly y: number
  readonly height: number
  readonly fill: string
  readonly stroke?: string
  readonly strokeDasharray?: string
}

/** Each state has its own height or filling, so that a grey print still works. */
const LOOKS: Record<Exclude<HealthState, 'maintenance'>, Looks> = {
  healthy: { y: RISE, height: ROW, fill: 'var(--bw-ok-fill)' },
  degraded: { y: RISE + ROW / 2, height: ROW / 2, fill: 'var(--bw-degraded-fill)' },
  down: { y: 0, height: HEIGHT, fill: 'var(--bw-down-fill)' },
  unknown: {
    y: RISE + 0.5,
    height: ROW - 1,
    fill: 'none',
    stroke: 'var(--bw-unknown)',
    strokeDasharray: '2 2',
  },
  learning: { y: RISE + 0.5, height: ROW - 1, fill: 'var(--bw-learning-soft)', stroke: 'var(--bw-learning)' },
  stale: { y: RISE + ROW / 2 - 1, height: 2, fill: 'var(--bw-stale)' },
}

/** Properties of `StateMark`: where it stands on its row, as SVG lengths. */
export interface StateMarkProps {
  readonly state: HealthState
  readonly x: string
  readonly width: string
  /** Id of a hatch pattern in the colour of maintenance. */
  readonly hatch: string
  /** What it says when it is pointed at. */
  readonly text?: string
}

/** A stretch of a row of states. */
export function StateMark({ state, x, width, hatch, text }: StateMarkProps) {
  const looks =
    state === 'maintenance'
      ? { y: RISE + 0.5, height: ROW - 1, fill: `url(#${hatch})`, stroke: 'var(--bw-maint)' }
      : LOOKS[state]
  return (
    <rect x={x} width={width} {...looks}>
      {text === undefined ? null : <title>{text}</title>}
    </rect>
  )
}

/** The paint of hatching in maintenance. */
export const MAINTENANCE_PAINT = 'var(--bw-maint)'
