'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorLine } from '#components/ui/field.tsx'
import { downloadAudit, type ExportFormat } from './api/download-audit.ts'
import { apiAuditFilter, type AuditFilter } from './audit-filter.ts'

/** Buttons that save the chains of the scope: as a table of what the filter leaves, or whole, to be verified. */
export function ExportAudit({ scope, filter }: { scope: string; filter: AuditFilter }) {
  const [busy, setBusy] = useState<ExportFormat | null>(null)
  const [problem, setProblem] = useState<string | undefined>()
  const save = (format: ExportFormat) => () => {
    setBusy(format)
    setProblem(undefined)
    downloadAudit(scope, format, format === 'csv' ? apiAuditFilter(filter) : {})
      .catch((error: unknown) =>
        setProblem(error instanceof Error ? error.message : 'The export did not arrive.'),
      )
      .finally(() => setBusy(null))
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button isBusy={busy === 'csv'} onClick={save('csv')}>
          Export CSV
        </Button>
        <Button isBusy={busy === 'jsonl'} onClick={save('jsonl')}>
          Export to verify
        </Button>
      </div>
      <ErrorLine>{problem}</ErrorLine>
    </div>
  )
}
