'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Annotation } from '#components/charts/chart-data.ts'
import { incidentsQuery } from '#components/incidents/api/incidents-query.ts'
import { useText } from '#components/language/use-text.ts'
import { incidentFlags } from './incident-flags.ts'

/** The incidents of a service as flags of its charts: those that its page lists. The same object while they are the same. */
export function useIncidentFlags(scope: string, serviceId: string): readonly Annotation[] {
  const t = useText('tenancy')
  const { data } = useQuery(incidentsQuery(scope, { state: 'all', serviceId }))
  return useMemo(
    () => incidentFlags(data?.incidents ?? [], (moment, code) => t(`flag.${moment}`, { code })),
    [data, t],
  )
}
