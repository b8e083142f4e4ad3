import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListApiKeysInput, ListApiKeysOutput } from '#lib/modules/access/schemas.ts'

/** The API keys of a scope; their credentials are never shown again. */
export const apiKeysQuery = (
  scope: string,
  asked: Pick<ListApiKeysInput, 'text' | 'sort' | 'after'> & { readonly limit: number },
) => readEndpoint<ListApiKeysOutput>({ path: '/api/v1/api-keys', scope, query: asked, tables: ['api_key'] })
