import { prepareSparkline } from './paths.ts'

const TONES = { quiet: 'text-fg-3', degraded: 'text-degraded', down: 'text-down' } as const

/** Properties of `Sparkline`. */
export interface SparklineProps {
  /** Evenly spaced, oldest first; null where nothing was measured. */
  readonly values: readonly (number | null)[]
  readonly width?: number
  readonly height?: number
  readonly tone?: keyof typeof TONES
}

/** The shape of a series on its own scale. Decoration: the figure beside it is the data. */
export function Sparkline({ values, width = 50, height = 20, tone = 'quiet' }: SparklineProps) {
  const { path, last } = prepareSparkline(values, width, height)
  return (
    <svg width={width} height={height} aria-hidden="true" className={TONES[tone]}>
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.25"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {last === null ? null : <circle cx={last[0]} cy={last[1]} r="2" fill="currentColor" />}
    </svg>
  )
}
