import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListSourcesInput, ListSourcesOutput } from '#lib/modules/access/schemas.ts'

/** The sources of a scope, all of them unless a page is asked for; their credentials are never shown again. */
export const sourcesQuery = (
  scope: string,
  asked: Pick<ListSourcesInput, 'text' | 'sort' | 'after'> & { readonly limit?: number } = {},
) => readEndpoint<ListSourcesOutput>({ path: '/api/v1/sources', scope, query: asked, tables: ['source'] })
