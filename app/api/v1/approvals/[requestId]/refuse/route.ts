import { defineRoute } from '#app/api/route-kit.ts'
import { refuseRequest } from '#lib/modules/approvals/index.ts'
import { approvalRef, approvalView, refuseRequestInput } from '#lib/modules/approvals/schemas.ts'

export const POST = defineRoute({
  summary: 'Refuses what somebody else asked for, with a reason; needs the permission asked for.',
  permission: 'request:approve',
  params: approvalRef,
  body: refuseRequestInput.omit({ requestId: true }),
  response: approvalView,
  handler: async (ctx, { params, body }) => await refuseRequest(ctx, { ...body, ...params }),
})
