import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListSignOnOutput } from '#lib/modules/identity/schemas.ts'

/** Identity providers, domains and the sign-in policy of a scope. */
export const signOnQuery = (scope: string) =>
  readEndpoint<ListSignOnOutput>({ path: '/api/v1/sign-on', scope, tables: ['identity_provider'] })
