import type { Text } from '#components/language/use-text.ts'
import { compareStates, type HealthState } from '#components/ui/states.ts'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'
import type { ServiceView } from '#lib/modules/tenancy/schemas.ts'

/** Whose a service is: its platform, and its tenant when it has one. */
export const ownerWords = ({
  platformName,
  tenantName,
}: Pick<ServiceView, 'platformName' | 'tenantName'>): string =>
  tenantName === null ? platformName : `${platformName}, ${tenantName}`

/** How the services of a scope are, in one sentence: `3 services: 1 down, 2 healthy.` */
export function servicesSentence(
  t: Text<'tenancy'>,
  counts: readonly { readonly state: HealthState; readonly count: number }[],
): string {
  const all = counts.reduce((sum, { count }) => sum + count, 0)
  if (all === 0) return t('sentence.none')
  if (counts.every(({ state }) => state === 'healthy')) return t('sentence.healthy', { all })
  const states = counts
    .toSorted((a, b) => compareStates(a.state, b.state))
    .map(({ state, count }) => t('sentence.part', { count, state }))
  return t('sentence.mixed', { all, states: states.join(', ') })
}

/** The metric names of an instant query that counted by name. */
export function metricNames(answer: MetricsAnswer): readonly string[] {
  if (answer.data.resultType !== 'vector') return []
  return answer.data.result.flatMap(({ metric }) => {
    const name = metric['__name__']
    return name === undefined ? [] : [name]
  })
}
