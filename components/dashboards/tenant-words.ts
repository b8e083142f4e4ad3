import type { Text } from '#components/language/use-text.ts'
import type { TenantHome } from '#lib/modules/dashboards/schemas.ts'
import { tenantSentence } from './overview-sentence.ts'

/** The title of a tenant's home, which answers, and the sentence below it, which says what the answer rests on. */
export function tenantWords(
  t: Text<'dashboards'>,
  home: Pick<TenantHome, 'state' | 'services' | 'incidents'>,
): { readonly title: string; readonly answer: string } {
  if (home.services.length === 0)
    return { title: t('tenantNothing.title'), answer: t('tenantNothing.answer') }
  const title = t(`tenantTitle.${home.state}`)
  if (home.state !== 'healthy') return { title, answer: tenantSentence(t, home) }
  const [services, incidents] = [home.services.length, home.incidents.length]
  return { title, answer: t('tenantHealthy', { services, incidents }) }
}
