'use client'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { ListSearch } from '#components/shell/list-search.tsx'
import { Pop } from '#components/shell/pop.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import {
  changedFilter,
  countSet,
  FILTER_SEVERITIES,
  FILTER_STATES,
  type IncidentFilter,
} from './incident-filter.ts'
import { useIncidentHref } from './use-incident-href.ts'

/** Properties of `IncidentFilters`. */
export interface IncidentFiltersProps {
  readonly scope: string
  readonly filter: IncidentFilter
  /** What stands at the end of the row. */
  readonly children: ReactNode
}

/** The choices above a list of incidents; each one is an address. On a phone they are behind one button. */
export function IncidentFilters({ scope, filter, children }: IncidentFiltersProps) {
  const t = useText('incidents')
  const set = countSet(filter)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="max-sm:hidden sm:contents">
        <Choices scope={scope} filter={filter} />
      </div>
      <div className="sm:hidden">
        <Pop
          title={t('choice.filter')}
          button={
            <>
              <Icon name="sliders" />
              {set === 0 ? t('choice.filter') : t('choice.filterSet', { count: set })}
            </>
          }
        >
          <div className="flex flex-col items-start gap-3 p-4">
            <Choices scope={scope} filter={filter} />
          </div>
        </Pop>
      </div>
      {children}
    </div>
  )
}

function Choices({ scope, filter }: Pick<IncidentFiltersProps, 'scope' | 'filter'>) {
  const t = useText('incidents')
  const router = useRouter()
  const hrefOf = useIncidentHref(scope)
  const choose = (change: Parameters<typeof changedFilter>[1]) => {
    router.push(hrefOf(changedFilter(filter, change)), { scroll: false })
  }
  return (
    <>
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
    </>
  )
}
