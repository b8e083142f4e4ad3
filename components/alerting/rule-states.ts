import type { Text } from '#components/language/use-text.ts'
import type { HealthState } from '#components/ui/states.ts'
import type { RuleState, RuleView } from '#lib/modules/alerting/schemas.ts'

type Standing = Pick<RuleView, 'kind' | 'state'>

const INCIDENT: Readonly<Record<RuleState, HealthState>> = {
  firing: 'down',
  error: 'degraded',
  no_data: 'unknown',
  pending: 'learning',
  inactive: 'healthy',
  off: 'maintenance',
}

/** A heartbeat raises no alert: it beats as long as it is evaluated with data, and the watcher hears when it stops. */
const isBeating = ({ kind, state }: Standing): boolean =>
  kind === 'heartbeat' && (state === 'firing' || state === 'inactive')

/** How a rule stands, as it is drawn. */
export const ruleState = (rule: Standing): HealthState => (isBeating(rule) ? 'healthy' : INCIDENT[rule.state])

/** How a rule stands, in a word. */
export const ruleWord = (t: Text<'alerting'>, rule: Standing): string =>
  t(isBeating(rule) ? 'state.beating' : `state.${rule.state}`)

/** What the rules of a scope do, in one sentence. */
export function rulesSentence(t: Text<'alerting'>, rules: readonly Standing[]): string {
  if (rules.length === 0) return t('sentence.none')
  const count = (state: HealthState): number => rules.filter((rule) => ruleState(rule) === state).length
  return t('sentence.rules', {
    all: rules.length,
    firing: count('down'),
    faulty: count('degraded'),
    silent: count('unknown'),
    off: count('maintenance'),
  })
}
