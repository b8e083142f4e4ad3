/** How bad an incident is; P0 is worst. */
export type Severity = 'P0' | 'P1' | 'P2' | 'P3'

/** What the engine last noticed about a service: its samples come, its target does not answer, nothing comes, nothing ever came. */
export type ServiceSignal = 'reporting' | 'target_down' | 'silent' | 'never'

/** State and reason of a service. */
export interface DerivedState {
  readonly state: 'down' | 'degraded' | 'stale' | 'unknown' | 'healthy'
  /** One sentence. */
  readonly reason: string
}

/** An open incident of the service. */
export interface OpenIncident {
  readonly severity: Severity
  readonly title: string
}

/**
 * The state of a service from what is known at this moment: an open P0 or P1 is down, a P2 is degraded, a P3 is worth
 * knowing and changes nothing. Without an incident the signal decides; no data is never healthy.
 */
export function deriveServiceState(open: readonly OpenIncident[], signal: ServiceSignal): DerivedState {
  const worst = open.toSorted((a, b) => a.severity.localeCompare(b.severity))[0]
  if (worst !== undefined && (worst.severity === 'P0' || worst.severity === 'P1'))
    return { state: 'down', reason: worst.title }
  if (signal === 'target_down') return { state: 'down', reason: 'Its target does not answer.' }
  if (worst?.severity === 'P2') return { state: 'degraded', reason: worst.title }
  if (signal === 'never') return { state: 'unknown', reason: 'No samples yet.' }
  if (signal === 'silent') return { state: 'stale', reason: 'Its samples stopped.' }
  return { state: 'healthy', reason: 'Samples arrive and no incident is open.' }
}

/** What a tenant is told about a shared service in this state: what it means for them, and public words. */
export function publicWords(state: DerivedState['state'] | 'learning' | 'maintenance'): {
  readonly impact: string
  readonly words: string
} {
  switch (state) {
    case 'down':
      return {
        impact: 'You cannot rely on it at the moment.',
        words: 'We know about it and are working on it.',
      }
    case 'degraded':
      return {
        impact: 'It works, but not as well as it should.',
        words: 'We know about it and are working on it.',
      }
    case 'stale':
    case 'unknown':
      return { impact: 'Nothing is known at the moment.', words: 'We have no recent data about it.' }
    case 'maintenance':
      return { impact: 'It may be away for a while.', words: 'We are working on it as planned.' }
    case 'learning':
    case 'healthy':
      return { impact: 'None.', words: 'It works as it should.' }
  }
}
