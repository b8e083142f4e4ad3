import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { rowsDownload, viewsInTurn, type ExportColumn } from '#lib/infra/http/rows-download.ts'
import { recordListExport } from '#lib/modules/audit/index.ts'
import { findRuleIds } from './rule-list-repository.ts'
import { findRuleViews } from './rule-views.ts'
import { exportRulesInput, type ExportRulesInput, type RuleView } from './schemas.ts'

const COLUMNS: readonly ExportColumn<RuleView>[] = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['platform', ({ platformName }) => platformName],
  ['tenant', ({ tenantName }) => tenantName],
  ['state', ({ state }) => state],
  ['alerts', ({ activeAlerts }) => activeAlerts],
  ['severity', ({ severity }) => severity],
  ['expression', ({ expr }) => expr],
  ['for_seconds', ({ forSeconds }) => forSeconds],
  ['interval_seconds', ({ intervalSeconds }) => intervalSeconds],
  ['title', ({ summary }) => summary],
  ['kind', ({ kind }) => kind],
  ['enabled', ({ enabled }) => enabled],
  ['version', ({ version }) => version],
  ['updated_at', ({ updatedAt }) => updatedAt],
]

/**
 * Exports the rules that a filter leaves, in its order, as CSV or as JSON, written while they are read. The export is an audit
 * entry, except where the context may only look: that is the canary job, which writes nothing anywhere.
 */
export async function exportRules(ctx: RequestContext, input: ExportRulesInput): Promise<Download> {
  authorize(ctx, 'rule:read')
  const { format, text, sort } = parseInput(exportRulesInput, input)
  const ids = await ctx.db.read(async (tx) => await findRuleIds(tx, { text, sort }))
  await recordListExport(ctx, {
    action: 'rule.export',
    kind: 'rule',
    details: { format, isFiltered: text !== undefined, rows: ids.length },
  })
  const views = viewsInTurn(
    ids,
    async (batch) => await ctx.db.read(async (tx) => await findRuleViews(tx, batch)),
  )
  return rowsDownload(ctx, { name: 'rules', field: 'rules', format, columns: COLUMNS, views })
}
