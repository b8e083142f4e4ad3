import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListApiKeysOutput } from '#lib/modules/access/schemas.ts'

/** The API keys of a scope; their credentials are never shown again. */
export const apiKeysQuery = (scope: string) =>
  readEndpoint<ListApiKeysOutput>({ path: '/api/v1/api-keys', scope, tables: ['api_key'] })
