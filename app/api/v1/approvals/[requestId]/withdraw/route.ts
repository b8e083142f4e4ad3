import { defineRoute } from '#app/api/route-kit.ts'
import { withdrawRequest } from '#lib/modules/approvals/index.ts'
import { approvalRef, approvalView } from '#lib/modules/approvals/schemas.ts'

export const POST = defineRoute({
  summary: 'Takes back the own request for a second person.',
  permission: 'profile:read-own',
  params: approvalRef,
  response: approvalView,
  handler: async (ctx, { params }) => await withdrawRequest(ctx, params),
})
