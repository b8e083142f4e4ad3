import type { HealthState } from '#components/ui/states.ts'
import type { RuleState, RuleView } from '#lib/modules/alerting/schemas.ts'

/** How a rule is drawn and said. */
export interface RuleLook {
  readonly state: HealthState
  readonly words: string
}

const INCIDENT: Readonly<Record<RuleState, RuleLook>> = {
  firing: { state: 'down', words: 'Firing' },
  error: { state: 'degraded', words: 'Faulty' },
  no_data: { state: 'unknown', words: 'No data' },
  pending: { state: 'learning', words: 'Pending' },
  inactive: { state: 'healthy', words: 'Quiet' },
  off: { state: 'maintenance', words: 'Off' },
}

/** A heartbeat raises no alert: it beats as long as it is evaluated with data, and the watcher hears when it stops. */
const HEARTBEAT: Readonly<Record<RuleState, RuleLook>> = {
  ...INCIDENT,
  firing: { state: 'healthy', words: 'Beating' },
  inactive: { state: 'healthy', words: 'Beating' },
}

/** How a rule stands, in a state and in words. */
export const ruleLook = ({ kind, state }: Pick<RuleView, 'kind' | 'state'>): RuleLook =>
  (kind === 'heartbeat' ? HEARTBEAT : INCIDENT)[state]

/** What the rules of a scope do, in one sentence. */
export function rulesSentence(rules: readonly Pick<RuleView, 'kind' | 'state'>[]): string {
  if (rules.length === 0) return 'Nobody is paged for anything in this scope yet: it has no rule.'
  const of = (...states: readonly HealthState[]): number =>
    rules.filter((rule) => states.includes(ruleLook(rule).state)).length
  const parts = [
    of('down') === 0 ? 'Nothing fires' : `${of('down')} of ${rules.length} fire`,
    of('degraded') === 0 ? '' : `${of('degraded')} cannot be evaluated`,
    of('unknown') === 0 ? '' : `${of('unknown')} without data`,
    of('maintenance') === 0 ? '' : `${of('maintenance')} switched off`,
  ]
  return `${parts.filter((part) => part !== '').join(', ')}. A rule is evaluated as soon as the samples that it reads arrive.`
}
