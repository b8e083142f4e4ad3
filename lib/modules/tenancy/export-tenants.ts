import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { rowsDownload, type ExportColumn } from '#lib/infra/http/rows-download.ts'
import { recordListExport } from '#lib/modules/audit/index.ts'
import { listTenants } from './list-tenants.ts'
import { exportTenantsInput, type ExportTenantsInput, type TenantView } from './schemas.ts'

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
 * Exports the tenants that a filter leaves, in its order, as CSV or as JSON. The export is an audit entry, except where the
 * context may only look: that is the canary job, which writes nothing anywhere.
 */
export async function exportTenants(ctx: RequestContext, input: ExportTenantsInput): Promise<Download> {
  authorize(ctx, 'tenant:read')
  const { format, ...filter } = parseInput(exportTenantsInput, input)
  const { tenants } = await listTenants(ctx, filter)
  await recordListExport(ctx, {
    action: 'tenant.export-list',
    kind: 'tenant',
    details: { format, isFiltered: filter.text !== undefined, rows: tenants.length },
  })
  return rowsDownload(ctx, { name: 'tenants', field: 'tenants', format, columns: COLUMNS, views: tenants })
}
