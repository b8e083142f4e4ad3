import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ApprovalView, ApprovalRef } from '#lib/modules/approvals/schemas.ts'

/** Takes back the own request. */
export const withdrawRequest = (scope: string) =>
  writeEndpoint<ApprovalView, ApprovalRef>({
    method: 'POST',
    scope,
    path: ({ requestId }) => `/api/v1/approvals/${requestId}/withdraw`,
    body: () => ({}),
    tables: ['approval_request', 'notice', 'audit_entry'],
  })
