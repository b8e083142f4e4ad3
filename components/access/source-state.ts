import type { HealthState } from '#components/ui/states.ts'
import {
  sourceStanding,
  type SourceStanding,
  type StandingParts,
} from '#lib/modules/access/domain/source-standing.ts'

/** How a source stands, in a state and in words. */
export interface SourceState {
  readonly state: HealthState
  readonly words: string
}

const LOOKS: Readonly<Record<SourceStanding, SourceState>> = {
  revoked: { state: 'maintenance', words: 'Revoked' },
  ended: { state: 'maintenance', words: 'Ended' },
  waiting: { state: 'unknown', words: 'Waiting for data' },
  silent: { state: 'stale', words: 'Silent' },
  receiving: { state: 'healthy', words: 'Receiving data' },
}

/** How a source stands at `now` (milliseconds since 1970). */
export const sourceState = (source: StandingParts, now: number): SourceState =>
  LOOKS[sourceStanding(source, now)]

/** What the sources of a scope do, in one sentence. */
export function sourcesSentence(
  counts: readonly { readonly standing: SourceStanding; readonly count: number }[],
): string {
  const of = (standing: SourceStanding): number =>
    counts.find((each) => each.standing === standing)?.count ?? 0
  const [receiving, silent, waiting] = [of('receiving'), of('silent'), of('waiting')]
  const live = receiving + silent + waiting
  if (live === 0) return 'Nothing can send to this scope yet: it has no source.'
  const parts = [
    `${receiving} of ${live} sources ${live === 1 ? 'sends' : 'send'} samples`,
    silent === 0 ? '' : `${silent} silent for more than 5 minutes`,
    waiting === 0 ? '' : `${waiting} still waiting for the first one`,
  ]
  return `${parts.filter((part) => part !== '').join(', ')}.`
}
