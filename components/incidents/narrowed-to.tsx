'use client'
import { useLanguage, useText } from '#components/language/use-text.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { dateText } from '#components/ui/format-time.ts'
import type { IncidentView } from '#lib/modules/incidents/schemas.ts'
import { changedFilter, type IncidentFilter } from './incident-filter.ts'
import { useIncidentHref } from './use-incident-href.ts'

/** What a link narrowed the list to, each with the way back: a day, a service. */
export function NarrowedTo({
  scope,
  filter,
  page,
}: {
  readonly scope: string
  readonly filter: IncidentFilter
  readonly page: { readonly incidents: readonly IncidentView[] }
}) {
  const t = useText('incidents')
  const language = useLanguage()
  const hrefOf = useIncidentHref(scope)
  if (filter.day === null && filter.service === null) return null
  // Every incident of the list is about it; an empty list knows no name.
  const service = page.incidents[0]?.serviceName ?? t('narrowed.someService')
  return (
    <p className="flex flex-wrap items-center gap-2 text-fg-2">
      {t('narrowed.only')}
      {filter.day === null ? null : (
        <ButtonLink size="small" icon="cross" href={hrefOf(changedFilter(filter, { day: null }))}>
          {t('narrowed.day', { day: dateText(new Date(`${filter.day}T00:00:00Z`), 'UTC', language) })}
        </ButtonLink>
      )}
      {filter.service === null ? null : (
        <ButtonLink size="small" icon="cross" href={hrefOf(changedFilter(filter, { service: null }))}>
          {t('narrowed.service', { service })}
        </ButtonLink>
      )}
    </p>
  )
}
