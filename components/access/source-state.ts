import type { HealthState } from '#components/ui/states.ts'
import type { SourceView } from '#lib/modules/access/schemas.ts'
import { isOver } from './key-words.ts'

/** A source that sent nothing for this long is silent; overviews count with the same limit. */
const SILENT_MS = 5 * 60_000

/** How a source stands, in a state and in words. */
export interface SourceState {
  readonly state: HealthState
  readonly words: string
}

/** How a source stands at `now` (milliseconds since 1970). */
export function sourceState(
  source: Pick<SourceView, 'lastUsedAt' | 'revokedAt' | 'expiresAt'>,
  now: number,
): SourceState {
  if (source.revokedAt !== null) return { state: 'maintenance', words: 'Revoked' }
  if (isOver(source, now)) return { state: 'maintenance', words: 'Ended' }
  if (source.lastUsedAt === null) return { state: 'unknown', words: 'Waiting for data' }
  return now - Date.parse(source.lastUsedAt) > SILENT_MS
    ? { state: 'stale', words: 'Silent' }
    : { state: 'healthy', words: 'Receiving data' }
}

/** What the sources of a scope do, in one sentence. */
export function sourcesSentence(sources: readonly SourceView[], now: number): string {
  const states = sources
    .filter((each) => each.revokedAt === null && !isOver(each, now))
    .map((each) => sourceState(each, now))
  if (states.length === 0) return 'Nothing can send to this scope yet: it has no source.'
  const of = (state: HealthState): number => states.filter((each) => each.state === state).length
  const parts = [
    `${of('healthy')} of ${states.length} sources ${states.length === 1 ? 'sends' : 'send'} samples`,
    of('stale') === 0 ? '' : `${of('stale')} silent for more than 5 minutes`,
    of('unknown') === 0 ? '' : `${of('unknown')} still waiting for the first one`,
  ]
  return `${parts.filter((part) => part !== '').join(', ')}.`
}
