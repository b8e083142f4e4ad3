import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Download } from '#lib/infra/http/download.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { rowsDownload, type ExportColumn } from '#lib/infra/http/rows-download.ts'
import { recordListExport } from '#lib/modules/audit/index.ts'
import { listRules } from './list-rules.ts'
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
 * Exports the rules that a filter leaves, in its order, as CSV or as JSON. The export is an audit entry, except where the
 * context may only look: that is the canary job, which writes nothing anywhere.
 */
export async function exportRules(ctx: RequestContext, input: ExportRulesInput): Promise<Download> {
  authorize(ctx, 'rule:read')
  const { format, ...filter } = parseInput(exportRulesInput, input)
  const { rules } = await listRules(ctx, filter)
  await recordListExport(ctx, {
    action: 'rule.export',
    kind: 'rule',
    details: { format, isFiltered: filter.text !== undefined, rows: rules.length },
  })
  return rowsDownload(ctx, { name: 'rules', field: 'rules', format, columns: COLUMNS, views: rules })
}
