import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListRequestsInput, ListRequestsOutput } from '#lib/modules/approvals/schemas.ts'

/** The requests for a second person that the reader may see: the newest, unless a part or a page is asked for. */
export const requestsQuery = (
  scope: string,
  asked: Pick<ListRequestsInput, 'state' | 'text' | 'sort' | 'after'> & { readonly limit?: number } = {},
) =>
  readEndpoint<ListRequestsOutput>({
    path: '/api/v1/approvals',
    scope,
    query: asked,
    tables: ['approval_request'],
  })
