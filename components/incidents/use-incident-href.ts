'use client'
import { useSearchParams } from 'next/navigation'
import { keepLook } from '#components/shell/table-address.ts'
import { incidentListHref, type IncidentFilter } from './incident-filter.ts'

/** The address of the list with another filter, in the columns that it has now. */
export function useIncidentHref(scope: string): (filter: IncidentFilter) => string {
  const search = useSearchParams()
  return (filter) => keepLook(incidentListHref(filter, scope), new URLSearchParams(search))
}
