import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { SearchOutput } from '#lib/modules/dashboards/schemas.ts'

/** Objects in a scope whose names are like the text. */
export const searchQuery = (scope: string, text: string) =>
  readEndpoint<SearchOutput>({ path: '/api/v1/search', scope, query: { q: text } })
