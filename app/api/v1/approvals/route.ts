import { defineRoute } from '#app/api/route-kit.ts'
import { APPROVABLES } from '#lib/modules/approvables/index.ts'
import { listRequests, requestApproval } from '#lib/modules/approvals/index.ts'
import {
  approvalView,
  listRequestsInput,
  listRequestsOutput,
  requestApprovalInput,
} from '#lib/modules/approvals/schemas.ts'

export const GET = defineRoute({
  summary:
    'Lists the own requests for a second person, and those that the member could decide, newest first.',
  permission: 'profile:read',
  query: listRequestsInput,
  response: listRequestsOutput,
  handler: async (ctx, { query }) => await listRequests(ctx, query),
})

export const POST = defineRoute({
  summary: 'Asks a second person to approve an action; needs the permission of that action.',
  permission: 'profile:read-own',
  body: requestApprovalInput,
  response: approvalView,
  status: 201,
  handler: async (ctx, { body }) => await requestApproval(ctx, body, { approvables: APPROVABLES }),
})
