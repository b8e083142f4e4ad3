import { defineRoute } from '#app/api/route-kit.ts'
import { downloadOutput } from '#lib/infra/http/download.ts'
import { exportApiKeys } from '#lib/modules/access/index.ts'
import { exportApiKeysInput } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary:
    'Exports the API keys that the list shows as CSV or JSON, in the order asked for; the text narrows them.',
  rate: 'export',
  permission: 'apikey:create',
  body: exportApiKeysInput,
  response: downloadOutput,
  handler: async (ctx, { body }) => await exportApiKeys(ctx, body),
})
