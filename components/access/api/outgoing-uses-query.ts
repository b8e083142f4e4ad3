import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListOutgoingUsesOutput } from '#lib/modules/access/schemas.ts'

/** What calls addresses in a scope, and whether each may be called. */
export const outgoingUsesQuery = (scope: string) =>
  readEndpoint<ListOutgoingUsesOutput>({
    path: '/api/v1/outgoing-uses',
    scope,
    tables: ['outgoing_allow', 'scrape_target', 'channel', 'identity_provider'],
  })
