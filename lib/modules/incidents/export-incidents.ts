import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { rowsDownload, type ExportColumn } from '#lib/infra/http/rows-download.ts'
import { recordListExport } from '#lib/modules/audit/index.ts'
import { readPlace, writePlace, type IncidentSort, type PlaceValue } from './domain/incident-order.ts'
import { listedStates } from './domain/incident-state.ts'
import { exportIncidentsInput, type ExportIncidentsInput, type IncidentView } from './schemas.ts'
import { findIncidents, type IncidentFilter } from './view-repository.ts'
import { toIncidentView } from './views.ts'

const BATCH = 500

const COLUMNS: readonly ExportColumn<IncidentView>[] = [
  ['id', ({ id }) => id],
  ['code', ({ code }) => code],
  ['title', ({ title }) => title],
  ['severity', ({ severity }) => severity],
  ['state', ({ state }) => state],
  ['platform', ({ platformName }) => platformName],
  ['tenant', ({ tenantName }) => tenantName],
  ['service', ({ serviceName }) => serviceName],
  ['opened_at', ({ openedAt }) => openedAt],
  ['acknowledged_at', ({ acknowledgedAt }) => acknowledgedAt],
  ['acknowledged_by', ({ acknowledgedByName }) => acknowledgedByName],
  ['resolved_at', ({ resolvedAt }) => resolvedAt],
]

/**
 * Exports the incidents that a filter leaves, in its order, as CSV or as JSON, written while they are read. The export is an
 * audit entry, except where the context may only look: that is the canary job, which writes nothing anywhere.
 */
export async function exportIncidents(ctx: RequestContext, input: ExportIncidentsInput): Promise<Download> {
  authorize(ctx, 'incident:read')
  const { format, sort, state, ...narrowed } = parseInput(exportIncidentsInput, input)
  const filter = { ...narrowed, states: listedStates(state) }
  await recordListExport(ctx, {
    action: 'incident.export',
    kind: 'incident',
    details: { format, state, isFiltered: Object.keys(narrowed).length > 0 },
  })
  return rowsDownload(ctx, {
    name: 'incidents',
    field: 'incidents',
    format,
    columns: COLUMNS,
    views: viewsOf(ctx, filter, sort),
  })
}

async function* viewsOf(
  ctx: RequestContext,
  filter: IncidentFilter,
  sort: IncidentSort,
): AsyncGenerator<IncidentView> {
  let behind: readonly PlaceValue[] | undefined
  for (;;) {
    const page = { sort, behind, limit: BATCH }
    const rows = await ctx.db.read(async (tx) => await findIncidents(tx, filter, page))
    yield* rows.map(toIncidentView)
    const last = rows.at(-1)
    if (rows.length < BATCH || last === undefined) return
    behind = readPlace(sort, writePlace(sort, last)) ?? undefined
  }
}
