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

/** What the rules of a scope do, in one sentence; by kind and state, how many of them there are. */
export function rulesSentence(
  t: Text<'alerting'>,
  counts: readonly (Standing & { readonly count: number })[],
): string {
  const sum = (rules: typeof counts): number => rules.reduce((all, { count }) => all + count, 0)
  const all = sum(counts)
  if (all === 0) return t('sentence.none')
  const of = (state: HealthState): number => sum(counts.filter((each) => ruleState(each) === state))
  return t('sentence.rules', {
    all,
    firing: of('down'),
    faulty: of('degraded'),
    silent: of('unknown'),
    off: of('maintenance'),
  })
}
