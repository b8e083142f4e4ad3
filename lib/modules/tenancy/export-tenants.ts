import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { rowsDownload, viewsInTurn, type ExportColumn } from '#lib/infra/http/rows-download.ts'
import { recordListExport } from '#lib/modules/audit/index.ts'
import { exportTenantsInput, type ExportTenantsInput, type TenantView } from './schemas.ts'
import { findTenantIds, findTenantsInTurn } from './tenant-list-repository.ts'
import { toTenantView } from './views.ts'

const COLUMNS: readonly ExportColumn<TenantView>[] = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['platform', ({ platformName }) => platformName],
  ['state', ({ state }) => state],
  ['suspended_since', ({ suspension }) => suspension?.since ?? null],
  ['reason', ({ suspension }) => suspension?.reason ?? null],
  ['suspended_by', ({ suspension }) => suspension?.by ?? null],
  ['created_at', ({ createdAt }) => createdAt],
]

/**
 * Exports the tenants that a filter leaves, in its order, as CSV or as JSON, written while they are read. The export is an
 * audit entry, except where the context may only look: that is the canary job, which writes nothing anywhere.
 */
export async function exportTenants(ctx: RequestContext, input: ExportTenantsInput): Promise<Download> {
  authorize(ctx, 'tenant:read')
  const { format, text, sort } = parseInput(exportTenantsInput, input)
  const ids = await ctx.db.read(async (tx) => await findTenantIds(tx, { text, sort }))
  await recordListExport(ctx, {
    action: 'tenant.export-list',
    kind: 'tenant',
    details: { format, isFiltered: text !== undefined, rows: ids.length },
  })
  const views = viewsInTurn(ids, async (batch) => {
    const rows = await ctx.db.read(async (tx) => await findTenantsInTurn(tx, batch))
    return rows.map(toTenantView)
  })
  return rowsDownload(ctx, { name: 'tenants', field: 'tenants', format, columns: COLUMNS, views })
}
