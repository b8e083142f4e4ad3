import { defineRoute } from '#app/api/route-kit.ts'
import { downloadOutput } from '#lib/infra/http/download.ts'
import { exportMembers } from '#lib/modules/access/index.ts'
import { exportMembersInput } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Exports the members in scope as CSV or JSON, in the order asked for; the text narrows them.',
  rate: 'export',
  permission: 'member:read',
  body: exportMembersInput,
  response: downloadOutput,
  handler: async (ctx, { body }) => await exportMembers(ctx, body),
})
