import { invalidField } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { rowsDownload, type ExportColumn } from '#lib/infra/http/rows-download.ts'
import { recordListExport } from '#lib/modules/audit/index.ts'
import { listSources } from './list-sources.ts'
import { exportSourcesInput, type ExportSourcesInput, type SourceView } from './schemas.ts'

const COLUMNS: readonly ExportColumn<SourceView>[] = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['scope', ({ scope }) => scope],
  ['hint', ({ hint }) => hint],
  ['plan', ({ plan }) => plan],
  ['tenant_label', ({ tenantLabel }) => tenantLabel],
  ['created_at', ({ createdAt }) => createdAt],
  ['expires_at', ({ expiresAt }) => expiresAt],
  ['last_used_at', ({ lastUsedAt }) => lastUsedAt],
  ['last_used_address', ({ lastUsedAddress }) => lastUsedAddress],
  ['rotated_at', ({ rotatedAt }) => rotatedAt],
  ['revoked_at', ({ revokedAt }) => revokedAt],
]

/**
 * Exports the sources that a filter leaves, in its order, as CSV or as JSON; never their credentials. The export is an audit
 * entry, except where the context may only look: that is the canary job, which writes nothing anywhere. Throws `invalid_input`
 * where there are more sources than are read: a file without the oldest would look whole.
 */
export async function exportSources(ctx: RequestContext, input: ExportSourcesInput): Promise<Download> {
  authorize(ctx, 'source:read')
  const { format, ...filter } = parseInput(exportSourcesInput, input)
  const { sources, more } = await listSources(ctx, filter)
  if (more)
    throw invalidField(
      'scope',
      'there are more sources here than one file holds: choose a platform or a tenant, or export all that a tenant has',
    )
  await recordListExport(ctx, {
    action: 'source.export',
    kind: 'source',
    details: { format, isFiltered: filter.text !== undefined, rows: sources.length },
  })
  return rowsDownload(ctx, { name: 'sources', field: 'sources', format, columns: COLUMNS, views: sources })
}
