'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { incidentsQuery } from './api/incidents-query.ts'
import { afterAnswer, NOTHING_KNOWN } from './new-incidents.ts'

/**
 * Tells whoever does not see the count in the sidebar change that an incident has opened, on whatever page they are. It asks
 * the question of that count, so nothing more is asked of the server.
 */
export function IncidentAnnouncer({ scope }: { scope: string }) {
  const t = useText('shell')
  const { data } = useQuery(incidentsQuery(scope, { state: 'open' }))
  const [seen, setSeen] = useState({ data, known: NOTHING_KNOWN })
  if (data !== undefined && (data !== seen.data || seen.known.ids === null))
    setSeen({ data, known: afterAnswer(seen.known, data.incidents) })
  const { news } = seen.known
  const words = news === null ? null : t('opened.news', { ...news })
  // What is down is said at once, in the middle of another sentence; the rest when that is over.
  const isAtOnce = news?.severity === 'P0'
  return (
    <>
      <p role="alert" className="sr-only">
        {isAtOnce ? words : null}
      </p>
      <p role="status" aria-label={t('opened.region')} className="sr-only">
        {isAtOnce ? null : words}
      </p>
    </>
  )
}
