import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { StateGlyph } from './state-glyph.tsx'
import type { HealthState } from './states.ts'

const TINTS: Record<HealthState, string> = {
  healthy: 'border-ok-line bg-ok-soft [--k:var(--bw-ok-soft)]',
  degraded: 'border-degraded-line bg-degraded-soft [--k:var(--bw-degraded-soft)]',
  down: 'border-down-line bg-down-soft [--k:var(--bw-down-soft)]',
  unknown: 'border-dashed border-unknown-line bg-unknown-soft',
  learning: 'border-learning-line bg-learning-soft',
  stale: 'border-stale-line bg-stale-soft',
  maintenance: 'border-maint-line bg-maint-soft',
}

/** A remark on what stands around it, with what to do about it at the right. */
export function Note({
  state,
  action,
  children,
}: {
  state: HealthState
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <div
      className={classNames(
        'flex flex-wrap gap-2.5 rounded-panel border px-3 py-2.5 text-small',
        TINTS[state],
      )}
    >
      <StateGlyph state={state} className="mt-0.5" />
      {/* Where there is room for a few words only, the action stands below them. */}
      <div className="min-w-0 flex-1 basis-52">{children}</div>
      {action}
    </div>
  )
}
