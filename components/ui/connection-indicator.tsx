import { formatSeconds } from '#lib/core/duration.ts'
import { StateGlyph } from './state-glyph.tsx'
import type { HealthState } from './states.ts'

/** How fresh a page can be: `delayed` means that the stream is open and silent for too long. */
export type ConnectionKind = 'connecting' | 'live' | 'delayed' | 'offline'

/** Properties of `ConnectionIndicator`. */
export interface ConnectionIndicatorProps {
  readonly kind: ConnectionKind
  /** Seconds since the server was last heard; null before the first time. */
  readonly ageSeconds: number | null
}

const LOOK: Record<ConnectionKind, { readonly state: HealthState; readonly word: string }> = {
  connecting: { state: 'unknown', word: 'Connecting' },
  live: { state: 'healthy', word: 'Live' },
  delayed: { state: 'stale', word: 'Delayed' },
  offline: { state: 'unknown', word: 'Offline' },
}

/** Whether what is shown is what is: `Live, 4 s`, `Delayed, 2 m`, `Offline, 40 s`. */
export function ConnectionIndicator({ kind, ageSeconds }: ConnectionIndicatorProps) {
  const { state, word } = LOOK[kind]
  return (
    <span className="inline-flex h-(--bw-control) items-center gap-[7px] rounded-control border border-line-strong bg-panel px-[11px] whitespace-nowrap">
      <StateGlyph state={state} size={11} />
      <span>
        {/* Only the word is announced: an age that is read out each second would drown everything else. */}
        <span aria-live="polite">{word}</span>
        {ageSeconds === null ? null : <span aria-hidden="true">, {formatSeconds(ageSeconds)}</span>}
      </span>
    </span>
  )
}
