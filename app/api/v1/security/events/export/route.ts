import { defineRoute } from '#app/api/route-kit.ts'
import { downloadOutput } from '#lib/infra/http/download.ts'
import { exportSecurityEvents } from '#lib/modules/security/index.ts'
import { exportSecurityEventsInput } from '#lib/modules/security/schemas.ts'

export const POST = defineRoute({
  summary: 'Exports the security events of the scope, newest first, as CSV or JSON; the filters narrow them.',
  rate: 'export',
  permission: 'security:read',
  body: exportSecurityEventsInput,
  response: downloadOutput,
  handler: async (ctx, { body }) => await exportSecurityEvents(ctx, body),
})
