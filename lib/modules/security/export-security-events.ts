import { csvRow } from '#lib/core/csv.ts'
import { formatScopeParam } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findEvents, type EventFilter } from './repository.ts'
import {
  exportSecurityEventsInput,
  type ExportSecurityEventsInput,
  type SecurityEventView,
} from './schemas.ts'
import { toViews } from './views.ts'

const BATCH = 500

const COLUMNS = [
  'id',
  'first_at',
  'last_at',
  'count',
  'kind',
  'severity',
  'scope',
  'member_id',
  'member',
  'actor_kind',
  'addresses',
  'user_agent',
  'request_id',
  'details',
]

/**
 * Exports the security events of the scope, newest first, as CSV or as JSON. The export is an audit entry itself, except
 * where the context may only look: that is the canary job, which reads exports every quarter of an hour and writes nothing
 * anywhere. An event that is still counted stands in it once, with the count of that moment.
 */
export async function exportSecurityEvents(
  ctx: RequestContext,
  input: ExportSecurityEventsInput,
): Promise<Download> {
  authorize(ctx, 'security:read')
  const { format, ...filter } = parseInput(exportSecurityEventsInput, input)
  const scope = formatScopeParam(ctx.scope)
  if (ctx.readOnly !== true) {
    await ctx.db.tx(async (tx) => {
      await recordAudit(tx, ctx, {
        action: 'security_event.export',
        target: { kind: 'security_event', id: 'all' },
        details: { format, isFiltered: Object.keys(filter).length > 0 },
      })
    })
  }
  const day = ctx.clock.now().toISOString().slice(0, 10)
  return new Download({
    fileName: `security-events-${scope}-${day}.${format}`,
    contentType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    pieces: format === 'csv' ? csvPieces(ctx, filter) : jsonPieces(ctx, filter),
  })
}

type Filter = Omit<EventFilter, 'limit'>

async function* viewsOf(ctx: RequestContext, filter: Filter): AsyncGenerator<SecurityEventView> {
  let { before } = filter
  for (;;) {
    const page: EventFilter = { ...filter, before, limit: BATCH }
    const views = await ctx.db.read(async (tx) => await toViews(tx, await findEvents(tx, page)))
    yield* views
    if (views.length < BATCH) return
    before = views.at(-1)?.id
  }
}

async function* csvPieces(ctx: RequestContext, filter: Filter): AsyncGenerator<string> {
  yield csvRow(COLUMNS)
  for await (const event of viewsOf(ctx, filter)) {
    yield csvRow([
      event.id,
      event.at,
      event.lastAt,
      event.count,
      event.kind,
      event.severity,
      event.scope,
      event.memberId,
      event.memberName,
      event.actorKind,
      event.addresses.join(' '),
      event.userAgent,
      event.requestId,
      JSON.stringify(event.details),
    ])
  }
}

async function* jsonPieces(ctx: RequestContext, filter: Filter): AsyncGenerator<string> {
  let isFirst = true
  yield '{"events":['
  for await (const event of viewsOf(ctx, filter)) {
    yield `${isFirst ? '' : ','}\n${JSON.stringify(event)}`
    isFirst = false
  }
  yield '\n]}\n'
}
