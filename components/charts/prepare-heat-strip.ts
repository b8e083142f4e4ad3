import { countStates, stateWord, type HealthState } from '#components/ui/states.ts'

/** One day of something, or any other stretch that has one state. */
export interface StripPart {
  /** As it is read: `20 Nov 2026`. */
  readonly label: string
  readonly state: HealthState
}

/** What a strip says in one sentence: `30 days: 1 Down, 2 Degraded, 27 Healthy`. */
export function stripFinding(parts: readonly StripPart[], unit: string): string {
  const counts = countStates(parts.map(({ state }) => state)).map(
    ({ state, count }) => `${count} ${stateWord(state)}`,
  )
  return counts.length === 0 ? `No ${unit} yet` : `${parts.length} ${unit}: ${counts.join(', ')}`
}
