import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListRequestsOutput } from '#lib/modules/approvals/schemas.ts'

/** The requests for a second person that concern the reader, newest first, and how many wait for them. */
export const requestsQuery = (scope: string) =>
  readEndpoint<ListRequestsOutput>({ path: '/api/v1/approvals', scope, tables: ['approval_request'] })
