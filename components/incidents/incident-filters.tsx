'use client'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { ListSearch } from '#components/shell/list-search.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { changedFilter, FILTER_SEVERITIES, FILTER_STATES, type IncidentFilter } from './incident-filter.ts'
import { useIncidentHref } from './use-incident-href.ts'

/** Properties of `IncidentFilters`. */
export interface IncidentFiltersProps {
  readonly scope: string
  readonly filter: IncidentFilter
  /** What stands at the end of the row. */
  readonly children: ReactNode
}

/** The choices above a list of incidents; each one is an address. */
export function IncidentFilters({ scope, filter, children }: IncidentFiltersProps) {
  const t = useText('incidents')
  const router = useRouter()
  const hrefOf = useIncidentHref(scope)
  const choose = (change: Parameters<typeof changedFilter>[1]) => {
    router.replace(hrefOf(changedFilter(filter, change)), { scroll: false })
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segmented
        label={t('choice.state')}
        options={FILTER_STATES.map((value) => ({ value, label: t(`choice.states.${value}`) }))}
        value={filter.state}
        onChange={(state) => choose({ state })}
      />
      <Segmented
        label={t('choice.severity')}
        options={[
          { value: 'any', label: t('choice.any') },
          ...FILTER_SEVERITIES.map((value) => ({ value, label: value })),
        ]}
        value={filter.severity ?? 'any'}
        onChange={(severity) => choose({ severity: severity === 'any' ? null : severity })}
      />
      <Segmented
        label={t('choice.order')}
        options={[
          { value: 'worst', label: t('order.worst') },
          { value: '-opened', label: t('order.newest') },
        ]}
        value={filter.sort}
        onChange={(sort) => choose({ sort })}
      />
      <ListSearch
        caption={t('title')}
        label={t('choice.find')}
        text={filter.text}
        onChange={(text) => choose({ text })}
      />
      {children}
    </div>
  )
}
