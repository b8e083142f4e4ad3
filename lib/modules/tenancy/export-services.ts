import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { rowsDownload, type ExportColumn } from '#lib/infra/http/rows-download.ts'
import { recordListExport } from '#lib/modules/audit/index.ts'
import { listServices } from './list-services.ts'
import { exportServicesInput, type ExportServicesInput, type ServiceView } from './schemas.ts'

const COLUMNS: readonly ExportColumn<ServiceView>[] = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['state', ({ state }) => state],
  ['since', ({ since }) => since],
  ['why', ({ reason }) => reason],
  ['platform', ({ platformName }) => platformName],
  ['tenant', ({ tenantName }) => tenantName],
  ['shared', ({ shared }) => shared],
]

/**
 * Exports the services that a filter leaves, in its order, as CSV or as JSON. They are read at one moment: states change all
 * the time, and a service that moved between two pages would be left out or repeated. The export is an audit entry, except
 * where the context may only look: that is the canary job, which writes nothing anywhere.
 */
export async function exportServices(ctx: RequestContext, input: ExportServicesInput): Promise<Download> {
  authorize(ctx, 'service:read')
  const { format, ...filter } = parseInput(exportServicesInput, input)
  const { services } = await listServices(ctx, filter)
  await recordListExport(ctx, {
    action: 'service.export',
    kind: 'service',
    details: { format, isFiltered: filter.text !== undefined, rows: services.length },
  })
  return rowsDownload(ctx, {
    name: 'services',
    field: 'services',
    format,
    columns: COLUMNS,
    views: services,
  })
}
