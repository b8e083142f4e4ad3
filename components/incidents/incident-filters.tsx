'use client'
import { useRouter } from 'next/navigation'
import { Segmented } from '#components/ui/segmented.tsx'
import { changedFilter, incidentListHref, type IncidentFilter } from './incident-filter.ts'

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
  { value: 'newest', label: 'Newest first' },
] as const

/** The choices above a list of incidents; each one is an address. */
export function IncidentFilters({ scope, filter }: { scope: string; filter: IncidentFilter }) {
  const router = useRouter()
  const choose = (change: Parameters<typeof changedFilter>[1]) => {
    router.replace(incidentListHref(changedFilter(filter, change), scope), { scroll: false })
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
      <Segmented
        label="Order"
        options={ORDERS}
        value={filter.order}
        onChange={(order) => choose({ order })}
      />
    </div>
  )
}
