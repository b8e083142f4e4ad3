import { apiPath } from '#components/shell/api-client.ts'
import { readProblem } from '#components/shell/api-problem.ts'
import { languageHeader } from '#components/shell/page-headers.ts'
import { EXPORT_TAIL, readExportEnd, type ExportEnd } from '#lib/modules/audit/domain/export-end.ts'
import type { AuditFilter } from '../audit-filter.ts'

/** The forms of an export. */
export type ExportFormat = 'csv' | 'jsonl'

/** An export that is asked for. */
export interface WantedExport {
  readonly format: ExportFormat
  readonly filter: AuditFilter
  /** Where the export before was cut; null from the beginning. */
  readonly after: string | null
}

/**
 * Asks for an export, hands it to the browser as a file and says how it ended. Throws `ApiProblem`, or an error that says
 * `broken`: half a file would look like a whole one, so nothing is saved.
 */
export async function downloadAudit(scope: string, wanted: WantedExport, broken: string): Promise<ExportEnd> {
  const { format, filter, after } = wanted
  const response = await fetch(apiPath('/api/v1/audit/export', { scope }), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { ...languageHeader(), 'content-type': 'application/json' },
    body: JSON.stringify({ format, limit: 1_000_000, ...filter, ...(after === null ? {} : { after }) }),
  })
  if (!response.ok) throw readProblem(response.status, await response.json(), response.headers)
  const file = await response.blob().catch(() => {
    throw new Error(broken)
  })
  const end = readExportEnd(format, await file.slice(-EXPORT_TAIL).text())
  if (end === null) throw new Error(broken)
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')
  save(file, named?.[1] ?? `audit.${format}`)
  return end
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
