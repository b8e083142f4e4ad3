import { defineRoute } from '#app/api/route-kit.ts'
import { downloadOutput } from '#lib/infra/http/download.ts'
import { exportRules } from '#lib/modules/alerting/index.ts'
import { exportRulesInput } from '#lib/modules/alerting/schemas.ts'

export const POST = defineRoute({
  summary: 'Exports the rules in scope as CSV or JSON, in the order asked for; the text narrows them.',
  rate: 'export',
  permission: 'rule:read',
  body: exportRulesInput,
  response: downloadOutput,
  handler: async (ctx, { body }) => await exportRules(ctx, body),
})
