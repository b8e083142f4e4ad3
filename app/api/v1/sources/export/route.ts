import { defineRoute } from '#app/api/route-kit.ts'
import { downloadOutput } from '#lib/infra/http/download.ts'
import { exportSources } from '#lib/modules/access/index.ts'
import { exportSourcesInput } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Exports the sources in scope as CSV or JSON, in the order asked for; the text narrows them.',
  rate: 'export',
  permission: 'source:read',
  body: exportSourcesInput,
  response: downloadOutput,
  handler: async (ctx, { body }) => await exportSources(ctx, body),
})
