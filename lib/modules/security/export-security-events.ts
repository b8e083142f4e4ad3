import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { rowsDownload, type ExportColumn } from '#lib/infra/http/rows-download.ts'
import { recordListExport } from '#lib/modules/audit/index.ts'
import { findEvents, type EventFilter } from './repository.ts'
import {
  exportSecurityEventsInput,
  type ExportSecurityEventsInput,
  type SecurityEventView,
} from './schemas.ts'
import { toViews } from './views.ts'

const BATCH = 500

const COLUMNS: readonly ExportColumn<SecurityEventView>[] = [
  ['id', ({ id }) => id],
  ['first_at', ({ at }) => at],
  ['last_at', ({ lastAt }) => lastAt],
  ['count', ({ count }) => count],
  ['kind', ({ kind }) => kind],
  ['severity', ({ severity }) => severity],
  ['scope', ({ scope }) => scope],
  ['member_id', ({ memberId }) => memberId],
  ['member', ({ memberName }) => memberName],
  ['actor_kind', ({ actorKind }) => actorKind],
  ['addresses', ({ addresses }) => addresses.join(' ')],
  ['user_agent', ({ userAgent }) => userAgent],
  ['request_id', ({ requestId }) => requestId],
  ['details', ({ details }) => JSON.stringify(details)],
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
  await recordListExport(ctx, {
    action: 'security_event.export',
    kind: 'security_event',
    details: { format, isFiltered: Object.keys(filter).length > 0 },
  })
  return rowsDownload(ctx, {
    name: 'security-events',
    field: 'events',
    format,
    columns: COLUMNS,
    views: viewsOf(ctx, filter),
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
