/** States of a service or of a whole, worst first: the order in which they are shown everywhere. */
export const STATE_ORDER = [
  'down',
  'degraded',
  'stale',
  'unknown',
  'learning',
  'maintenance',
  'healthy',
] as const

/** State of a service, a tenant or a platform. */
export type HealthState = (typeof STATE_ORDER)[number]

/** The worst of several states. Nothing at all is `unknown`: what was not measured is never healthy. */
export function worstState(states: readonly HealthState[]): HealthState {
  return STATE_ORDER.find((state) => states.includes(state)) ?? 'unknown'
}
