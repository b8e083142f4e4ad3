'use client'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { ListSearch } from '#components/shell/list-search.tsx'
import { Segmented } from '#components/ui/segmented.tsx'
import { changedFilter, type IncidentFilter } from './incident-filter.ts'
import { useIncidentHref } from './use-incident-href.ts'

const STATES = [
  { value: 'open', label: 'Open' },
  { value: 'resolved', label: 'Resolved' },
  { value: 'all', label: 'All' },
] as const
const SEVERITIES = [
  { value: 'any', label: 'Any' },
  { value: 'P0', label: 'P0' },
  { value: 'P1', label: 'P1' },
  { value: 'P2', label: 'P2' },
  { value: 'P3', label: 'P3' },
] as const
const ORDERS = [
  { value: 'worst', label: 'Worst first' },
  { value: '-opened', label: 'Newest first' },
] as const

/** Properties of `IncidentFilters`. */
export interface IncidentFiltersProps {
  readonly scope: string
  readonly filter: IncidentFilter
  /** What stands at the end of the row. */
  readonly children: ReactNode
}

/** The choices above a list of incidents; each one is an address. */
export function IncidentFilters({ scope, filter, children }: IncidentFiltersProps) {
  const router = useRouter()
  const hrefOf = useIncidentHref(scope)
  const choose = (change: Parameters<typeof changedFilter>[1]) => {
    router.replace(hrefOf(changedFilter(filter, change)), { scroll: false })
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segmented
        label="State"
        options={STATES}
        value={filter.state}
        onChange={(state) => choose({ state })}
      />
      <Segmented
        label="Severity"
        options={SEVERITIES}
        value={filter.severity ?? 'any'}
        onChange={(severity) => choose({ severity: severity === 'any' ? null : severity })}
      />
      <Segmented label="Order" options={ORDERS} value={filter.sort} onChange={(sort) => choose({ sort })} />
      <ListSearch
        caption="Incidents"
        label="Title or code"
        text={filter.text}
        onChange={(text) => choose({ text })}
      />
      {children}
    </div>
  )
}
