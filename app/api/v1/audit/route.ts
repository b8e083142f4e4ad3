import { defineRoute } from '#app/api/route-kit.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { listAuditInput, listAuditOutput } from '#lib/modules/audit/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the audit entries in scope, newest first.',
  permission: 'audit:read',
  query: listAuditInput,
  response: listAuditOutput,
  handler: async (ctx, { query }) => await listAudit(ctx, query),
})
