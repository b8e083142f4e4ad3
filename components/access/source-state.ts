import type { Text } from '#components/language/use-text.ts'
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

const STATES: Readonly<Record<SourceStanding, HealthState>> = {
  revoked: 'maintenance',
  ended: 'maintenance',
  waiting: 'unknown',
  silent: 'stale',
  receiving: 'healthy',
}

/** How a source stands at `now` (milliseconds since 1970). */
export function sourceState(t: Text<'sources'>, source: StandingParts, now: number): SourceState {
  const standing = sourceStanding(source, now)
  return { state: STATES[standing], words: t(`state.${standing}`) }
}

/** What the sources of a scope do, in one sentence. */
export function sourcesSentence(
  t: Text<'sources'>,
  counts: readonly { readonly standing: SourceStanding; readonly count: number }[],
): string {
  const of = (standing: SourceStanding): number =>
    counts.find((each) => each.standing === standing)?.count ?? 0
  const [receiving, silent, waiting] = [of('receiving'), of('silent'), of('waiting')]
  const live = receiving + silent + waiting
  return live === 0 ? t('sentence.none') : t('sentence.some', { receiving, live, silent, waiting })
}
