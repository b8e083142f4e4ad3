import type { Text } from '#components/language/use-text.ts'
import { stateText } from '#components/ui/state-text.ts'
import { countStates, type HealthState } from '#components/ui/states.ts'

/** One day of something. */
export interface StripPart {
  /** As it is read: `20 Nov 2026`. */
  readonly label: string
  readonly state: HealthState
}

/** What a strip says in one sentence: `30 days: 1 Down, 2 Degraded, 27 Healthy`. */
export function stripFinding(t: Text<'charts'>, ui: Text<'ui'>, parts: readonly StripPart[]): string {
  const counts = countStates(parts.map(({ state }) => state)).map(
    ({ state, count }) => `${count} ${stateText(ui, state)}`,
  )
  return counts.length === 0
    ? t('strip.none')
    : t('strip.days', { count: parts.length, states: counts.join(', ') })
}
