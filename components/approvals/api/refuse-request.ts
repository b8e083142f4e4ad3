import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ApprovalView, RefuseRequestInput } from '#lib/modules/approvals/schemas.ts'

/** Refuses what somebody else asked for, with a reason. */
export const refuseRequest = (scope: string) =>
  writeEndpoint<ApprovalView, RefuseRequestInput>({
    method: 'POST',
    scope,
    path: ({ requestId }) => `/api/v1/approvals/${requestId}/refuse`,
    body: ({ reason }) => ({ reason }),
    tables: ['approval_request', 'notice', 'audit_entry'],
  })
