'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { incidentsQuery } from './api/incidents-query.ts'
import { afterAnswer, NOTHING_KNOWN } from './new-incidents.ts'

/**
 * Tells whoever does not see the count in the sidebar change that an incident has opened, on whatever page they are. It asks
 * the question of that count, so nothing more is asked of the server.
 */
export function IncidentAnnouncer({ scope }: { scope: string }) {
  const { data } = useQuery(incidentsQuery(scope, { state: 'open' }))
  const [seen, setSeen] = useState({ data, known: NOTHING_KNOWN })
  if (data !== undefined && (data !== seen.data || seen.known.ids === null))
    setSeen({ data, known: afterAnswer(seen.known, data.incidents) })
  return (
    <p role="status" aria-label="New incidents" className="sr-only">
      {seen.known.news}
    </p>
  )
}
