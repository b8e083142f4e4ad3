import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ApprovalView, ApprovalRef } from '#lib/modules/approvals/schemas.ts'

/** Approves what somebody else asked for; needs a fresh second factor where the permission does. */
export const approveRequest = (scope: string) =>
  writeEndpoint<ApprovalView, ApprovalRef>({
    method: 'POST',
    scope,
    path: ({ requestId }) => `/api/v1/approvals/${requestId}/approve`,
    body: () => ({}),
    tables: ['approval_request', 'notice', 'audit_entry'],
  })
