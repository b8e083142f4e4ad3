import { countStates, stateWord } from '#components/ui/states.ts'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'
import type { ServiceView } from '#lib/modules/tenancy/schemas.ts'

/** Whose a service is: its platform, and its tenant when it has one. */
export const ownerWords = ({
  platformName,
  tenantName,
}: Pick<ServiceView, 'platformName' | 'tenantName'>): string =>
  tenantName === null ? platformName : `${platformName}, ${tenantName}`

/** How the services of a scope are, in one sentence: `2 of 9 services are down, 1 has no data.` */
export function servicesSentence(services: readonly Pick<ServiceView, 'state'>[]): string {
  if (services.length === 0) return 'Nothing has sent a sample to this scope yet.'
  const counts = countStates(services.map(({ state }) => state))
  const ill = counts.filter(({ state }) => state !== 'healthy')
  const all = services.length === 1 ? '1 service' : `${services.length} services`
  if (ill.length === 0) return `${all}, healthy by ${services.length === 1 ? 'its' : 'their'} last samples.`
  return `${all}: ${counts.map(({ state, count }) => `${count} ${stateWord(state).toLowerCase()}`).join(', ')}.`
}

/** The metric names of an instant query that counted by name. */
export function metricNames(answer: MetricsAnswer): readonly string[] {
  if (answer.data.resultType !== 'vector') return []
  return answer.data.result.flatMap(({ metric }) => {
    const name = metric['__name__']
    return name === undefined ? [] : [name]
  })
}
