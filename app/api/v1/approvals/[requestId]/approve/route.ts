import { defineRoute } from '#app/api/route-kit.ts'
import { approveRequest } from '#lib/modules/approvals/index.ts'
import { approvalRef, approvalView } from '#lib/modules/approvals/schemas.ts'

export const POST = defineRoute({
  summary: 'Approves what somebody else asked for; needs the permission asked for. A job carries it out.',
  permission: 'request:approve',
  params: approvalRef,
  response: approvalView,
  handler: async (ctx, { params }) => await approveRequest(ctx, params),
})
