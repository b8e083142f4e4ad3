import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListSourcesOutput } from '#lib/modules/access/schemas.ts'

/** The sources of a scope; their credentials are never shown again. */
export const sourcesQuery = (scope: string) =>
  readEndpoint<ListSourcesOutput>({ path: '/api/v1/sources', scope, tables: ['source'] })
