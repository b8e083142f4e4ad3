import { csvRow } from '#lib/core/csv.ts'
import { formatScopeParam } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { readPlace, writePlace, type IncidentSort, type PlaceValue } from './domain/incident-order.ts'
import { listedStates } from './domain/incident-state.ts'
import { exportIncidentsInput, type ExportIncidentsInput, type IncidentView } from './schemas.ts'
import { findIncidents, type IncidentFilter } from './view-repository.ts'
import { toIncidentView } from './views.ts'

const BATCH = 500

const COLUMNS = [
  'id',
  'code',
  'title',
  'severity',
  'state',
  'platform',
  'tenant',
  'service',
  'opened_at',
  'acknowledged_at',
  'acknowledged_by',
  'resolved_at',
]

/**
 * Exports the incidents that a filter leaves, in its order, as CSV or as JSON, written while they are read. The export is an
 * audit entry, except where the context may only look: that is the canary job, which writes nothing anywhere.
 */
export async function exportIncidents(ctx: RequestContext, input: ExportIncidentsInput): Promise<Download> {
  authorize(ctx, 'incident:read')
  const { format, sort, state, ...narrowed } = parseInput(exportIncidentsInput, input)
  const filter = { ...narrowed, states: listedStates(state) }
  const scope = formatScopeParam(ctx.scope)
  if (ctx.readOnly !== true) {
    await ctx.db.tx(async (tx) => {
      await recordAudit(tx, ctx, {
        action: 'incident.export',
        target: { kind: 'incident', id: 'all' },
        details: { format, state, isFiltered: Object.keys(narrowed).length > 0 },
      })
    })
  }
  const day = ctx.clock.now().toISOString().slice(0, 10)
  const rows = viewsOf(ctx, filter, sort)
  return new Download({
    fileName: `incidents-${scope}-${day}.${format}`,
    contentType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    pieces: format === 'csv' ? csvPieces(rows) : jsonPieces(rows),
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

async function* csvPieces(incidents: AsyncIterable<IncidentView>): AsyncGenerator<string> {
  yield csvRow(COLUMNS)
  for await (const incident of incidents) {
    yield csvRow([
      incident.id,
      incident.code,
      incident.title,
      incident.severity,
      incident.state,
      incident.platformName,
      incident.tenantName,
      incident.serviceName,
      incident.openedAt,
      incident.acknowledgedAt,
      incident.acknowledgedByName,
      incident.resolvedAt,
    ])
  }
}

async function* jsonPieces(incidents: AsyncIterable<IncidentView>): AsyncGenerator<string> {
  let isFirst = true
  yield '{"incidents":['
  for await (const incident of incidents) {
    yield `${isFirst ? '' : ','}\n${JSON.stringify(incident)}`
    isFirst = false
  }
  yield '\n]}\n'
}
