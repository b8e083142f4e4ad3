'use client'
import { useText, type Text } from '#components/language/use-text.ts'
import { formatSeconds } from '#lib/core/duration.ts'
import { Icon } from './icon.tsx'
import { StateGlyph } from './state-glyph.tsx'
import type { HealthState } from './states.ts'

/** How fresh a page can be: `delayed` means that the stream is open and silent for too long. */
export type ConnectionKind = 'connecting' | 'live' | 'paused' | 'delayed' | 'offline'

/** Properties of `ConnectionIndicator`. */
export interface ConnectionIndicatorProps {
  readonly kind: ConnectionKind
  /** Seconds since the server was last heard, or since the page was paused; null before the first time. */
  readonly ageSeconds: number | null
  /** The interval in which a live page looks again, in seconds; null where it looks at once. */
  readonly everySeconds?: number | null
}

const GLYPHS: Record<Exclude<ConnectionKind, 'paused'>, HealthState> = {
  connecting: 'unknown',
  live: 'healthy',
  delayed: 'stale',
  offline: 'unknown',
}

/** The word for it: `Live`, `Paused`, `Every 30 s`. */
export const connectionWord = (
  t: Text<'ui'>,
  kind: ConnectionKind,
  everySeconds: number | null = null,
): string =>
  kind === 'live' && everySeconds !== null
    ? t('connection.every', { time: formatSeconds(everySeconds) })
    : t(`connection.${kind}`)

/** Whether what is shown is what is: `Live, 4 s`, `Paused, 3 m 2 s`, `Delayed, 2 m`, `Offline, 40 s`. */
export function ConnectionIndicator({ kind, ageSeconds, everySeconds = null }: ConnectionIndicatorProps) {
  const t = useText('ui')
  return (
    <span className="inline-flex items-center gap-[7px] whitespace-nowrap">
      {kind === 'paused' ? <Icon name="pause" size={11} /> : <StateGlyph state={GLYPHS[kind]} size={11} />}
      <span>
        {connectionWord(t, kind, everySeconds)}
        {/* On a phone the room is for the path: while all is well, the word is enough. */}
        {ageSeconds === null ? null : (
          <span aria-hidden="true" className={kind === 'live' ? 'max-sm:hidden' : undefined}>
            , {formatSeconds(ageSeconds)}
          </span>
        )}
      </span>
    </span>
  )
}
