import { defineRoute } from '#app/api/route-kit.ts'
import { downloadOutput } from '#lib/infra/http/download.ts'
import { exportAudit } from '#lib/modules/audit/index.ts'
import { exportAuditInput } from '#lib/modules/audit/schemas.ts'

export const POST = defineRoute({
  summary:
    'Exports the audit chains in scope as JSON Lines, which verify.mjs checks, or as CSV; `after` resumes.',
  rate: 'export',
  permission: 'audit:export',
  body: exportAuditInput,
  response: downloadOutput,
  handler: async (ctx, { body }) => await exportAudit(ctx, body),
})
