import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ApprovalView } from '#lib/modules/approvals/schemas.ts'

/** One request for a second person. */
export const requestQuery = (scope: string, requestId: string) =>
  readEndpoint<ApprovalView>({
    path: `/api/v1/approvals/${requestId}`,
    scope,
    tables: ['approval_request'],
  })
