'use client'
import { useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { Note } from '#components/ui/note.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { downloadAudit, type WantedExport } from './api/download-audit.ts'
import { apiAuditFilter, type AuditFilter } from './audit-filter.ts'

/** How the last export of this page went. */
type Outcome =
  | { readonly kind: 'complete' }
  | { readonly kind: 'last_part' }
  | { readonly kind: 'cut'; readonly rest: WantedExport }
  | { readonly kind: 'broken'; readonly problem: string; readonly again: WantedExport }

/** Buttons that save the chains of the scope: as a table of what the filter leaves, or whole, to be verified. */
export function ExportAudit({ scope, filter }: { scope: string; filter: AuditFilter }) {
  const t = useText('audit')
  const [busy, setBusy] = useState<WantedExport | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const save = (wanted: WantedExport) => {
    setBusy(wanted)
    setOutcome(null)
    downloadAudit(scope, wanted, t('export.broken'))
      .then(({ next }) => {
        if (next !== null) setOutcome({ kind: 'cut', rest: { ...wanted, after: next } })
        else setOutcome({ kind: wanted.after === null ? 'complete' : 'last_part' })
      })
      .catch((error: unknown) => {
        const problem = error instanceof Error ? error.message : t('export.lost')
        setOutcome({ kind: 'broken', problem, again: wanted })
      })
      .finally(() => setBusy(null))
  }
  return (
    <div className="flex max-w-md flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button
          isBusy={busy?.format === 'csv'}
          onClick={() => save({ format: 'csv', filter: apiAuditFilter(filter), after: null })}
        >
          {t('export.csv')}
        </Button>
        <Button
          isBusy={busy?.format === 'jsonl'}
          onClick={() => save({ format: 'jsonl', filter: {}, after: null })}
        >
          {t('export.verify')}
        </Button>
      </div>
      <div role="status">{outcome === null ? null : <LastExport outcome={outcome} onGoOn={save} />}</div>
    </div>
  )
}

function LastExport({ outcome, onGoOn }: { outcome: Outcome; onGoOn: (wanted: WantedExport) => void }) {
  const t = useText('audit')
  if (outcome.kind === 'complete') return <StateText state="healthy">{t('export.complete')}</StateText>
  if (outcome.kind === 'last_part') {
    return <StateText state="healthy">{t('export.lastPart')}</StateText>
  }
  if (outcome.kind === 'broken') {
    return (
      <div className="flex flex-col items-start gap-2">
        <ErrorLine>{outcome.problem}</ErrorLine>
        <Button size="small" onClick={() => onGoOn(outcome.again)}>
          {t('export.again')}
        </Button>
      </div>
    )
  }
  return (
    <Note
      state="degraded"
      action={
        <Button size="small" onClick={() => onGoOn(outcome.rest)}>
          {t('export.next')}
        </Button>
      }
    >
      {t('export.cut')}
    </Note>
  )
}
