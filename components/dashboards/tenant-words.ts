import type { HealthState } from '#components/ui/states.ts'
import type { TenantHome } from '#lib/modules/dashboards/schemas.ts'

const TITLES: Record<HealthState, string> = {
  down: 'Something you use is down',
  degraded: 'Something you use does not work as it should',
  stale: 'Some of what you use has gone silent',
  unknown: 'Some of what you use sends no data',
  learning: 'Some of what you use is still being learned',
  maintenance: 'Planned work is under way',
  healthy: 'Everything you use is healthy',
}

const NOTHING = {
  title: 'Nothing is connected yet',
  answer: 'Create a source and send your first samples: services appear by themselves, each with its state.',
}

/** The title of a tenant's home, which answers, and the sentence below it, which says what the answer rests on. */
export function tenantWords(home: Pick<TenantHome, 'state' | 'services' | 'incidents' | 'sentence'>): {
  readonly title: string
  readonly answer: string
} {
  if (home.services.length === 0) return NOTHING
  if (home.state !== 'healthy') return { title: TITLES[home.state], answer: home.sentence }
  const services = home.services.length === 1 ? 'One service' : `All ${home.services.length} services`
  const open = home.incidents.length
  const incidents =
    open === 0
      ? 'no incident is open'
      : open === 1
        ? 'one incident is still open'
        : `${open} incidents are still open`
  return { title: TITLES.healthy, answer: `${services} inside limits; ${incidents}.` }
}
