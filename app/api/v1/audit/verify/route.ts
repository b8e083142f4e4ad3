import { defineRoute } from '#app/api/route-kit.ts'
import { verifyAudit } from '#lib/modules/audit/index.ts'
import { verifyAuditOutput } from '#lib/modules/audit/schemas.ts'

export const GET = defineRoute({
  summary: 'Recomputes every audit chain in scope from its records and names the first bad one.',
  permission: 'audit:read',
  response: verifyAuditOutput,
  handler: async (ctx) => await verifyAudit(ctx),
})
