/** The seven states that anything measured can be in. `unknown` is a result of its own and never counts as healthy. */
export type HealthState = 'down' | 'degraded' | 'stale' | 'unknown' | 'learning' | 'maintenance' | 'healthy'

/** All states, what needs a person first: the order of lists, strips and legends everywhere. */
export const STATES_WORST_FIRST: readonly HealthState[] = [
  'down',
  'degraded',
  'stale',
  'unknown',
  'learning',
  'maintenance',
  'healthy',
]

const WORDS: Record<HealthState, string> = {
  down: 'Down',
  degraded: 'Degraded',
  stale: 'Stale',
  unknown: 'No data',
  learning: 'Learning',
  maintenance: 'Maintenance',
  healthy: 'Healthy',
}

/** The word that stands beside the glyph of a state. */
export const stateWord = (state: HealthState): string => WORDS[state]

/** Sort order of two states, the worse one first. */
export const compareStates = (a: HealthState, b: HealthState): number =>
  STATES_WORST_FIRST.indexOf(a) - STATES_WORST_FIRST.indexOf(b)

/** The worst of several states; `unknown` for none, since nothing measured is not healthy. */
export const worstState = (states: readonly HealthState[]): HealthState =>
  states.toSorted(compareStates)[0] ?? 'unknown'

/** How many of each state there are, worst first, states without any left out. */
export function countStates(
  states: readonly HealthState[],
): readonly { readonly state: HealthState; readonly count: number }[] {
  return STATES_WORST_FIRST.map((state) => ({
    state,
    count: states.filter((each) => each === state).length,
  })).filter(({ count }) => count > 0)
}

/** Sort order of what has a state and a name: the worse state first, equal ones by name. */
export const worstFirst = (
  a: { readonly state: HealthState; readonly name: string },
  b: { readonly state: HealthState; readonly name: string },
): number => {
  const order = compareStates(a.state, b.state)
  return order === 0 ? a.name.localeCompare(b.name) : order
}
