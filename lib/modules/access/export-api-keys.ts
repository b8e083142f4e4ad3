import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { rowsDownload, viewsInTurn, type ExportColumn } from '#lib/infra/http/rows-download.ts'
import { recordListExport } from '#lib/modules/audit/index.ts'
import { actingMemberId } from './acting.ts'
import { findApiKeyIds } from './api-key-list-repository.ts'
import { findApiKeyViews, keyReach } from './api-key-views.ts'
import { exportApiKeysInput, type ApiKeyView, type ExportApiKeysInput } from './schemas.ts'

const COLUMNS: readonly ExportColumn<ApiKeyView>[] = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['scope', ({ scope }) => scope],
  ['hint', ({ hint }) => hint],
  ['permissions', ({ permissions }) => permissions.join(' ')],
  ['created_by', ({ createdBy }) => createdBy],
  ['created_at', ({ createdAt }) => createdAt],
  ['expires_at', ({ expiresAt }) => expiresAt],
  ['last_used_at', ({ lastUsedAt }) => lastUsedAt],
  ['last_used_address', ({ lastUsedAddress }) => lastUsedAddress],
  ['rotated_at', ({ rotatedAt }) => rotatedAt],
  ['revoked_at', ({ revokedAt }) => revokedAt],
]

/**
 * Exports the API keys that a filter leaves of those that the list shows, in its order, as CSV or as JSON, written while they
 * are read; never their credentials. The export is an audit entry, except where the context may only look: that is the canary
 * job, which writes nothing anywhere.
 */
export async function exportApiKeys(ctx: RequestContext, input: ExportApiKeysInput): Promise<Download> {
  const { permission, of } = keyReach(ctx)
  authorize(ctx, permission, { own: true })
  const { format, text, sort } = parseInput(exportApiKeysInput, input)
  const now = ctx.clock.now()
  const ids = await ctx.db.read(async (tx) => await findApiKeyIds(tx, { of, text, sort, now }))
  await recordListExport(ctx, {
    action: 'apikey.export',
    kind: 'api_key',
    details: { format, isFiltered: text !== undefined, rows: ids.length },
  })
  const reader = { now, readerId: actingMemberId(ctx) }
  const views = viewsInTurn(
    ids,
    async (batch) => await ctx.db.read(async (tx) => await findApiKeyViews(tx, batch, reader)),
  )
  return rowsDownload(ctx, { name: 'api-keys', field: 'keys', format, columns: COLUMNS, views })
}
