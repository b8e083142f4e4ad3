'use client'
import { useMutation } from '@tanstack/react-query'
import { Button } from '#components/ui/button.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { saveSecurityEvents } from './api/save-security-events.ts'
import type { SecurityFilter } from './api/security-events-query.ts'

/** Saves the events that the filters leave, as CSV or as JSON. */
export function ExportEvents({ scope, filter }: { scope: string; filter: SecurityFilter }) {
  const save = useMutation({
    mutationFn: async (format: 'csv' | 'json') => await saveSecurityEvents(scope, filter, format),
  })
  const begin = (format: 'csv' | 'json') => () => save.mutate(format)
  return (
    <div className="flex flex-wrap items-center gap-2">
      {save.error === null ? null : <StateText state="down">{save.error.message}</StateText>}
      <Button isBusy={save.isPending} onClick={begin('csv')}>
        Export CSV
      </Button>
      <Button isBusy={save.isPending} onClick={begin('json')}>
        Export JSON
      </Button>
    </div>
  )
}
