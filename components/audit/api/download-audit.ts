import { apiPath } from '#components/shell/api-client.ts'
import { readProblem } from '#components/shell/api-problem.ts'
import type { AuditFilter } from '../audit-filter.ts'

/** The forms of an export. */
export type ExportFormat = 'csv' | 'jsonl'

/** Asks for an export and hands it to the browser as a file. Throws `ApiProblem`, or the browser's error. */
export async function downloadAudit(scope: string, format: ExportFormat, filter: AuditFilter): Promise<void> {
  const response = await fetch(apiPath('/api/v1/audit/export', { scope }), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ format, limit: 1_000_000, ...filter }),
  })
  if (!response.ok) throw readProblem(response.status, await response.json(), response.headers)
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = named?.[1] ?? `audit.${format}`
  link.click()
  URL.revokeObjectURL(address)
}
