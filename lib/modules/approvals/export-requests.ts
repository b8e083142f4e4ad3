import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { rowsDownload, viewsInTurn, type ExportColumn } from '#lib/infra/http/rows-download.ts'
import { recordListExport } from '#lib/modules/audit/index.ts'
import { LISTED_STATES } from './list-requests.ts'
import { findRequestIds, findRequestsInTurn } from './request-list-repository.ts'
import { exportRequestsInput, type ApprovalView, type ExportRequestsInput } from './schemas.ts'
import { readerOf, toApprovalView } from './views.ts'

const COLUMNS: readonly ExportColumn<ApprovalView>[] = [
  ['id', ({ id }) => id],
  ['scope', ({ scope }) => scope],
  ['action', ({ action }) => action],
  ['target', ({ target }) => target],
  ['state', ({ state }) => state],
  ['reason', ({ reason }) => reason],
  ['requested_by', ({ requestedBy }) => requestedBy],
  ['created_at', ({ createdAt }) => createdAt],
  ['expires_at', ({ expiresAt }) => expiresAt],
  ['not_before', ({ notBefore }) => notBefore],
  ['decided_by', ({ decidedBy }) => decidedBy],
  ['decided_at', ({ decidedAt }) => decidedAt],
  ['decision_reason', ({ decisionReason }) => decisionReason],
  ['done_at', ({ doneAt }) => doneAt],
  ['result', ({ result }) => result],
  ['error', ({ error }) => error],
]

/**
 * Exports the requests that a filter leaves of those that the list shows, in its order, as CSV or as JSON, written while they
 * are read. The export is an audit entry, except where the context may only look: that is the canary job, which writes nothing
 * anywhere.
 */
export async function exportRequests(ctx: RequestContext, input: ExportRequestsInput): Promise<Download> {
  authorize(ctx, 'profile:read')
  const { state, format, text, sort } = parseInput(exportRequestsInput, input)
  const filter = { reader: readerOf(ctx), states: LISTED_STATES[state], text, sort, now: ctx.clock.now() }
  const ids = await ctx.db.read(async (tx) => await findRequestIds(tx, filter))
  await recordListExport(ctx, {
    action: 'approval.export',
    kind: 'approval_request',
    details: { format, isFiltered: text !== undefined || state !== 'all', rows: ids.length },
  })
  const views = viewsInTurn(ids, async (batch) => {
    const rows = await ctx.db.read(async (tx) => await findRequestsInTurn(tx, batch))
    return rows.map((row) => toApprovalView(ctx, row))
  })
  return rowsDownload(ctx, { name: 'requests', field: 'requests', format, columns: COLUMNS, views })
}
