'use client'
import type { ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { classNames } from './class-names.ts'
import { StateGlyph } from './state-glyph.tsx'
import { stateText } from './state-text.ts'
import type { HealthState } from './states.ts'

const TINTS: Record<HealthState, string> = {
  healthy: 'border-ok-line bg-ok-soft text-ok [--k:var(--bw-ok-soft)]',
  degraded: 'border-degraded-line bg-degraded-soft text-degraded [--k:var(--bw-degraded-soft)]',
  down: 'border-down-line bg-down-soft text-down [--k:var(--bw-down-soft)]',
  unknown: 'border-dashed border-unknown-line bg-unknown-soft text-unknown',
  learning: 'border-learning-line bg-learning-soft text-learning',
  stale: 'border-stale-line bg-stale-soft text-stale',
  maintenance: 'border-maint-line bg-maint-soft text-maint',
}

/** Edge, ground and text colour of a tinted state. */
export const badgeTint = (state: HealthState): string => TINTS[state]

const FRAME = 'inline-flex h-5 items-center rounded-[3px] border text-small font-medium whitespace-nowrap'

/** A tinted state, for where it is the subject. `children` replaces the word: `Proved 31 m ago`, `Mitigating`. */
export function StateBadge({ state, children }: { state: HealthState; children?: ReactNode }) {
  const t = useText('ui')
  return (
    <span className={classNames(FRAME, 'gap-[5px] pr-[7px] pl-[5px]', TINTS[state])}>
      <StateGlyph state={state} size={11} />
      {children ?? stateText(t, state)}
    </span>
  )
}

/** A fact that is no state: a role, a kind, a version. */
export function NeutralBadge({ children }: { children: ReactNode }) {
  return (
    <span className={classNames(FRAME, 'border-line-strong bg-raised px-[7px] text-fg-2')}>{children}</span>
  )
}
