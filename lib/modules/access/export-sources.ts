import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { rowsDownload, viewsInTurn, type ExportColumn } from '#lib/infra/http/rows-download.ts'
import { recordListExport } from '#lib/modules/audit/index.ts'
import { exportSourcesInput, type ExportSourcesInput, type SourceView } from './schemas.ts'
import { findSourceIds, findSourcesInTurn } from './source-list-repository.ts'
import { toSourceView } from './views.ts'

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
 * Exports the sources that a filter leaves, in its order, as CSV or as JSON, written while they are read; never their
 * credentials. The export is an audit entry, except where the context may only look: that is the canary job, which writes
 * nothing anywhere.
 */
export async function exportSources(ctx: RequestContext, input: ExportSourcesInput): Promise<Download> {
  authorize(ctx, 'source:read')
  const { format, text, sort } = parseInput(exportSourcesInput, input)
  const now = ctx.clock.now()
  const ids = await ctx.db.read(async (tx) => await findSourceIds(tx, { text, sort, now }))
  await recordListExport(ctx, {
    action: 'source.export',
    kind: 'source',
    details: { format, isFiltered: text !== undefined, rows: ids.length },
  })
  const views = viewsInTurn(ids, async (batch) => {
    const rows = await ctx.db.read(async (tx) => await findSourcesInTurn(tx, batch))
    return rows.map((row) => toSourceView(row, now))
  })
  return rowsDownload(ctx, { name: 'sources', field: 'sources', format, columns: COLUMNS, views })
}
