import { defineRoute } from '#app/api/route-kit.ts'
import { readRequest } from '#lib/modules/approvals/index.ts'
import { approvalRef, approvalView } from '#lib/modules/approvals/schemas.ts'

export const GET = defineRoute({
  summary: 'Shows one request for a second person.',
  permission: 'profile:read',
  params: approvalRef,
  response: approvalView,
  handler: async (ctx, { params }) => await readRequest(ctx, params),
})
