'use client'
import type { ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { classNames } from './class-names.ts'
import { stateText } from './state-text.ts'
import type { HealthState } from './states.ts'

/** The colour of what is cut out of a glyph: the ground that it stands on (`--k`), the panel unless told. */
const CUT = 'var(--k, var(--bw-panel))'

/** Each state has its own silhouette, drawn at 16 and used from 10 to 32 px: a grey print still works. */
export const STATE_SHAPES: Record<HealthState, ReactNode> = {
  healthy: (
    <>
      <circle cx="8" cy="8" r="6.5" fill="currentColor" />
      <path
        d="M5.1 8.2l2 2 3.8-4.2"
        fill="none"
        stroke={CUT}
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  degraded: (
    <>
      <path
        d="M8 1.6l6.8 12.2H1.2z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1"
        strokeLinejoin="round"
      />
      <path d="M8 6v3.8M8 11.7v.4" stroke={CUT} strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  down: (
    <>
      <rect x="1.8" y="1.8" width="12.4" height="12.4" rx="1" fill="currentColor" />
      <path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" stroke={CUT} strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  unknown: (
    <circle
      cx="8"
      cy="8"
      r="5.9"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeDasharray="2.6 2.03"
    />
  ),
  learning: (
    <>
      <circle cx="8" cy="8" r="5.9" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 2.1a5.9 5.9 0 0 0 0 11.8z" fill="currentColor" />
    </>
  ),
  stale: (
    <>
      <path d="M3 2h10M3 14h10" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />
      <path d="M4.2 2.6h7.6L8 8zM8 8l3.8 5.4H4.2z" fill="currentColor" />
    </>
  ),
  maintenance: (
    <>
      <path
        d="M8 1.3L14.7 8 8 14.7 1.3 8z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
      <path d="M5.6 8h4.8" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
}

/** Text colour of each state. */
export const STATE_TEXT: Record<HealthState, string> = {
  healthy: 'text-ok',
  degraded: 'text-degraded',
  down: 'text-down',
  unknown: 'text-unknown',
  learning: 'text-learning',
  stale: 'text-stale',
  maintenance: 'text-maint',
}

/** Properties of `StateGlyph`. */
export interface StateGlyphProps {
  readonly state: HealthState
  readonly size?: number
  /** Spoken name, where no word stands beside the glyph. Without it the glyph is decoration. */
  readonly label?: string
  readonly className?: string
}

/** The silhouette of a state in its colour. */
export function StateGlyph({ state, size = 13, label, className }: StateGlyphProps) {
  const named =
    label === undefined ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': label } as const)
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      className={classNames('shrink-0', STATE_TEXT[state], className)}
      {...named}
    >
      {STATE_SHAPES[state]}
    </svg>
  )
}

/** Glyph and word without a tint: for columns. `children` replaces the word, e.g. `Learning, day 12/14`. */
export function StateText({ state, children }: { state: HealthState; children?: ReactNode }) {
  const t = useText('ui')
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 align-middle font-medium whitespace-nowrap',
        STATE_TEXT[state],
      )}
    >
      <StateGlyph state={state} />
      {children ?? stateText(t, state)}
    </span>
  )
}
